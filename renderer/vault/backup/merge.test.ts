import { expect, test } from 'vitest';
import type { Note } from '../types.ts';
import { bothTexts, isNewerThing, keptBeside, outcomeOf } from './merge.ts';

const note = (updatedAtMs: number, body = `words of ${updatedAtMs}`): Note => ({
  id: 'n', title: 't', body, pinned: true, tags: [], about: [], createdAtMs: 1, updatedAtMs, deletedAtMs: null,
});

test.each([
  ['not here', null, note(5), null, 'add'],
  ['the same words', note(9, 'same'), note(5, 'same'), null, 'leave'],
  ['written here since', note(9), note(5), 5, 'leave'],
  ['written there since', note(5), note(9), 5, 'take'],
  ['written on both sides, there last', note(8), note(9), 5, 'both-copy-newer'],
  ['written on both sides, here last', note(9), note(8), 5, 'both-here-newer'],
  ['nobody remembers', note(5), note(9), null, 'both-copy-newer'],
  ['an older copy of what went out since', note(9), note(5), 9, 'leave'],
] as const)('B8: a note that is %s', (_what, here, copied, shared, outcome) => {
  expect(outcomeOf(here, copied, shared)).toBe(outcome);
});

test('B8: what is kept beside has an id of its own, the same one each time', () => {
  expect(keptBeside(note(5)).id).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
  expect(keptBeside(note(5))).toEqual(keptBeside(note(5)));
  expect(keptBeside(note(5)).id).not.toBe(keptBeside(note(6)).id);
  expect(keptBeside(note(5)).pinned).toBe(false);
});

test('B8: of two texts none is lost, and none said twice', () => {
  expect(bothTexts('tea', 'bread')).toBe('tea\n\nbread');
  expect(bothTexts('tea\n\nbread', 'bread')).toBe('tea\n\nbread');
  expect(bothTexts('half a', 'half a sentence')).toBe('half a sentence');
});

test('B8: a thing that does not say when it changed stays as it is here', () => {
  const at = (updatedAtMs: number): string => JSON.stringify({ updatedAtMs });
  expect([isNewerThing(at(1), at(2)), isNewerThing(at(2), at(1)), isNewerThing('{}', at(2)), isNewerThing('3', '4')]).toEqual([true, false, false, false]);
});
