/**
 * What varies from machine to machine and from test to test, as the smallest interfaces that serve. Decisions take
 * plain values; only thin shells hold one of these.
 */

/** Wall time, for display and for what people see. Never used to order things (RELIABILITY A6). */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
}

/** A running timer; `cancel` may be called any number of times. */
export interface TimerHandle {
  cancel(): void;
}

/** Timers on a monotonic clock. Whoever starts one owns it and cancels it. */
export interface Timers {
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
  after(delayMs: number, run: () => void): TimerHandle;
  every(intervalMs: number, run: () => void): TimerHandle;
}

/** Cryptographically strong randomness. */
export interface Random {
  bytes(length: number): Uint8Array;
}
