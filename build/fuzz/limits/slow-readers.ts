import * as Y from 'yjs';
import { queueDocument } from '#shared/documents/names.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeStateVector } from '#shared/protocol/message.ts';
import { percentile } from '../../../bench/soak/pair.ts';
import { MIB, openDocument, say, until, type House } from './house.ts';

const READERS = 5;
const PAIR_SOCKETS = 2;
const FLOODS = [
  { what: 'large', length: 60_000, times: 1_700, perTurn: 4 },
  { what: 'small', length: 200, times: 60_000, perTurn: 100 },
] as const;

/** C7: who does not read is let go before it costs much, others wait for nobody, and who returns is level. */
export async function slowReaders(house: House): Promise<void> {
  const { relay, tokens } = house;
  const name = queueDocument('adult');
  for (const { what, ...flood } of FLOODS) {
    await relay.ask('flood', { name, ...flood, times: Math.ceil(flood.times / 20) }); // warm
    const readers = await Promise.all(tokens.ben.slice(0, READERS).map((token, at) => openDocument(relay, token, `127.0.1.${at + 1}`, name)));
    for (const reader of readers) reader.pause();
    await relay.ask('fresh', {});
    const before = (await relay.ask('figures', {})).rssBytes;
    let highest = 0;
    const report = await house.meanwhile(async () => {
      const look = async (): Promise<number> => {
        const { rssBytes, sockets } = await relay.ask('figures', {});
        highest = Math.max(highest, rssBytes);
        return sockets;
      };
      const flooding = relay.ask('flood', { name, ...flood });
      await until(async () => (await look()) <= PAIR_SOCKETS, 40_000, 'slow readers are let go');
      await flooding;
      await look();
    });
    for (const reader of readers) reader.terminate();
    const back = await Promise.all(readers.map((_, at) => isLevel(house, tokens.ben[at] ?? '', `127.0.1.${at + 1}`)));
    const p99 = percentile(report.delivered, 99);
    const grown = (highest - before) / MIB;
    const written = (flood.length * flood.times) / 1e6;
    say('C7', `${READERS} who do not read while ${written.toFixed(0)} MB of ${what} messages are written: ${grown.toFixed(1)} MiB at most (bar 40); others p99 ${p99.toFixed(0)} ms (bar 250), ${report.missing} missing; level when back: ${back.filter(Boolean).length} of ${READERS}`);
    house.promises.hold(back.every(Boolean) && report.missing === 0, 'somebody is not level');
    house.promises.hold(grown <= 40, 'slow readers cost more than they may');
    house.promises.hold(p99 <= 250, 'others wait for slow readers');
  }
}

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
