import { expect, test } from 'vitest';
import type { LogEntry } from '#shared/documents/log.ts';
import { newEntryId, newId, type AccountId, type EntryId } from '#shared/ids.ts';
import { dueMarks, markKey, type MarkName } from './marks.ts';
import { seeded } from './test-support/virtual-time.ts';

const { random } = seeded(5);
const me = newId<AccountId>(random);
const other = newId<AccountId>(random);
const entry = (author: AccountId): LogEntry => ({ id: newEntryId(author, random), author, at: 0, kind: 'message' });
const log = [entry(other), entry(me), entry(other), entry(me)];
const idAt = (place: number): EntryId => log[place]!.id;
const view = (marks: Partial<Record<MarkName, number>>, entries = log) => ({
  entries,
  marks: Object.fromEntries(
    Object.entries(marks).map(([name, place]) => [markKey(me, name as MarkName), { entry: idAt(place) }]),
  ),
});

test('delivered stands on the newest of the other side, and not on one’s own', () => {
  expect(dueMarks(view({}), me, null)).toEqual({ delivered: idAt(2) });
});

test('nothing is due twice, and nothing when only oneself has spoken', () => {
  expect(dueMarks(view({ delivered: 2 }), me, null)).toEqual({});
  expect(dueMarks({ entries: [entry(me)], marks: {} }, me, null)).toEqual({});
});

test('what was read needs no delivered as well', () => {
  expect(dueMarks(view({}), me, idAt(3))).toEqual({ read: idAt(2) });
  expect(dueMarks(view({}), me, idAt(0))).toEqual({ read: idAt(0), delivered: idAt(2) });
});

test('marks go forward only, also when another device has read further', () => {
  expect(dueMarks(view({ read: 2 }), me, idAt(0))).toEqual({});
});

test('a mark on an entry that has been removed does not count, and is not set', () => {
  expect(dueMarks(view({ delivered: 0 }, log.slice(1)), me, idAt(0))).toEqual({ delivered: idAt(2) });
});
