import { randomBytes } from 'node:crypto';
import type { Clock, Random, Timers } from '#shared/ports.ts';

/** The machine's own clock, timers and randomness. The one file of the relay that may ask the system for the time. */
export interface SystemPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
}

export const systemPorts = (): SystemPorts => ({
  clock: { nowMs: () => Date.now() },
  timers: {
    monotonicMs: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
    every: (intervalMs, run) => {
      const timer = setInterval(run, intervalMs);
      return { cancel: () => clearInterval(timer) };
    },
  },
  random: { bytes: (length) => randomBytes(length) },
});
