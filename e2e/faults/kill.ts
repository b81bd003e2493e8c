import type { SuiteOptions } from '../../build/lib/suites.ts';
import { makeCast } from './load/cast.ts';
import { createDice } from './load/dice.ts';
import { median } from './load/figures.ts';
import { openFaultyHouse } from './load/house.ts';
import { startLoad } from './load/load.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause, until } from './load/until.ts';

const KILLS = { short: 5, long: 50 } as const;
const PAIRS = 20;
const MESSAGES_PER_SECOND = 200;
/** A relay is killed at a random moment of its life: as early as while it opens its store. */
const LIFE_MS = 3_000;
/** RELIABILITY A1. */
const SERVING_WITHIN_MS = 2_000;

/** A1: `kill -9` at a random moment under load, again and again; nothing acknowledged is lost, doubled or out of order. */
export async function kill({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const kills = count ?? (long ? KILLS.long : KILLS.short);
  const house = await openFaultyHouse();
  try {
    await house.start();
    const load = startLoad(house.port, await makeCast(house, PAIRS), dice);
    try {
      await until('everybody is here', () => load.devices.every(({ online }) => online));
      load.talk(MESSAGES_PER_SECOND);
      const healthy: number[] = [];
      const acking: number[] = [];
      for (let n = 1; n <= kills; n += 1) {
        await pause(dice.below(LIFE_MS));
        await house.kill();
        const fromMs = performance.now();
        healthy.push(await house.start());
        await until('something is acknowledged again', () => load.firstAckAfter(fromMs) !== null);
        acking.push((load.firstAckAfter(fromMs) ?? Infinity) - fromMs);
      }
      load.hush();
      const levelMs = await load.settle();
      const { said } = load.counts();
      console.log(`  ${kills} kills under ${PAIRS * 2} clients, ${said} messages; level ${Math.round(levelMs)} ms after the last word`);
      console.log(`  healthy again after ${median(healthy)} ms (most ${Math.round(Math.max(...healthy))}), first ack after ${median(acking)} ms (most ${Math.round(Math.max(...acking))})`);
      if (load.refusals().length > 0) throw new Error(`refused: ${load.refusals().slice(0, 3).join('; ')}`);
      console.log(`  ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
      if (Math.max(...healthy) > SERVING_WITHIN_MS) console.log(`  (the bar is ${SERVING_WITHIN_MS} ms: this machine was too busy or too slow)`);
    } finally {
      load.close();
    }
  } finally {
    await house.close();
  }
}
