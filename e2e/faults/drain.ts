import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { RELAY_LIMITS } from '#shared/limits.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { makeCast, type Pair } from './load/cast.ts';
import { mostInASecond } from './load/figures.ts';
import { startHerd, type Herd } from './load/herd.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { startLoad, type Load } from './load/load.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause, until } from './load/until.ts';

const ROUNDS = { short: 1, long: 5 } as const;
const PAIRS = 10;
const MESSAGES_PER_SECOND = 100;
/** RELIABILITY A5. */
const HERD = 1_000;
const BACK_WITHIN_MS = 10_000;
const CONNECTS_PER_SECOND = 200;
const LIFE_MS = 3_000;

/**
 * A5: SIGTERM under load, with people who neither read nor hang up. The relay has ended in time and lost nothing; a
 * thousand of the app's own connections are back in time, and do not come all at once.
 */
export async function drain({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const rounds = count ?? (long ? ROUNDS.long : ROUNDS.short);
  const house = await openFaultyHouse();
  let load: Load | null = null;
  let herd: Herd | null = null;
  try {
    await house.start();
    const cast = await makeCast(house, PAIRS);
    load = startLoad(house.port, cast, dice);
    herd = await startHerd(house.port, HERD);
    for (let n = 1; n <= rounds; n += 1) {
      const all = herd;
      await until('the herd is here', () => all.back() === HERD);
      load.talk(MESSAGES_PER_SECOND);
      await load.begun();
      await pause(dice.below(LIFE_MS));
      const askedAtMs = performance.now();
      console.log(`  ${await drainOnce(house, load, cast)}`);
      console.log(`  ${await comeBack(house, load, herd, askedAtMs)}`);
    }
    await load.settle();
    console.log(`  ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
  } finally {
    load?.close();
    herd?.close();
    await house.close();
  }
}

async function drainOnce(house: FaultyHouse, load: Load, cast: readonly Pair[]): Promise<string> {
  const stubborn = await beStubborn(house.port, cast);
  const { tookMs, code } = await house.stop();
  for (const socket of stubborn) socket.destroy();
  load.hush();
  load.hold();
  const line = `asked to end under load: gone after ${Math.round(tookMs)} ms with exit code ${code}`;
  if (code !== 0 || tookMs > RELAY_LIMITS.drainTimeoutMs) throw new Error(line);
  return line;
}

async function comeBack(house: FaultyHouse, load: Load, herd: Herd, askedAtMs: number): Promise<string> {
  await house.start();
  const servesAtMs = performance.now();
  const line = mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
  load.release();
  await until('the herd is back', () => herd.back() === herd.size, 3 * BACK_WITHIN_MS);
  const backMs = performance.now() - servesAtMs;
  const most = mostInASecond(herd.reached.filter((atMs) => atMs > askedAtMs));
  const figures = `${herd.size} are back after ${Math.round(backMs)} ms, at most ${most} in a second`;
  if (backMs > BACK_WITHIN_MS || most > CONNECTS_PER_SECOND) throw new Error(figures);
  return `${figures}; ${line}`;
}

/** One who is connected and reads nothing, one who says half a request, and one who says nothing at all. */
async function beStubborn(port: number, [pair]: readonly Pair[]): Promise<Socket[]> {
  if (pair === undefined) return [];
  const reader = new WebSocket(`ws://127.0.0.1:${port}/sync`, offeredSubprotocols(pair.seeker.token));
  reader.on('error', () => undefined);
  const opened = new Promise<Socket>((resolve) => {
    reader.once('upgrade', (response) => resolve(response.socket));
  });
  const raw = await opened;
  reader.pause();
  const dialled = ['', 'POST /api/guests HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{'].map((said) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(said);
    return socket;
  });
  await Promise.all(dialled.map((socket) => until('a stubborn one is connected', () => !socket.connecting)));
  return [raw, ...dialled];
}
