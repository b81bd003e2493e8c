import type { AccountId } from '#shared/ids.ts';

/**
 * A budget of the relay's time per account (G12): a legal update of 21 bytes can cost Yjs many milliseconds in the worst
 * documents, which no bound on bytes sees. Time that was used is paid back at a steady rate; who owes more than the
 * burst waits, with `too-fast`, and nothing is wrong with their words.
 */
export interface WorkBudgetOptions {
  /** How many milliseconds of work an account may owe. */
  readonly burstMs: number;
  /** How much is forgiven per second: 100 lets one account keep a tenth of one core busy. */
  readonly refillMsPerSecond: number;
}

/** Past this many, accounts that owe nothing any more are forgotten. */
const MAX_REMEMBERED = 10_000;

export class WorkBudget {
  readonly #options: WorkBudgetOptions;
  readonly #debts = new Map<AccountId, { owedMs: number; atMs: number }>();

  constructor(options: WorkBudgetOptions) {
    this.#options = options;
  }

  /** How long the account must wait before its next update is judged; 0 when it need not. `nowMs` is monotonic. */
  waitMs(account: AccountId, nowMs: number): number {
    const excessMs = this.#owedMs(account, nowMs) - this.#options.burstMs;
    return excessMs < 0 ? 0 : Math.floor((excessMs / this.#options.refillMsPerSecond) * 1_000) + 1;
  }

  /** Notes that what the account asked for took `spentMs`. */
  charge(account: AccountId, nowMs: number, spentMs: number): void {
    this.#debts.set(account, { owedMs: this.#owedMs(account, nowMs) + spentMs, atMs: nowMs });
    if (this.#debts.size > MAX_REMEMBERED) this.sweep(nowMs);
  }

  /** Forgets accounts that owe nothing any more, so that memory does not grow with visitors. */
  sweep(nowMs: number): void {
    for (const account of this.#debts.keys()) if (this.#owedMs(account, nowMs) === 0) this.#debts.delete(account);
  }

  /** How many accounts are remembered. */
  get size(): number {
    return this.#debts.size;
  }

  #owedMs(account: AccountId, nowMs: number): number {
    const debt = this.#debts.get(account);
    if (debt === undefined) return 0;
    const forgivenMs = (Math.max(0, nowMs - debt.atMs) / 1_000) * this.#options.refillMsPerSecond;
    return Math.max(0, debt.owedMs - forgivenMs);
  }
}
