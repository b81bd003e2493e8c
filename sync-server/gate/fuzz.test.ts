import { expect, test } from 'vitest';
import { runFuzz } from './testing/fuzz.ts';

test.each([1, 2, 3])('hostile updates from a seed break nothing (RELIABILITY C1, C2; seed %i)', (seed) => {
  const { verdicts } = runFuzz(seed, 1_500);
  // A fuzzer that reaches only the first rule proves nothing: it must be taken at times, and refused for many reasons.
  expect(verdicts.get('taken')).toBeGreaterThan(100);
  expect(verdicts.size).toBeGreaterThan(10);
});
