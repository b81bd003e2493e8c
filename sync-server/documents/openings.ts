import { RATE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { TokenBuckets, type Rate } from './token-buckets.ts';

/** Opens a document for the one who waited, whose turn has come. Never rejects. */
export type Open<Waiting> = (waiting: Waiting) => Promise<void>;

export interface OpeningLimits {
  readonly atOnce: number;
  readonly rate: Rate;
}

interface Lane<Waiting> {
  /** In order. No list: whoever changes their mind leaves from the middle, and that must cost nothing. */
  readonly waiting: Set<Waiting>;
  running: number;
  timer: TimerHandle | null;
}

/**
 * Lets each account open documents a few at a time and so many a second; the rest waits in order, and none is lost.
 * Every opening asks the store, which everybody shares: without this one account could make all others wait
 * (RELIABILITY C1). What is closed before its turn leaves at once and takes nothing from the rate, so that a lane is
 * never longer than what its account has open: sockets times channels, however often it comes back.
 */
export class Openings<Waiting> {
  readonly #open: Open<Waiting>;
  readonly #timers: Timers;
  readonly #limits: OpeningLimits;
  readonly #lanes = new Map<AccountId, Lane<Waiting>>();
  readonly #spent = new TokenBuckets<AccountId>();
  #closed = false;

  constructor(open: Open<Waiting>, timers: Timers, limits: OpeningLimits = { atOnce: RATE.maxOpeningsAtOnce, rate: RATE.opening }) {
    this.#open = open;
    this.#timers = timers;
    this.#limits = limits;
  }

  /** Accounts that are opening something. */
  get size(): number {
    return this.#lanes.size;
  }

  /** Documents that wait for their turn. */
  get waiting(): number {
    let waiting = 0;
    for (const lane of this.#lanes.values()) waiting += lane.waiting.size;
    return waiting;
  }

  add(account: AccountId, opening: Waiting): void {
    if (this.#closed) return;
    const lane = this.#lanes.get(account) ?? { waiting: new Set<Waiting>(), running: 0, timer: null };
    this.#lanes.set(account, lane);
    lane.waiting.add(opening);
    this.#go(account, lane);
  }

  /** It was closed again: nothing of it is kept. One whose turn has come is not touched. */
  drop(account: AccountId, opening: Waiting): void {
    const lane = this.#lanes.get(account);
    if (lane?.waiting.delete(opening) === true) this.#tidy(account, lane);
  }

  /** Nothing that waits begins any more. Idempotent. */
  close(): void {
    this.#closed = true;
    for (const lane of this.#lanes.values()) lane.timer?.cancel();
    this.#lanes.clear();
  }

  #go(account: AccountId, lane: Lane<Waiting>): void {
    if (this.#closed) return;
    for (const next of lane.waiting) {
      if (lane.timer !== null || lane.running >= this.#limits.atOnce) return;
      if (!this.#spend(account)) return this.#goLater(account, lane);
      lane.waiting.delete(next);
      lane.running += 1;
      void this.#open(next).finally(() => {
        lane.running -= 1;
        this.#go(account, lane);
      });
    }
    this.#tidy(account, lane);
  }

  #goLater(account: AccountId, lane: Lane<Waiting>): void {
    lane.timer = this.#timers.after(this.#limits.rate.refillMs, () => {
      lane.timer = null;
      this.#go(account, lane);
    });
  }

  #tidy(account: AccountId, lane: Lane<Waiting>): void {
    if (lane.waiting.size > 0) return;
    lane.timer?.cancel();
    lane.timer = null;
    if (lane.running === 0) this.#lanes.delete(account);
  }

  #spend(account: AccountId): boolean {
    const nowMs = this.#timers.monotonicMs();
    const { rate } = this.#limits;
    if (!this.#spent.has(account, rate, nowMs)) return false;
    this.#spent.spend(account, rate, nowMs, 1);
    return true;
  }
}
