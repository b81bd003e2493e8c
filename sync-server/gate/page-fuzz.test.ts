import { expect, test } from 'vitest';
import { runPageFuzz } from './testing/page-fuzz.ts';

test.each([1, 2, 3])('hostile updates of a page from a seed break nothing (RELIABILITY C1, C2; seed %i)', (seed) => {
  const { verdicts } = runPageFuzz(seed, 1_500);
  // A fuzzer that reaches only the first rule proves nothing: it must be taken at times, and refused for many reasons.
  expect(verdicts.get('taken')).toBeGreaterThan(100);
  expect(verdicts.size).toBeGreaterThan(9);
});
