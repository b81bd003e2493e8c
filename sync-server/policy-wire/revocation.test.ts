import { expect, it } from 'vitest';
import { REVOCATIONS, runRevocations } from './testing/revocation.ts';

const ROUNDS_EACH = 4;

it('D3: a writer races against ban, block, ending, ages, signing out and being forgotten, and never wins', async () => {
  const report = await runRevocations(20261122, ROUNDS_EACH * REVOCATIONS.length);
  expect(report.admittedBefore).toBeGreaterThan(0);
  expect(report.refusedAfter).toBeGreaterThan(ROUNDS_EACH * REVOCATIONS.length);
}, 60_000);
