import { join } from 'node:path';
import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { ask } from './load/ask.ts';
import { makeCast, type Pair } from './load/cast.ts';
import { spread } from './load/figures.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { startLoad, type Load } from './load/load.ts';
import { openLoopDisk, type LoopDisk } from './load/loop-disk.ts';
import { timesLogged, untilHealth } from './load/relay-says.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause, until } from './load/until.ts';

const DISK_MEGABYTES = 64;
/** Each says less than one word a second, as the relay's rate allows for hours (RELIABILITY C9). */
const PAIRS = 40;
const MESSAGES_PER_SECOND = 60;
const ROUNDS = { short: 3, long: 20 } as const;
const ON_THE_WAY_MS = 250;
/** How long the disk stays full. */
const FULL_MS = 4_000;
const NOTICED_WITHIN_MS = 60_000;
/** RELIABILITY A4. */
const WRITING_AGAIN_WITHIN_MS = 10_000;

/**
 * A4: the disk fills up from outside while people talk, and is freed again. Nothing is acknowledged that is not kept,
 * everybody reads on, the relay never falls, and it writes again by itself.
 */
export async function full({ seed, long, count }: SuiteOptions): Promise<void> {
  const disk = await openLoopDisk(DISK_MEGABYTES);
  const house = await openFaultyHouse({ dataFolder: join(disk.folder, 'data') });
  let load: Load | null = null;
  try {
    await house.start({ SAMOVAR_LOG: 'info' });
    const cast = await makeCast(house, PAIRS);
    const pid = house.pid();
    load = startLoad(house.port, cast, createDice(seed));
    load.talk(MESSAGES_PER_SECOND);
    await load.begun();
    const rounds = count ?? (long ? ROUNDS.long : ROUNDS.short);
    const back: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      await pause(1_000);
      back.push(await fillAndFree(house, disk, load, cast));
    }
    load.hush();
    const levelMs = await load.settle();
    await house.stop();
    if (pid === null || timesLogged(house, 'crashed') > 0) throw new Error('the relay fell');
    await house.start();
    const { said } = load.counts();
    console.log(`  full ${rounds} times under ${PAIRS * 2} clients, ${said} messages; writing again after space was freed: ${spread(back)}; the bar is ${WRITING_AGAIN_WITHIN_MS} ms`);
    console.log(`  level ${Math.round(levelMs)} ms after the last word; after a start: ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
  } finally {
    load?.close();
    await house.close();
    await disk.close();
  }
}

/** Gives how long after space was freed the first word was acknowledged, in milliseconds. */
async function fillAndFree(house: FaultyHouse, disk: LoopDisk, load: Load, cast: readonly Pair[]): Promise<number> {
  const pid = house.pid();
  disk.fill();
  await untilHealth(house.port, ({ code, storage }) => code === 503 && storage === 'read-only, disk-full', NOTICED_WITHIN_MS);
  await pause(ON_THE_WAY_MS);
  const before = load.counts().acked;
  await pause(FULL_MS);
  const after = load.counts();
  if (after.acked !== before) throw new Error(`${after.acked - before} messages were acknowledged while the disk was full`);
  await mustReadOn(house, cast);
  const kept = mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
  const freedAtMs = performance.now();
  await disk.free();
  await untilHealth(house.port, ({ code }) => code === 200, WRITING_AGAIN_WITHIN_MS);
  await until('a word is acknowledged again', () => load.firstAckAfter(freedAtMs) !== null, WRITING_AGAIN_WITHIN_MS);
  if (house.pid() !== pid) throw new Error('the relay was started anew');
  console.log(`  full, with ${after.said - after.acked} words waiting; read from it: ${kept}`);
  return (load.firstAckAfter(freedAtMs) ?? Infinity) - freedAtMs;
}

async function mustReadOn(house: FaultyHouse, cast: readonly Pair[]): Promise<void> {
  const [pair] = cast;
  if (pair === undefined) return;
  const { from, token } = pair.seeker;
  await ask(house.port, 'me', { from, token });
  const told = await ask(house.port, 'endChat', { from, token, id: pair.chat }).then(() => 'done', (error: unknown) => String(error));
  if (!told.includes('503 storage')) throw new Error(`a command on a full disk was answered with: ${told}`);
}
