import type { Clock, Random, Timers } from '#shared/ports.ts';

/** The ports of shared/ports.ts over what every web page has. The only file of the renderer's that reads the clock. */
export const webClock: Clock = { nowMs: () => Date.now() };

export const webRandom: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

export const webTimers: Timers = {
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
  every(intervalMs, run) {
    const timer = setInterval(run, intervalMs);
    return { cancel: () => clearInterval(timer) };
  },
};
