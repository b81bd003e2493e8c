import { RATE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { TokenBuckets, type Rate } from './token-buckets.ts';

/** One document that somebody wants to open. */
export interface Opening {
  /** True when it has been closed again: then it costs nothing more. */
  readonly isMoot: () => boolean;
  /** Never rejects. */
  readonly run: () => Promise<void>;
}

export interface OpeningLimits {
  readonly atOnce: number;
  readonly rate: Rate;
}

interface Lane {
  readonly waiting: Opening[];
  running: number;
  timer: TimerHandle | null;
}

/**
 * Lets each account open documents a few at a time and so many a second; the rest waits in order, and none is lost.
 * Every opening asks the store, which everybody shares: without this one account could make all others wait
 * (RELIABILITY C1). What was closed before its turn is passed over.
 */
export class Openings {
  readonly #timers: Timers;
  readonly #limits: OpeningLimits;
  readonly #lanes = new Map<AccountId, Lane>();
  readonly #spent = new TokenBuckets<AccountId>();
  #closed = false;

  constructor(timers: Timers, limits: OpeningLimits = { atOnce: RATE.maxOpeningsAtOnce, rate: RATE.opening }) {
    this.#timers = timers;
    this.#limits = limits;
  }

  /** Accounts that are opening something. */
  get size(): number {
    return this.#lanes.size;
  }

  add(account: AccountId, opening: Opening): void {
    const lane = this.#lanes.get(account) ?? { waiting: [], running: 0, timer: null };
    this.#lanes.set(account, lane);
    lane.waiting.push(opening);
    this.#go(account, lane);
  }

  /** Nothing that waits begins any more. Idempotent. */
  close(): void {
    this.#closed = true;
    for (const lane of this.#lanes.values()) lane.timer?.cancel();
    this.#lanes.clear();
  }

  #go(account: AccountId, lane: Lane): void {
    if (this.#closed) return;
    while (lane.timer === null && lane.running < this.#limits.atOnce) {
      const next = lane.waiting.shift();
      if (next === undefined) break;
      if (next.isMoot()) continue;
      if (!this.#spend(account)) {
        lane.waiting.unshift(next);
        lane.timer = this.#timers.after(this.#limits.rate.refillMs, () => {
          lane.timer = null;
          this.#go(account, lane);
        });
        return;
      }
      lane.running += 1;
      void next.run().finally(() => {
        lane.running -= 1;
        this.#go(account, lane);
      });
    }
    if (lane.running === 0 && lane.waiting.length === 0) this.#lanes.delete(account);
  }

  #spend(account: AccountId): boolean {
    const nowMs = this.#timers.monotonicMs();
    const { rate } = this.#limits;
    if (!this.#spent.has(account, rate, nowMs)) return false;
    this.#spent.spend(account, rate, nowMs, 1);
    return true;
  }
}
