import { expect, test } from 'vitest';
import { PLACE } from '#shared/limits.ts';
import { nameToKeep, placeName } from './place-names.ts';

test.each([
  ['  My own   corner ', 'My own corner'],
  ['   ', null],
  ['', null],
  ['é'.repeat(PLACE.maxNameLength + 5), 'é'.repeat(PLACE.maxNameLength)],
])('F038: a name for another place, %j, is kept as %j', (typed, kept) => {
  expect(nameToKeep(typed)).toBe(kept);
  expect(kept === null || placeName.safeParse({ name: kept }).success).toBe(true);
});
