import * as Y from 'yjs';
import { queueDocument } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeStateVector } from '#shared/protocol/message.ts';
import { percentile } from '../../../bench/statistics.ts';
import { MIB, openDocument, say, until, type House } from './house.ts';

const READERS = 5;
const PAIR_SOCKETS = 2;
const FLOODS = [
  { what: 'large', length: 60_000, times: 1_700, perTurn: 4 },
  { what: 'small', length: 200, times: 60_000, perTurn: 100 },
] as const;

/**
 * C7: who does not read is let go before it costs much, others wait for nobody, and who returns is level. What counts is how much
 * more the flood costs than the same flood with everybody reading: what it costs in itself is told beside it, from before to the most.
 */
export async function slowReaders(house: House): Promise<void> {
  for (const { what, ...flood } of FLOODS) {
    const reading = await floodReaders(house, flood, false); // what such a flood costs when everybody reads
    const unread = await floodReaders(house, flood, true);
    const grown = unread.highestMib - reading.highestMib;
    const written = (flood.length * flood.times) / 1e6;
    say('C7', `${READERS} who do not read while ${written.toFixed(0)} MB of ${what} messages are written: ${unread.highestMib.toFixed(0)} MiB at most, ${reading.highestMib.toFixed(0)} when they read: ${grown.toFixed(1)} more (bar 40); before, ${unread.beforeMib.toFixed(0)} and ${reading.beforeMib.toFixed(0)}`);
    say('C7', `others meanwhile: p99 ${unread.p99Ms.toFixed(0)} ms (bar 250; ${reading.p99Ms.toFixed(0)} when all read), ${unread.missing} missing; let go ${unread.letGo} of ${READERS}, level when back ${unread.level}`);
    house.promises.hold(unread.letGo === READERS && unread.level === READERS && unread.missing === 0, 'somebody is not level');
    house.promises.hold(grown <= 40, 'slow readers cost more than they may');
    house.promises.hold(unread.p99Ms <= 250, 'others wait for slow readers');
  }
}

interface Flood {
  readonly length: number;
  readonly times: number;
  readonly perTurn: number;
}

interface Flooded {
  readonly beforeMib: number;
  readonly highestMib: number;
  readonly p99Ms: number;
  readonly missing: number;
  readonly letGo: number;
  readonly level: number;
}

async function floodReaders(house: House, flood: Flood, slow: boolean): Promise<Flooded> {
  const { relay, tokens } = house;
  const name = queueDocument('adult');
  const readers = await Promise.all(tokens.ben.slice(0, READERS).map((token, at) => openDocument(relay, token, addressOf(at), name)));
  if (slow) for (const reader of readers) reader.pause();
  await relay.ask('fresh', {});
  let highest = 0;
  const look = async (): Promise<number> => {
    const { rssBytes, sockets } = await relay.ask('figures', {});
    highest = Math.max(highest, rssBytes);
    return sockets;
  };
  const before = await relay.ask('figures', {});
  const letGoBefore = before.closedByRelay[CLOSE.unavailable] ?? 0;
  const report = await house.meanwhile(async () => {
    let flooding = true;
    void relay.ask('flood', { name, ...flood }).finally(() => {
      flooding = false;
    });
    await until(async () => (await look()) < 0 || !flooding, 60_000, 'the flood is written');
    if (slow) await until(async () => (await look()) <= PAIR_SOCKETS, 40_000, 'slow readers are let go');
  });
  const letGo = ((await relay.ask('figures', {})).closedByRelay[CLOSE.unavailable] ?? 0) - letGoBefore;
  for (const reader of readers) reader.terminate();
  const level = await Promise.all(readers.map((_, at) => isLevel(house, tokens.ben[at] ?? '', addressOf(at))));
  return {
    beforeMib: before.rssBytes / MIB,
    highestMib: highest / MIB,
    p99Ms: percentile(report.delivered, 0.99),
    missing: report.missing,
    letGo,
    level: level.filter(Boolean).length,
  };
}

const addressOf = (at: number): string => `127.0.1.${at + 1}`;

async function isLevel({ relay }: House, token: string, address: string): Promise<boolean> {
  const name = queueDocument('adult');
  const socket = await openDocument(relay, token, address, name);
  const doc = new Y.Doc();
  const synced = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const sent = decodeFrame(data);
      const message = sent?.op === 'data' ? decodeMessage(sent.message) : null;
      if (message?.type !== 'update') return;
      Y.applyUpdate(doc, message.update);
      resolve();
    });
  });
  socket.send(encodeFrame({ op: 'data', channel: 1, message: encodeStateVector(Uint8Array.of(0)) }));
  await synced;
  socket.terminate();
  const there = new Y.Doc();
  Y.applyUpdate(there, Buffer.from(await relay.ask('state', { name }), 'base64'));
  return doc.getMap('marks').get('flood') === there.getMap('marks').get('flood');
}
