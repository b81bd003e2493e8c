import { describe, expect, it } from 'vitest';
import type { LogEntry } from '#shared/documents/log.ts';
import { RELAY, type AccountId, type EntryId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import { whatIsDue } from './what-is-due.ts';

const DAY_MS = 86_400_000;
const WINDOW = { windowMessages: 3, windowMs: 30 * DAY_MS };
const OPENED = Date.UTC(2026, 0, 1);

let count = 0;
const entry = (kind: string, at: number): LogEntry => {
  count += 1;
  return { id: `relay/${count}` as EntryId, author: RELAY as AccountId, at, kind };
};
const messages = (amount: number, at = OPENED): LogEntry[] => Array.from({ length: amount }, () => entry('message', at));
const due = (entries: readonly LogEntry[], nowMs: number) => whatIsDue({ openedAtMs: OPENED, entries }, nowMs, WINDOW);

describe('what retention does to a chat (F093, D7)', () => {
  it('D7: starts from sixty messages and thirty days', () => {
    expect([CHAT.windowMessages, CHAT.windowMs]).toEqual([60, 30 * DAY_MS]);
  });

  it('keeps a chat to the last millisecond of its window and not one longer', () => {
    const last = OPENED + DAY_MS;
    const entries = [...messages(1), ...messages(1, last)];
    const dueAtMs = last + WINDOW.windowMs;
    expect(due(entries, dueAtMs - 1)).toEqual({ what: 'keep', dueAtMs });
    expect(due(entries, dueAtMs)).toEqual({ what: 'expire' });
    expect(due(entries, dueAtMs + 400 * DAY_MS)).toEqual({ what: 'expire' });
  });

  it('counts from the opening where nobody wrote: notices are no messages', () => {
    const entries = [entry('notice', OPENED), entry('notice', OPENED + 10 * DAY_MS)];
    expect(due(entries, OPENED + WINDOW.windowMs - 1)).toMatchObject({ what: 'keep' });
    expect(due(entries, OPENED + WINDOW.windowMs)).toEqual({ what: 'expire' });
    expect(due([], OPENED + WINDOW.windowMs)).toEqual({ what: 'expire' });
  });

  it('counts from the newest message, wherever it stands in the list', () => {
    const entries = [...messages(1, OPENED + 5 * DAY_MS), ...messages(1, OPENED + DAY_MS)];
    expect(due(entries, OPENED + 35 * DAY_MS - 1)).toMatchObject({ what: 'keep' });
    expect(due(entries, OPENED + 35 * DAY_MS)).toEqual({ what: 'expire' });
  });

  it('keeps the newest messages exactly, and cuts what stands before them, notices too', () => {
    const opened = entry('notice', OPENED);
    expect(due([opened, ...messages(3)], OPENED)).toMatchObject({ what: 'keep' });
    expect(due([opened, ...messages(4)], OPENED)).toMatchObject({ what: 'trim', entries: 2 });
    expect(due([...messages(2), opened, ...messages(3)], OPENED)).toMatchObject({ what: 'trim', entries: 3 });
    expect(due([...messages(100), entry('notice', OPENED)], OPENED)).toMatchObject({ what: 'trim', entries: 97 });
  });

  it('a clock that is behind takes nothing', () => {
    expect(due(messages(1), OPENED - 400 * DAY_MS)).toMatchObject({ what: 'keep' });
  });
});
