import { join } from 'node:path';
import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { makeCast } from './load/cast.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { startLoad, type Load } from './load/load.ts';
import { openLoopDisk, type LoopDisk } from './load/loop-disk.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause } from './load/until.ts';
import { mustBeSound } from './load/verify.ts';

const CUTS = { short: 3, long: 20 } as const;
const DISK_MB = 256;
const PAIRS = 20;
const MESSAGES_PER_SECOND = 200;
/** The write-ahead log is emptied every five seconds (RELAY_LIMITS.walCheckpointIntervalMs): some cuts hit that, too. */
const LIFE_MS = 6_000;

/**
 * A2: the power of the relay's disk is cut at a random moment under load. On what is left the store is sound, and a fresh
 * reader finds everything that was ever acknowledged, also in the last instant, before anybody who said it is back; then
 * the same people talk on.
 */
export async function power({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const cuts = count ?? (long ? CUTS.long : CUTS.short);
  const disk = await openLoopDisk(DISK_MB);
  const house = await openFaultyHouse({ dataFolder: join(disk.folder, 'data') });
  let load: Load | null = null;
  try {
    await house.start();
    load = startLoad(house.port, await makeCast(house, PAIRS), dice);
    for (let n = 1; n <= cuts; n += 1) {
      load.talk(MESSAGES_PER_SECOND);
      await load.begun();
      await pause(dice.below(LIFE_MS));
      const line = await cutAndLook(disk, house, load);
      if (n === 1 || n === cuts) console.log(`  after cut ${n}: ${line}`);
    }
    await load.settle();
    console.log(`  ${cuts} power cuts, each followed by a sound store; at the end:`);
    console.log(`  ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
  } finally {
    load?.close();
    await house.close();
    await disk.close();
  }
}

/** One power cut, and what is found after it. The people are back at its end. */
async function cutAndLook(disk: LoopDisk, house: FaultyHouse, load: Load): Promise<string> {
  await disk.cutPower(house.pid() ?? undefined);
  await house.kill();
  load.hush();
  load.hold();
  await disk.powerOn();
  await mustBeSound(house.dataFolder);
  await house.start();
  const line = mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
  load.release();
  return line;
}
