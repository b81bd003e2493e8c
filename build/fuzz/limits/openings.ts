import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { WIRE } from '#shared/limits.ts';
import { percentile } from '../../../bench/statistics.ts';
import { dial, MIB, say, until, type House } from './house.ts';

const SECONDS = 20;
const OPENED_AND_CLOSED = 1_000;
const ADDRESS = '127.0.1.9';
/** RELIABILITY C1. */
const BARS = { delayMaxMs: 250, rssGrowthMib: 64, pairP99Ms: 250 } as const;

/**
 * C1, with the ordinary rate of openings: an account that wants more documents than it may open at once, and meanwhile opens
 * and closes a thousand more, drops the line, and comes back to do it again. Nobody waits for it, and nothing of it stays.
 */
export async function openAndDrop(house: House): Promise<void> {
  const { relay, tokens } = house;
  let invented = 0;
  const open = (channel: number): Uint8Array => {
    invented += 1;
    return encodeFrame({ op: 'open', channel, document: `chat/wanted${String(invented).padStart(14, '0')}` });
  };
  await relay.ask('fresh', {});
  const before = await relay.ask('figures', {});
  const holding = tokens.ann.slice(1).map((token) => dial(relay, token, ADDRESS));
  await Promise.all(holding.map((socket) => once(socket, 'open')));
  for (const socket of holding) for (let channel = 1; channel <= WIRE.maxChannelsPerSocket; channel += 1) socket.send(open(channel));

  let rounds = 0;
  const storm = async (): Promise<void> => {
    const socket = dial(relay, tokens.ann[0] ?? '', ADDRESS);
    if (!(await opened(socket))) return; // the one before still counts
    for (let channel = 1; channel <= OPENED_AND_CLOSED; channel += 1) {
      socket.send(open(channel));
      socket.send(encodeFrame({ op: 'close', channel, code: 1000, reason: '' }));
    }
    await new Promise((resolve) => socket.send(encodeFrame({ op: 'ping', nonce: 1 }), resolve)); // behind it all
    socket.terminate();
    rounds += 1;
  };
  const report = await house.meanwhile(async () => {
    const endsAt = performance.now() + SECONDS * 1_000;
    while (performance.now() < endsAt) await storm();
  });
  const under = await relay.ask('figures', {});
  for (const socket of holding) socket.terminate();
  await until(async () => (await relay.ask('figures', {})).channels === 0, 5_000, 'nobody has anything open');

  const grown = (under.rssBytes - before.rssBytes) / MIB;
  const p99 = percentile(report.delivered, 0.99);
  const tooMuch = under.closedByRelay[CLOSE.tooMuch] ?? 0;
  say('C1', `${rounds} times ${OPENED_AND_CLOSED} documents opened, closed and dropped in ${SECONDS} s, ${tooMuch} sockets closed for too many frames: ${grown.toFixed(1)} MiB (bar ${BARS.rssGrowthMib}), the loop late by ${under.delayMaxMs.toFixed(0)} ms at most (bar ${BARS.delayMaxMs}; ${under.busyMaxMs.toFixed(0)} ms of it on the processor), others' words after ${p99.toFixed(0)} ms (p99; bar ${BARS.pairP99Ms})`);
  house.promises.hold(grown <= BARS.rssGrowthMib, 'what was opened and dropped stays in memory');
  house.promises.hold(under.delayMaxMs <= BARS.delayMaxMs, 'the event loop was late while somebody opened and dropped');
  house.promises.hold(p99 <= BARS.pairP99Ms && report.missing === 0, 'others waited for somebody who opened and dropped');
}

const opened = (socket: WebSocket): Promise<boolean> => once(socket, 'open').then(() => true, () => false);
