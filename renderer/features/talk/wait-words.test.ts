import { expect, it } from 'vitest';
import { waitWords } from './wait-words.ts';

const MINUTE_MS = 60_000;

it.each([
  [-5, 'moment', 0],
  [0, 'moment', 0],
  [59_999, 'moment', 0],
  [MINUTE_MS, 'minutes', 1],
  [2 * MINUTE_MS - 1, 'minutes', 1],
  [89 * MINUTE_MS, 'minutes', 89],
  [90 * MINUTE_MS, 'hours', 2],
  [4 * 60 * MINUTE_MS, 'hours', 4],
  [24 * 60 * MINUTE_MS, 'long', 0],
] as const)('says %d ms as %s %d', (spanMs, key, count) => {
  expect(waitWords(spanMs)).toEqual({ key, count });
});
