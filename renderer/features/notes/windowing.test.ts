import { expect, test } from 'vitest';
import { ALL_AT_ONCE, windowOf } from './windowing.ts';

const view = { viewPx: 800, rowPx: 80 };

test('a short list is all there, wherever it lies', () => {
  expect(windowOf(ALL_AT_ONCE, { ...view, abovePx: 4_000 })).toEqual({ first: 0, end: ALL_AT_ONCE });
});

test.each([
  ['at the top', 0, { first: 0, end: 22 }],
  ['below the upper edge of the view', -300, { first: 0, end: 22 }],
  ['in the middle', 80 * 5_000, { first: 4_988, end: 5_022 }],
  ['at the end', 80 * 9_990, { first: 9_978, end: 10_000 }],
  ['beyond the end, after a search found fewer', 80 * 20_000, { first: 9_978, end: 10_000 }],
])('ten thousand rows %s: those in sight and a few around them', (_where, abovePx, expected) => {
  expect(windowOf(10_000, { ...view, abovePx })).toEqual(expected);
});

test('before anything was measured, enough to fill a window', () => {
  const { first, end } = windowOf(10_000, { abovePx: 0, viewPx: 0, rowPx: 0 });
  expect([first, end > 20]).toEqual([0, true]);
});
