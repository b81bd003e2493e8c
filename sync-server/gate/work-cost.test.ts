import { expect, test } from 'vitest';
import { MARKS } from '#shared/documents/log.ts';
import { createGate } from './gate.ts';
import { GATE_LIMITS } from './limits.ts';
import { BEN, entryIdOf, EVE, message, NOW_MS, TEST_SHAPE, type TestRelay } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import { ANN_ID, append, BEN_ID, change, EVE_ID, EVE_LOW, EVES_KEY, eve, evil, one, run, say, TAIL, world } from './testing/world.ts';

const read = () => ({ entry: entryIdOf(BEN) });

/** Judged under every bound up to one past `steps`. */
function answersFor(relay: TestRelay, update: Uint8Array, steps: number): string[] {
  return Array.from({ length: steps + 2 }, (_, maxWorkSteps) => {
    const limits = { ...GATE_LIMITS, maxBehindMs: Infinity, maxWorkSteps };
    const verdict = createGate({ doc: relay.doc, shape: TEST_SHAPE, owners: relay.owners, limits })
      .judge(update, { ...eve, nowMs: NOW_MS, step2: false });
    return verdict.ok ? 'ok' : verdict.refusal.code;
  });
}

/** What is dearer than the bound is refused, what costs just as much is not. */
const costing = (steps: number): string[] => [...Array.from({ length: steps }, () => 'too-complex'), 'ok', 'ok'];

test.each<[string, number, Uint8Array]>([
  ['an entry at the tail', 0, append(evil())],
  ['one behind which a single entry stands', 1, one(wire.values({ left: [BEN_ID, 3] }, evil()))],
  ['one behind which eight stand', 8, one(wire.values({ left: [ANN_ID, 0] }, evil()))],
  ['two in the same place: 8 for each, and 2 · 2 · 1 for meeting', 20, run(...[1, 2].map(() => wire.values({ left: [ANN_ID, 0] }, evil())))],
  ['three, each behind the one before: 2 · 1 · 2', 4, run(...[TAIL, [EVE_ID, 1] as const, [EVE_ID, 2] as const].map((left) => wire.values({ left }, evil())))],
])('what Yjs may have to do is counted to the step (G6): %s', (_, steps, update) => {
  expect(answersFor(world(), update, steps)).toEqual(costing(steps));
});

test('a value under a key pays for each that was ever set there (G6)', () => {
  const relay = world();
  for (let turn = 0; turn < 3; turn += 1) {
    change(relay, EVE_ID, eve, (doc) => doc.getMap(MARKS).set(EVES_KEY, read()));
    say(relay, EVE_ID, eve, message(EVE));
  }
  expect(answersFor(relay, one(wire.values({ root: MARKS, key: EVES_KEY }, read()), EVE_LOW), 3)).toEqual(costing(3));
});

test.each([['tombstones', (length: number) => wire.tombstone({ left: TAIL }, length)], ['collected space', wire.collected]])('%s may be as long as the bound, and no longer (G6)', (_, made) => {
  const relay = world({ maxTombstoneLength: 10 });
  expect(relay.judge(one(made(10)), eve).ok).toBe(true);
  expect(relay.judge(one(made(11)), eve)).toMatchObject({ ok: false, refusal: { code: 'too-large', client: EVE_ID, clock: 1 } });
});
