import { noise } from '../../bench/soak/noise.ts';
import { halfOpen, tooManySockets } from './limits/floods.ts';
import { openHouse, type House } from './limits/house.ts';
import { hugeFrame } from './limits/huge-frame.ts';
import { openAndDrop } from './limits/openings.ts';
import { presence } from './limits/presence.ts';
import { slowReaders } from './limits/slow-readers.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';

/** By the rule that each holds, in the order in which they run. */
const PARTS: Readonly<Record<string, (house: House) => Promise<void>>> = {
  C4: hugeFrame,
  C5: halfOpen,
  C6: tooManySockets,
  C1: openAndDrop,
  C7: slowReaders,
  C8: presence,
};

/** `npm run fuzz -- limits [--only C4]`: what floods cost a relay with its ordinary limits (RELIABILITY C1, C4–C8), measured. */
export async function fuzzLimits({ only }: SuiteOptions): Promise<void> {
  const parts = Object.entries(PARTS).filter(([rule]) => only === undefined || rule === only);
  if (parts.length === 0) throw new Trouble(`limits has no part called ${only}. There are: ${Object.keys(PARTS).join(', ')}`);
  console.log(noise());
  const house = await openHouse();
  try {
    for (const [, hold] of parts) await hold(house);
    house.promises.throwBroken();
  } finally {
    await house.relay.close();
  }
}
