import { formatMarkKey, WHOLE, type LogEntry } from '#shared/documents/log.ts';
import type { AccountId, EntryId } from '#shared/ids.ts';
import type { LogView } from './log-view.ts';

/** How far a party of a chat has come: the newest entry its device has, and the newest it has looked at. */
export type MarkName = 'delivered' | 'read';

export const markKey = (account: AccountId, name: MarkName): string => formatMarkKey({ subject: WHOLE, account, name });

/** The entry that a party's mark stands on; null without one. */
export function markedEntry(view: LogView, account: AccountId, name: MarkName): string | null {
  const value = view.marks[markKey(account, name)];
  const entry = typeof value === 'object' && value !== null && 'entry' in value ? value.entry : null;
  return typeof entry === 'string' ? entry : null;
}

/** The entry's place in the list; -1 for none, and for one that is not there any more. */
export const placeOf = (entries: readonly LogEntry[], id: string | null): number =>
  id === null ? -1 : entries.findLastIndex((entry) => entry.id === id);

/** How far one has read, on this device or another. */
export const readPlace = (view: LogView, me: AccountId, readHere: EntryId | null): number =>
  Math.max(placeOf(view.entries, readHere), placeOf(view.entries, markedEntry(view, me, 'read')));

/**
 * The marks of one's own that are due: forward only, and none where the other side said nothing new. `read` says
 * `delivered` as well, so one of the two is enough.
 */
export function dueMarks(view: LogView, me: AccountId, readHere: EntryId | null): Partial<Record<MarkName, EntryId>> {
  const newest = view.entries.findLastIndex(({ author }) => author !== me);
  const read = placeOf(view.entries, markedEntry(view, me, 'read'));
  const delivered = placeOf(view.entries, markedEntry(view, me, 'delivered'));
  const seen = Math.min(newest, placeOf(view.entries, readHere));
  const due: Partial<Record<MarkName, EntryId>> = {};
  const seenEntry = view.entries[seen];
  if (seenEntry !== undefined && seen > read) due.read = seenEntry.id;
  const newestEntry = view.entries[newest];
  if (newestEntry !== undefined && newest > Math.max(delivered, read, seen)) due.delivered = newestEntry.id;
  return due;
}
