import { describe, expect, it } from 'vitest';
import { endsInSight, placeAt } from './reading-place.ts';

/** Three sections of 1,000 px, scrolled by so much, in a window of 500 px (eye line at 100 px). */
const scrolledBy = (px: number) =>
  ['one', 'two', 'three'].map((id, nth) => ({ id, top: nth * 1_000 + 50 - px, bottom: (nth + 1) * 1_000 + 50 - px }));

describe('F236: the place one reads at', () => {
  it.each([
    ['at the beginning there is none', 0, null],
    ['further down the first section', 500, { section: 'one', share: 0.55 }],
    ['in the second', 1_150, { section: 'two', share: 0.2 }],
    ['past the end of the last', 3_500, 'past'],
  ])('%s', (_title, px, place) => {
    expect(placeAt(scrolledBy(px), 500)).toEqual(place);
  });

  it('no sections, no place', () => {
    expect(placeAt([], 500)).toBeNull();
  });

  it.each([
    ['before an end', 500, []],
    ['an end in sight', 700, ['one']],
    ['an end just above', 1_051, []],
    ['leapt to the foot', 2_600, ['three']],
  ])('a section is read when its end was in sight: %s', (_title, px, ends) => {
    expect(endsInSight(scrolledBy(px), 500)).toEqual(ends);
  });
});
