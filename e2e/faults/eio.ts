import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { Trouble } from '../../build/lib/trouble.ts';
import { ask } from './load/ask.ts';
import { makeCast, type Pair } from './load/cast.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { startLoad, type Load } from './load/load.ts';
import { askHealth, timesLogged, untilHealth } from './load/relay-says.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause } from './load/until.ts';

/** Each says less than one word a second, as the relay's rate allows for hours (RELIABILITY C9). */
const PAIRS = 40;
const MESSAGES_PER_SECOND = 60;
/** Acknowledgements that were sent before the failure may still be on their way for so long. */
const ON_THE_WAY_MS = 250;
const QUIET_MS = 3_000;
const FAILURE_WITHIN_MS = 120_000;

interface Injection {
  readonly calls: string;
  readonly from: number;
}

const ALL = 'fdatasync,fsync,pwrite64';
const INJECTIONS: readonly Injection[] = [
  { calls: ALL, from: 20 },
  { calls: ALL, from: 200 },
  { calls: ALL, from: 2_000 },
  { calls: 'fdatasync,fsync', from: 20 },
  { calls: 'pwrite64', from: 20 },
];

/**
 * A3: the disk begins to fail under load, at its n-th write or flush and from then on. Nothing is acknowledged after it,
 * the relay says why, everything acknowledged is read on from a relay that can no longer write, and is there after a start.
 */
export async function eio({ seed, count }: SuiteOptions): Promise<void> {
  mustHaveStrace();
  const rounds = count ?? INJECTIONS.length;
  for (let n = 0; n < rounds; n += 1) {
    const injection = INJECTIONS[n % INJECTIONS.length] ?? { calls: ALL, from: 20 };
    // Ended in good order or not: neither may touch what was acknowledged.
    await round(injection, seed + n, n % 2 === 0 ? 'stop' : 'kill');
  }
}

async function round(injection: Injection, seed: number, end: 'stop' | 'kill'): Promise<void> {
  const house = await openFaultyHouse();
  let load: Load | null = null;
  let strace: ChildProcess | null = null;
  try {
    await house.start();
    const cast = await makeCast(house, PAIRS);
    load = startLoad(house.port, cast, createDice(seed));
    load.talk(MESSAGES_PER_SECOND);
    await load.begun();
    strace = await failDisk(house, injection);
    await untilHealth(house.port, ({ code, storage }) => code === 503 && storage === 'read-only, disk-failed', FAILURE_WITHIN_MS);
    await pause(ON_THE_WAY_MS);
    const before = load.counts().acked;
    await pause(QUIET_MS);
    const after = load.counts();
    if (after.acked !== before) throw new Error(`${after.acked - before} messages were acknowledged after the disk had failed`);
    await mustRefuse(house, cast);
    const kept = mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
    await endStrace(strace);
    await mustStay(house);
    load.hush();
    const ended = end === 'stop' ? `stopped in ${Math.round((await house.stop()).tookMs)} ms` : await house.kill().then(() => 'killed');
    await house.start();
    await load.settle();
    const whole = mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
    console.log(`  ${injection.calls} from the ${injection.from}th: read-only; ${after.said - after.acked} not acknowledged; read from it: ${kept}`);
    console.log(`    ${ended}, started: ${whole}`);
  } finally {
    load?.close();
    if (strace !== null) await endStrace(strace);
    await house.close();
  }
}

/** Commands are refused for later with a stable code; the log has told it once. */
async function mustRefuse(house: FaultyHouse, cast: readonly Pair[]): Promise<void> {
  const [pair] = cast;
  if (pair === undefined) return;
  const { from, token } = pair.seeker;
  const told = await ask(house.port, 'endChat', { from, token, id: pair.chat }).then(() => 'done', (error: unknown) => String(error));
  if (!told.includes('503 storage')) throw new Error(`a command on a failed disk was answered with: ${told}`);
  const me = await ask(house.port, 'me', { from, token });
  if (me.account !== pair.seeker.account) throw new Error('reading does not go on');
  const times = timesLogged(house, 'store-read-only');
  if (times !== 1) throw new Error(`the log says ${times} times that the store is read-only`);
}

/** The disk works again, and is not believed: only a start reads what is really on it. */
async function mustStay(house: FaultyHouse): Promise<void> {
  await pause(QUIET_MS);
  const { storage } = await askHealth(house.port);
  if (storage !== 'read-only, disk-failed') throw new Error(`the relay believes a disk that has failed: ${storage}`);
}

function mustHaveStrace(): void {
  if (spawnSync('strace', ['-V']).status === 0) return;
  throw new Trouble('This suite makes a disk fail with strace, which is not here. On Debian: apt-get install strace');
}

/** From its `from`-th such call on, counted from now, the relay's disk answers EIO. */
async function failDisk(house: FaultyHouse, { calls, from }: Injection): Promise<ChildProcess> {
  const inject = `inject=${calls}:error=EIO:when=${from}+`;
  const strace = spawn('strace', ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject, '-p', String(house.pid())], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const refused = once(strace, 'exit').then(() => 'gone');
  if ((await Promise.race([refused, pause(500)])) === 'gone') {
    throw new Trouble('strace may not watch the relay: run this as root, or set kernel.yama.ptrace_scope to 0.');
  }
  return strace;
}

async function endStrace(strace: ChildProcess): Promise<void> {
  if (strace.exitCode !== null || strace.signalCode !== null) return;
  const gone = once(strace, 'exit');
  strace.kill('SIGTERM');
  await gone;
}
