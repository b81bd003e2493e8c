import { COPY } from '#shared/limits.ts';

/** What the vault remembers of the reminder on Home. */
export interface Reminder {
  readonly off: boolean;
  /** Until when it was put aside. */
  readonly laterMs: number;
}
export const REMINDER = 'copies/reminder';

/** When the last copy was saved. */
export const LAST_EXPORT = 'copies/last-export';

/**
 * Whether Home says a quiet word about keeping a copy: never before there is something that could be lost, at most once
 * a month, and not at all for whoever does not want it.
 */
export function isReminderDue(now: {
  readonly nowMs: number;
  readonly lastExportMs: number | null;
  /** When the oldest note was begun; null while there is none. */
  readonly firstWordsMs: number | null;
  readonly reminder: Reminder | null;
}): boolean {
  const { nowMs, lastExportMs, firstWordsMs, reminder } = now;
  if (firstWordsMs === null || reminder?.off === true || nowMs < (reminder?.laterMs ?? 0)) return false;
  return lastExportMs === null ? nowMs - firstWordsMs >= COPY.remindFirstMs : nowMs - lastExportMs >= COPY.remindAfterMs;
}

/** Whether the desktop makes another backup now. One from the future is of a clock that was wrong. */
export const isBackupDue = (newestMs: number | null, nowMs: number): boolean =>
  newestMs === null || nowMs - newestMs >= COPY.backupEveryMs || newestMs > nowMs;

/** The name that an export is offered under: the day, and nothing about the person. */
export const exportName = (nowMs: number): string => `samovar-${new Date(nowMs).toISOString().slice(0, 10)}.samovar`;
