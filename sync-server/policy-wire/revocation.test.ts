import { expect, it } from 'vitest';
import { RACES, runRevocations } from './testing/revocation.ts';

const ROUNDS_EACH = 2;

it('D3: whoever writes or acts races against every way in which a right, a role or a session ends, and never wins', async () => {
  const { total, byKind } = await runRevocations(20261122, ROUNDS_EACH * RACES.length);
  expect([...byKind.keys()]).toEqual(RACES);
  expect(total.takenBefore).toBeGreaterThan(0);
  expect(total.refusedAfter).toBeGreaterThan(ROUNDS_EACH * RACES.length);
}, 180_000);
