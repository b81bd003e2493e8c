import type { Clock, Random, TimerHandle, Timers } from '#shared/ports.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';

/** Time that passes only when a test says so. */
export class VirtualTime {
  #nowMs = 0;
  #order = 0;
  readonly #due = new Map<number, { atMs: number; run: () => void }>();

  get nowMs(): number {
    return this.#nowMs;
  }

  get pending(): number {
    return this.#due.size;
  }

  /** A wall clock that is off by so much, and goes at this pace. */
  clock(startMs = 1_700_000_000_000): Clock {
    return { nowMs: () => Math.floor(startMs + this.#nowMs) };
  }

  /** Timers of one owner; `kill` stops them all at once, as the end of a process does. */
  timers(): Timers & { readonly running: () => number; kill(): void } {
    const mine = new Set<number>();
    let dead = false;
    const start = (delayMs: number, run: () => void, again: boolean): TimerHandle => {
      let key = 0;
      const arm = () => {
        key = this.#order += 1;
        mine.add(key);
        this.#due.set(key, {
          atMs: this.#nowMs + delayMs,
          run: () => {
            mine.delete(key);
            if (again) arm();
            run();
          },
        });
      };
      if (!dead) arm();
      return {
        cancel: () => {
          mine.delete(key);
          this.#due.delete(key);
        },
      };
    };
    return {
      monotonicMs: () => this.#nowMs,
      after: (delayMs, run) => start(delayMs, run, false),
      every: (intervalMs, run) => start(intervalMs, run, true),
      running: () => mine.size,
      kill: () => {
        dead = true;
        for (const key of mine) this.#due.delete(key);
        mine.clear();
      },
    };
  }

  /** Lets `ms` pass, with everything that falls due in it, promises included. */
  async pass(ms: number): Promise<void> {
    const until = this.#nowMs + ms;
    await settle();
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      const [key, { atMs, run }] = next;
      this.#due.delete(key);
      this.#nowMs = Math.max(this.#nowMs, atMs);
      run();
      await settle();
    }
    this.#nowMs = until;
  }

  #next(untilMs: number): [number, { atMs: number; run: () => void }] | null {
    let first: [number, { atMs: number; run: () => void }] | null = null;
    for (const entry of this.#due) {
      if (entry[1].atMs > untilMs) continue;
      if (first === null || entry[1].atMs < first[1].atMs || (entry[1].atMs === first[1].atMs && entry[0] < first[0])) first = entry;
    }
    return first;
  }
}

/** Tests run on Node, whose types the renderer does not have. */
const node = globalThis as unknown as { setImmediate(run: () => void): void };

/** Lets every promise that can go on, go on. */
export const settle = (): Promise<void> => new Promise((resolve) => node.setImmediate(resolve));

/** Chance that can be had again: as dice, and as the port. */
export function seeded(seed: number): Dice & { readonly random: Random } {
  const dice = createDice(seed);
  return { ...dice, random: { bytes: (length) => Uint8Array.from({ length }, () => dice.below(256)) } };
}
