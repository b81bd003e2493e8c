import { expect, test } from 'vitest';
import { ROLE_CHANGES } from './convergence/roles-and-ages.ts';
import { runStory } from './convergence/story.ts';

/** Seeds that once broke a promise stay here for ever, with the number of steps that it took. */
const SEEDS: readonly (readonly [seed: number, steps: number])[] = [
  [1, 160],
  [2, 160],
  [3, 160],
];

test.each(SEEDS)('B1–B4 five devices over the real relay, seed %i, %i steps', async (seed, steps) => {
  const end = await runStory({ seed, steps });
  expect(end.faults).toEqual([]);
  expect(end.said).toBeGreaterThan(0);
  expect(end.refused['P20-ages-parted']).toBeGreaterThan(0);
  expect(end.steps.some((step) => ROLE_CHANGES.has(step))).toBe(true);
});
