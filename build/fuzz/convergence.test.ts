import { expect, test } from 'vitest';
import { runStory } from './convergence/story.ts';

/** Seeds that once broke a promise stay here for ever, with the number of steps that it took. */
const SEEDS: readonly (readonly [seed: number, steps: number])[] = [
  [1, 120],
  [2, 120],
  [3, 120],
];

test.each(SEEDS)('B1–B4 five devices over the real relay, seed %i, %i steps', async (seed, steps) => {
  const end = await runStory({ seed, steps });
  expect(end.faults).toEqual([]);
  expect(end.said).toBeGreaterThan(0);
  expect(end.refused['P20-ages-parted']).toBeGreaterThan(0);
});
