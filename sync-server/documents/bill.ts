import type { AccountId } from '#shared/ids.ts';
import { WORK } from '#shared/limits.ts';
import type { Timers } from '#shared/ports.ts';
import type { WorkBudget } from '../gate/work-budget.ts';
import type { Drained } from './live-document.ts';

const MIB = 1_024 * 1_024;

/**
 * What a turn costs beside the judging, which `judge-update.ts` charges: it is done once for all that was admitted, and they
 * for whom it was done share it (GATE G12).
 */
export class Bill {
  readonly #work: WorkBudget;
  readonly #timers: Timers;
  /** Whose changes wait for the end of their transaction, each as often as they changed something. */
  #writers: AccountId[] = [];
  #judgedAtMs = 0;
  /** Who took something away in this turn. */
  #deleters: AccountId[] = [];

  constructor(work: WorkBudget, timers: Timers) {
    this.#work = work;
    this.#timers = timers;
  }

  admitted(account: AccountId, deletes: boolean): void {
    this.#writers.push(account);
    if (deletes) this.#deleters.push(account);
  }

  /** All of a transaction is judged. What is left is Yjs's: above all it tidies up behind a change of formatted text (G24). */
  judged(): void {
    this.#judgedAtMs = this.#timers.monotonicMs();
  }

  /** The transaction is over. */
  tidied(): void {
    const nowMs = this.#timers.monotonicMs();
    this.#share(this.#writers, nowMs, nowMs - this.#judgedAtMs);
    this.#writers = [];
  }

  /**
   * Where words were taken out, the whole document is written anew at once, whatever its size. That is work for who did it:
   * or one who sets a mark and clears it again, which no rate holds up, would keep everybody waiting.
   */
  draining(drain: () => Drained | null): Drained | null {
    const deleters = this.#deleters;
    this.#deleters = [];
    const fromMs = this.#timers.monotonicMs();
    const drained = drain();
    if (drained?.erased !== true || drained.change.content.kind !== 'snapshot') return drained;
    const nowMs = this.#timers.monotonicMs();
    this.#share(deleters, nowMs, nowMs - fromMs + (drained.change.content.snapshot.length / MIB) * WORK.storingMsPerMib);
    return drained;
  }

  #share(accounts: readonly AccountId[], nowMs: number, costMs: number): void {
    if (costMs <= 0) return;
    for (const account of accounts) this.#work.charge(account, nowMs, costMs / accounts.length);
  }
}
