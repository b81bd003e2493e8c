import type { Clock, Timers } from '#shared/ports.ts';

/** The relay's clock as this device knows it (W17). */
export interface RelayClock {
  /** The relay says that it is now this late. */
  set(nowMs: number): void;
  /** Milliseconds since the epoch; by this device's clock before the relay has said anything. */
  nowMs(): number;
}

/** Goes on by the monotonic clock, so that setting the device's clock in the middle changes nothing (RELIABILITY A6). */
export function createRelayClock(clock: Clock, timers: Timers): RelayClock {
  let told: { readonly nowMs: number; readonly atMs: number } | null = null;
  return {
    set(nowMs) {
      told = { nowMs, atMs: timers.monotonicMs() };
    },
    nowMs: () => (told === null ? clock.nowMs() : Math.round(told.nowMs + timers.monotonicMs() - told.atMs)),
  };
}
