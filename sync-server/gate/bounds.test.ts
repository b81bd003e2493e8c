import { describe, expect, test } from 'vitest';
import { MARKS } from '#shared/documents/log.ts';
import { CONTINUED_KEY, continuedIn } from '#shared/documents/segments.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';
import { createGate, type GateLimits } from './gate.ts';
import { GATE_LIMITS } from './limits.ts';
import { BEN, entryIdOf, EVE, message, NOW_MS, TEST_SHAPE } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import { ANN_ID, append, deletes, EVE_ID, EVE_LOW, EVES_KEY, eve, evil, one, run, say, TAIL, world } from './testing/world.ts';
import { structCount } from './yjs-internals.ts';

/** What is allowed at just this much, and refused with just this code when the bound is one less. */
interface Bound {
  readonly bound: keyof GateLimits;
  readonly just: number;
  readonly code: RefusalCode;
  readonly update: Uint8Array;
  readonly step2?: boolean;
  readonly limits?: Partial<GateLimits>;
}

const atMs = (ms: number): Uint8Array => append(evil({ at: NOW_MS + ms }));
const heart = (): wire.WireStruct => wire.values({ root: MARKS, key: `${entryIdOf(BEN)}|${EVE}|heart` }, 1);
const said = append(evil());
const chain = (count: number): Uint8Array =>
  run(...Array.from({ length: count }, (_, index) => wire.values({ left: index === 0 ? TAIL : [EVE_ID, index] }, evil())));
const marks = one(heart());
/** All that the scene holds, and the one mark. */
const withOneMore = structCount(world().doc) + 1;
const twoIds = wire.encodeUpdate([1, 2].map((client) => ({ client, clock: 0, structs: [heart()] })));
/** Two entries, of which the second is taken back, and what was said before them. */
const takenBack = wire.encodeUpdate(
  [{ client: EVE_ID, clock: 1, structs: [TAIL, [EVE_ID, 1] as const].map((left) => wire.values({ left }, evil())) }],
  [[EVE_ID, [[0, 1], [2, 1]]]],
);

describe('each bound of a log may be reached, and not passed (G6, G9, G10, G15)', () => {
  test.each<Bound>([
    { bound: 'maxUpdateBytes', just: said.length, code: 'too-large', update: said },
    { bound: 'maxSyncBytes', just: said.length, code: 'too-large', update: said, step2: true },
    { bound: 'maxStructsPerUpdate', just: 20, code: 'too-large', update: chain(20) },
    { bound: 'maxStructsInLog', just: withOneMore, code: 'too-large', update: marks },
    { bound: 'maxClientsPerUpdate', just: 2, code: 'too-large', update: twoIds },
    { bound: 'maxDeleteRanges', just: 2, code: 'too-large', update: takenBack },
    { bound: 'maxEntriesBehindTail', just: 8, code: 'stale', update: one(wire.values({ left: [ANN_ID, 0] }, evil())), limits: { maxBehindMs: Infinity } },
    { bound: 'maxBehindMs', just: 3_600_000, code: 'stale', update: one(wire.values({ left: [ANN_ID, 3] }, evil())) },
    { bound: 'maxAheadMs', just: 5_000, code: 'clock', update: atMs(5_000) },
    { bound: 'maxBehindMs', just: 5_000, code: 'clock', update: atMs(-5_000) },
  ])('$bound at $just, else $code', ({ bound, just, code, update, step2 = false, limits = {} }) => {
    const relay = world();
    const answer = (most: number): string => {
      const verdict = createGate({ doc: relay.doc, shape: TEST_SHAPE, owners: relay.owners, limits: { ...GATE_LIMITS, ...limits, [bound]: most } })
        .judge(update, { ...eve, nowMs: NOW_MS, step2 });
      return verdict.ok ? 'ok' : verdict.refusal.code;
    };
    expect([answer(just), answer(just - 1)]).toEqual(['ok', code]);
  });

  test('a log that is full of marks takes words and deletions as before; a closed one sends a mark to the next (G27)', () => {
    const relay = world();
    const answer = (update: Uint8Array): unknown => {
      const verdict = createGate({ doc: relay.doc, shape: TEST_SHAPE, owners: relay.owners, limits: { ...GATE_LIMITS, maxStructsInLog: 0 } })
        .judge(update, { ...eve, nowMs: NOW_MS, step2: false });
      return verdict.ok ? [verdict.structs, verdict.marks] : `${verdict.refusal.code} by ${verdict.gate}`;
    };
    expect([answer(said), answer(marks), answer(deletes([EVE_ID, [[0, 1]]]))]).toEqual([[1, 0], 'too-large by G27', [0, 0]]);
    relay.doc.getMap(MARKS).set(CONTINUED_KEY, continuedIn(1));
    expect([answer(marks), answer(deletes([EVE_ID, [[0, 1]]]))]).toEqual(['segment-full by G27', [0, 0]]);
  });

  test('what an update adds is told: pieces in all, and marks among them (G27)', () => {
    const relay = world();
    const told = (update: Uint8Array): unknown => {
      const verdict = relay.judge(update, eve);
      return verdict.ok && [verdict.structs, verdict.marks, verdict.appends];
    };
    expect(told(chain(3))).toEqual([3, 0, true]);
    expect(told(run(wire.values({ left: TAIL }, evil()), heart(), heart()))).toEqual([3, 2, true]);
    expect(told(run(wire.tombstone({ root: MARKS, key: EVES_KEY }, 1), heart()))).toEqual([2, 2, false]);
  });

  test('of an item that Yjs merged, only the entries behind the place are counted (G9)', () => {
    const relay = world();
    for (const words of ['second', 'third']) say(relay, EVE_ID, eve, message(EVE, words));
    const behindTwo = one(wire.values({ left: TAIL }, evil()), EVE_LOW);
    const answer = (maxEntriesBehindTail: number): boolean =>
      createGate({ doc: relay.doc, shape: TEST_SHAPE, owners: relay.owners, limits: { ...GATE_LIMITS, maxEntriesBehindTail } })
        .judge(behindTwo, { ...eve, nowMs: NOW_MS, step2: false }).ok;
    expect([answer(2), answer(1)]).toEqual([true, false]);
  });
});
