import { describe, expect, test } from 'vitest';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import type { GateVerdict } from './gate.ts';
import { testAttacks } from './testing/attack.ts';
import { ANN, BEN, EVE, entryIdOf, message, TestRelay, WRITER } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import {
  append, change, deletes, EVE_HIGH, EVE_ID, EVE_LOW, EVES_KEY, eve, evil, one, run, say, TAIL, world,
} from './testing/world.ts';

const codeOf = (verdict: GateVerdict): string => (verdict.ok ? 'ok' : verdict.refusal.code);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const read = () => ({ entry: entryIdOf(BEN) });

describe('GATE, Work', () => {
  testAttacks({ 'too-complex': 'G6', 'not-append': 'G9', 'too-large': 'G6', malformed: 'G6' }, [
    {
      name: 'a conflict storm in a log: a thousand structs with the same origin and the highest client id',
      update: wire.encodeUpdate([
        { client: EVE_HIGH, clock: 0, structs: times(1_000, () => wire.tombstone({ left: TAIL }, 1)) },
      ]),
      code: 'too-complex',
    },
    {
      name: 'a conflict storm on the first struct of the update',
      update: wire.encodeUpdate([
        {
          client: EVE_ID,
          clock: 1,
          structs: [wire.values({ left: TAIL }, evil()), ...times(400, () => wire.values({ left: [EVE_ID, 1] }, evil()))],
        },
      ]),
      code: 'too-complex',
    },
    {
      name: 'a conflict storm of many clients, each hanging its chain on the others',
      update: wire.encodeUpdate(
        times(60, (client) => ({
          client: client + 1,
          clock: 0,
          structs: times(30, (index) => wire.tombstone({ left: index === 0 ? TAIL : [client + 1, index - 1] }, 1)),
        })),
      ),
      code: 'too-complex',
    },
    {
      name: 'a conflict storm under a key of the marks',
      update: wire.encodeUpdate([
        { client: EVE_HIGH, clock: 0, structs: times(400, () => wire.values({ root: MARKS, key: EVES_KEY }, read())) },
      ]),
      code: 'too-complex',
    },
    {
      name: 'an old place under a key with a long history',
      update: one(wire.values({ root: MARKS, key: EVES_KEY }, read()), EVE_LOW),
      code: 'too-complex',
      limits: { maxWorkSteps: 20 },
      scene: (relay) =>
        times(30, () => {
          change(relay, EVE_ID, eve, (doc) => doc.getMap(MARKS).set(EVES_KEY, read()));
          say(relay, EVE_ID, eve, message(EVE));
        }),
    },
    {
      name: 'a place behind thousands of removed entries',
      update: one(wire.values({ root: ENTRIES }, evil()), EVE_LOW),
      code: 'too-complex',
      limits: { maxWorkSteps: 20, maxBehindMs: Infinity },
      scene: (relay) => {
        const people = [{ account: ANN, rights: WRITER }, { account: BEN, rights: WRITER }] as const;
        times(30, (index) => say(relay, 5_000 + (index % 2), people[index % 2]!, message(people[index % 2]!.account)));
        for (const [index, who] of people.entries()) {
          relay.take(deletes([5_000 + index, [[0, 15]]]), who);
        }
      },
    },
    {
      name: 'one origin with many right origins',
      update: wire.encodeUpdate([
        {
          client: EVE_ID,
          clock: 1,
          structs: times(300, (index) => wire.values({ left: TAIL, right: [EVE_ID, index] }, evil())),
        },
      ]),
      code: 'not-append',
    },
    { name: '8,000 overlapping delete ranges', update: deletes([EVE_ID, times(8_000, () => [0, 1])]), code: 'too-large', codeInStep2: 'malformed' },
    {
      name: 'a chain that Yjs cannot merge, and every struct on it from another client',
      update: wire.encodeUpdate([
        { client: EVE_ID, clock: 1, structs: times(300, (index) => wire.tombstone({ left: index === 0 ? TAIL : [EVE_LOW, index - 1] }, 1)) },
        { client: EVE_LOW, clock: 0, structs: times(300, (index) => wire.tombstone({ left: [EVE_ID, index + 1] }, 1)) },
      ]),
      code: 'too-complex',
    },
    {
      name: 'a mark into a log that is full of them (G27)', gate: 'G27',
      update: one(wire.values({ root: MARKS, key: EVES_KEY }, read())),
      code: 'too-large',
      limits: { maxStructsInLog: 10 },
    },
  ]);

  test('a long honest run costs nothing: 1,000 entries in one update', () => {
    const relay = world();
    const structs = times(1_000, (index) => wire.values({ left: [EVE_ID, index] }, message(EVE, 'x', { text: 'x' })));
    expect(codeOf(relay.judge(wire.encodeUpdate([{ client: EVE_ID, clock: 1, structs }]), eve, true))).toBe('ok');
  });

  test('nor do 500 marks under as many keys', () => {
    const relay = world();
    const structs = times(500, () => wire.values({ root: MARKS, key: `${entryIdOf(BEN)}|${EVE}|heart` }, 1));
    expect(codeOf(relay.judge(wire.encodeUpdate([{ client: EVE_ID, clock: 1, structs }]), eve))).toBe('ok');
  });

  test('3,000 updates with a gap and a storm are refused in well under the time that stock Yjs takes (73 s and 11 s)', () => {
    const relay = world();
    const gaps = times(3_000, (index) => one(wire.values({ left: TAIL }, evil()), 5_000 + index, 1));
    const storm = wire.encodeUpdate([
      { client: EVE_HIGH, clock: 0, structs: times(4_000, () => wire.tombstone({ left: TAIL }, 1)) },
    ]);
    const startedAt = performance.now();
    expect(new Set(gaps.map((update) => codeOf(relay.judge(update, eve))))).toEqual(new Set(['incomplete']));
    expect(codeOf(relay.judge(storm, eve))).toBe('too-complex');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('GATE, Around the gate', () => {
  test('frames behind a refused one still pass the gate', () => {
    const relay = world();
    expect(codeOf(relay.take(append(message(ANN)), eve).verdict)).toBe('forged-author');
    expect(codeOf(relay.take(one(wire.values({ left: [EVE_ID, 1] }, evil()), EVE_ID, 2), eve).verdict)).toBe('incomplete');
    expect(codeOf(relay.take(append(message(ANN)), eve).verdict)).toBe('forged-author');
    expect(codeOf(relay.take(append(evil()), eve).verdict)).toBe('ok');
  });

  test('rights changed between two frames hold from the second on', () => {
    const relay = world();
    expect(codeOf(relay.take(append(evil()), eve).verdict)).toBe('ok');
    const muted = { account: EVE, rights: { ...WRITER, append: { kinds: [], verdict: { allowed: false, rule: 'P13-chat-closed', remedy: 'none' } as const } } };
    const { verdict } = relay.take(one(wire.values({ left: [EVE_ID, 1] }, evil()), EVE_ID, 2), muted);
    // By the rule that took the right away, and not for the kinds of entries that went with it.
    expect(verdict).toMatchObject({ ok: false, refusal: { code: 'denied', rule: 'P13-chat-closed' } });
  });

  test('judging changes nothing, however often (G1)', () => {
    const relay = world();
    const before = relay.fingerprint();
    const update = run(wire.values({ left: TAIL }, evil()), wire.values({ root: MARKS, key: EVES_KEY }, read()));
    times(3, () => expect(codeOf(relay.judge(update, eve))).toBe('ok'));
    expect(relay.fingerprint()).toEqual(before);
  });

  test('client ids up to the quota, and no further (G3, G10)', () => {
    const relay = new TestRelay({ maxClientIdsPerAccount: 3 });
    const codes = times(5, (index) => {
      const left = index === 0 ? { root: ENTRIES } : { left: [Math.min(index, 3), 0] as const };
      return codeOf(relay.take(one(wire.values(left, evil()), index + 1, 0), eve).verdict);
    });
    expect(codes).toEqual(['ok', 'ok', 'ok', 'too-many-clients', 'too-many-clients']);
    expect(relay.owners.countOf(EVE)).toBe(3);
  });
});
