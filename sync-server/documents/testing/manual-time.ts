import type { Clock, TimerHandle, Timers } from '#shared/ports.ts';

interface Waiting {
  atMs: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

/** A clock and timers that move only when told. Test support. */
export class ManualTime implements Clock, Timers {
  readonly #startMs: number;
  readonly #waiting = new Set<Waiting>();
  #passedMs = 0;

  constructor(startMs = 1_800_000_000_000) {
    this.#startMs = startMs;
  }

  nowMs(): number {
    return this.#startMs + this.#passedMs;
  }

  monotonicMs(): number {
    return this.#passedMs;
  }

  after(delayMs: number, run: () => void): TimerHandle {
    return this.#start(delayMs, null, run);
  }

  every(intervalMs: number, run: () => void): TimerHandle {
    return this.#start(intervalMs, intervalMs, run);
  }

  /** Timers that are running. */
  get running(): number {
    return this.#waiting.size;
  }

  advance(ms: number): void {
    const untilMs = this.#passedMs + ms;
    for (let due = this.#next(untilMs); due !== null; due = this.#next(untilMs)) {
      this.#passedMs = due.atMs;
      if (due.everyMs === null) this.#waiting.delete(due);
      else due.atMs += due.everyMs;
      due.run();
    }
    this.#passedMs = untilMs;
  }

  #next(untilMs: number): Waiting | null {
    let next: Waiting | null = null;
    for (const waiting of this.#waiting) {
      if (waiting.atMs <= untilMs && (next === null || waiting.atMs < next.atMs)) next = waiting;
    }
    return next;
  }

  #start(delayMs: number, everyMs: number | null, run: () => void): TimerHandle {
    const waiting: Waiting = { atMs: this.#passedMs + delayMs, everyMs, run };
    this.#waiting.add(waiting);
    return { cancel: () => void this.#waiting.delete(waiting) };
  }
}
