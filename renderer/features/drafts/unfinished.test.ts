import { expect, test } from 'vitest';
import type { ChatId, EntryId } from '#shared/ids.ts';
import type { RefusedMessage } from '../../engine/types.ts';
import { earlierWordings, firstLine, partsOf, unfinished } from './unfinished.ts';

const draft = (id: string, changedAtMs: number) => ({ id, value: { text: `of ${id}`, form: null, startedAtMs: 1, changedAtMs } });
const back: RefusedMessage = { id: 'a/b' as EntryId, chat: 'x' as ChatId, text: 'late', refusedAtMs: 20, code: 'denied', rule: null };

test('F229: drafts and refused words stand in one list, the newest first, each with its place', () => {
  const all = unfinished([draft('chat/y', 10), draft('goal/new', 30)], [back]);
  expect(all.map(({ kind, place, atMs }) => [kind, place, atMs])).toEqual([
    ['draft', 'goal/new', 30],
    ['refused', 'chat/x', 20],
    ['draft', 'chat/y', 10],
  ]);
});

test('earlier wordings stand with the newest first', () => {
  const version = (atMs: number) => ({ id: String(atMs), value: { place: 'chat/y', text: 'x', atMs } });
  expect(earlierWordings([version(1), version(3), version(2)]).map(({ id }) => id)).toEqual(['3', '2', '1']);
});

test('a place is told apart, and a text by its first words', () => {
  expect([partsOf('chat/abc'), partsOf('feed/a/b'), partsOf('odd')]).toEqual([
    { kind: 'chat', id: 'abc' },
    { kind: 'feed', id: 'a/b' },
    { kind: 'odd', id: '' },
  ]);
  expect(firstLine('\n  Dear you \nmore')).toBe('Dear you');
});
