import type { RefusalCode } from '#shared/protocol/refusal.ts';

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

  countRefused(code: RefusalCode): void {
    this.refused[code] = (this.refused[code] ?? 0) + 1;
  }
}
