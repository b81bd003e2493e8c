import { afterEach, expect, test, vi } from 'vitest';
import { IdSieve } from './id-sieve.ts';
import { EVE, message } from './testing/relay.ts';
import { EVE_ID, eve, say, world } from './testing/world.ts';

const TURNS = 200;

afterEach(() => vi.restoreAllMocks());

test('G15, GATE, Work: of a long talk each id is read once, and once more where its sieve grows', () => {
  const read = vi.spyOn(IdSieve.prototype, 'add');
  const relay = world();
  for (let turn = 0; turn < TURNS; turn += 1) say(relay, EVE_ID, eve, message(EVE));
  expect(relay.doc.store.clients.get(EVE_ID)).toHaveLength(1); // one growing item, of which only the new end is read
  expect(read.mock.calls.length).toBeGreaterThanOrEqual(TURNS);
  expect(read.mock.calls.length).toBeLessThan(3 * TURNS);
});
