import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { makeCast } from './load/cast.ts';
import { spread } from './load/figures.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { startLoad, type Load } from './load/load.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause, until } from './load/until.ts';

const KILLS = { short: 5, long: 50 } as const;
const PAIRS = 20;
const MESSAGES_PER_SECOND = 200;
/** A relay is killed at a random moment of its life: as early as while it opens its store. */
const LIFE_MS = 3_000;
/** RELIABILITY A1. */
const SERVING_WITHIN_MS = 2_000;

/**
 * A1: `kill -9` at a random moment under load, again and again. After every other kill a fresh reader looks before anybody
 * is back who could say it again; after the rest the people are back as fast as they can, in the midst of the start.
 */
export async function kill({ seed, long, count }: SuiteOptions, pairs = PAIRS): Promise<void> {
  const dice = createDice(seed);
  const kills = count ?? (long ? KILLS.long : KILLS.short);
  const house = await openFaultyHouse();
  let load: Load | null = null;
  try {
    await house.start();
    load = startLoad(house.port, await makeCast(house, pairs), dice);
    load.talk(MESSAGES_PER_SECOND);
    const healthy: number[] = [];
    const acking: number[] = [];
    for (let n = 0; n < kills; n += 1) {
      await pause(dice.below(LIFE_MS));
      if (n % 2 === 0) {
        acking.push(await killAndGoOn(house, load, healthy));
        continue;
      }
      await killAndLook(house, load, healthy);
    }
    load.hush();
    const levelMs = await load.settle();
    const { said } = load.counts();
    console.log(`  ${kills} kills under ${pairs * 2} clients, ${said} messages; level ${Math.round(levelMs)} ms after the last word`);
    console.log(`  healthy again: ${spread(healthy)}; first ack: ${spread(acking)}; the bar is ${SERVING_WITHIN_MS} ms`);
    if (load.refusals().length > 0) throw new Error(`refused: ${load.refusals().slice(0, 3).join('; ')}`);
    console.log(`  ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
    const slowest = Math.max(...healthy, ...acking);
    if (!(slowest <= SERVING_WITHIN_MS)) throw new Error(`serving again took ${Math.round(slowest)} ms, and may take ${SERVING_WITHIN_MS} ms`);
  } finally {
    load?.close();
    await house.close();
  }
}

/** Gives how long it took from the kill's end to the first acknowledgement, in milliseconds. */
async function killAndGoOn(house: FaultyHouse, load: Load, healthy: number[]): Promise<number> {
  await house.kill();
  const fromMs = performance.now();
  healthy.push(await house.start());
  await until('something is acknowledged again', () => load.firstAckAfter(fromMs) !== null);
  return (load.firstAckAfter(fromMs) ?? Infinity) - fromMs;
}

async function killAndLook(house: FaultyHouse, load: Load, healthy: number[]): Promise<void> {
  await house.kill();
  load.hush();
  load.hold();
  healthy.push(await house.start());
  mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
  load.release();
  load.talk(MESSAGES_PER_SECOND);
}
