import { noise } from '../../bench/soak/noise.ts';
import { halfOpen, hugeFrame, tooManySockets } from './limits/floods.ts';
import { openHouse } from './limits/house.ts';
import { openAndDrop } from './limits/openings.ts';
import { presence } from './limits/presence.ts';
import { slowReaders } from './limits/slow-readers.ts';

/** `npm run fuzz -- limits`: what floods cost a relay with its ordinary limits (RELIABILITY C1, C4–C8), measured. */
export async function fuzzLimits(): Promise<void> {
  console.log(noise());
  const house = await openHouse();
  try {
    await hugeFrame(house);
    await halfOpen(house);
    await tooManySockets(house);
    await openAndDrop(house);
    await slowReaders(house);
    await presence(house);
    house.promises.throwBroken();
  } finally {
    await house.relay.close();
  }
}
