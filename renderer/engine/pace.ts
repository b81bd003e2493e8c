import type { Timers } from '#shared/ports.ts';
import type { Pace } from './chat-ports.ts';
import { fullBucket, refill, take, untilNextMs, type Rate } from './rate.ts';

/** Keeps one account within the relay's rate, so that nothing comes back as `too-fast` (RELIABILITY C9). */
export function createPace(timers: Timers, relayRate: () => Rate): Pace {
  // One less than allowed: two clocks never agree to the millisecond.
  const rate = (): Rate => ({ ...relayRate(), burst: Math.max(1, relayRate().burst - 1) });
  let bucket = fullBucket(rate(), timers.monotonicMs());
  const now = () => (bucket = refill(bucket, rate(), timers.monotonicMs()));
  return {
    budget: () => Math.floor(now().left),
    spend(count) {
      bucket = take(now(), count);
    },
    untilNextMs: () => untilNextMs(now(), rate()),
  };
}
