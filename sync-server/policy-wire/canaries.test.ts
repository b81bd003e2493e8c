import { expect, it } from 'vitest';
import { TABLE_ACTORS } from '#shared/policy/table.ts';
import { runCanaries } from './testing/canaries.ts';

it('D4: of all that each of the actors is sent, in answers, errors and frames, nothing holds what they may not read', async () => {
  const report = await runCanaries();
  expect(report.leaks).toEqual([]);
  expect(report.actors).toBe(TABLE_ACTORS.length);
  expect(report.told).toBeGreaterThanOrEqual(4);
  expect(report.bytes).toBeGreaterThan(10_000);
}, 60_000);
