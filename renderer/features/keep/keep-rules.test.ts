import { describe, expect, test } from 'vitest';
import { COPY } from '#shared/limits.ts';
import { exportName, isBackupDue, isReminderDue, type Reminder } from './keep-rules.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 22, 9);

describe('the reminder on Home', () => {
  const due = (more: { lastDays?: number; firstDays?: number | null; reminder?: Reminder }): boolean =>
    isReminderDue({
      nowMs: NOW_MS,
      lastExportMs: more.lastDays === undefined ? null : NOW_MS - more.lastDays * DAY_MS,
      firstWordsMs: more.firstDays === null ? null : NOW_MS - (more.firstDays ?? 400) * DAY_MS,
      reminder: more.reminder ?? null,
    });

  test('never before there is something to lose', () => {
    expect(due({ firstDays: null })).toBe(false);
    expect(due({ firstDays: 6 })).toBe(false);
    expect(due({ firstDays: 7 })).toBe(true);
  });

  test('once a month', () => {
    expect([due({ lastDays: 29 }), due({ lastDays: 30 })]).toEqual([false, true]);
  });

  test('not after it was put aside or turned off', () => {
    expect(due({ reminder: { off: false, laterMs: NOW_MS + 1 } })).toBe(false);
    expect(due({ reminder: { off: false, laterMs: NOW_MS } })).toBe(true);
    expect(due({ reminder: { off: true, laterMs: 0 } })).toBe(false);
  });
});

test('a backup is due when the newest one is old, missing, or dated ahead', () => {
  const ages = [null, NOW_MS - COPY.backupEveryMs, NOW_MS - COPY.backupEveryMs + 1, NOW_MS + 1];
  expect(ages.map((at) => isBackupDue(at, NOW_MS))).toEqual([true, true, false, true]);
});

test('the file is named by the day alone', () => {
  expect(exportName(NOW_MS)).toBe('samovar-2026-11-22.samovar');
});
