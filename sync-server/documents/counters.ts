import type { RefusalCode } from '#shared/protocol/refusal.ts';
import type { GateRuleId } from '../gate/gate-rules.ts';

/** `none`: no rule of the gate spoke, but the rate of words or the store. */
export type RefusedBy = GateRuleId | 'none';

/** Plain counters for metrics. They only grow, and start at 0 with the process. */
export class DocumentCounters {
  loads = 0;
  unloads = 0;
  updatesAdmitted = 0;
  updatesWithoutNews = 0;
  turnsCommitted = 0;
  snapshotsWritten = 0;
  storageFailures = 0;
  erasures = 0;
  /** Because every document that may be in memory was in use. */
  openingsRefused = 0;
  readonly refused: Partial<Record<RefusalCode, number>> = {};
  /** The same, by the rule of the gate and then the code. */
  readonly refusedBy = new Map<RefusedBy, Partial<Record<RefusalCode, number>>>();

  countRefused(code: RefusalCode, by: RefusedBy): void {
    this.refused[code] = (this.refused[code] ?? 0) + 1;
    const counts = this.refusedBy.get(by) ?? {};
    counts[code] = (counts[code] ?? 0) + 1;
    this.refusedBy.set(by, counts);
  }
}
