import { describe, expect, test } from 'vitest';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import { testAttacks } from './testing/attack.ts';
import { ANN, BEN, EVE, entryIdOf, message, NOW_MS, TestRelay } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import {
  ANN_ID, append, appendByHand, BEN_ID, entriesOf, EVE_ID, EVE_LOW, eve, evil, LONG_AGO_MS, one, run, TAIL, world,
} from './testing/world.ts';
import { stateOf } from './yjs-internals.ts';

const last = (doc: Parameters<typeof entriesOf>[0]): Record<string, unknown> | undefined => entriesOf(doc).at(-1);
const { members, json } = wire;
const byHand = (...extra: [string, wire.Write][]): Uint8Array =>
  appendByHand(
    members(
      ['id', json(entryIdOf(EVE))], ['author', json(EVE)], ['at', json(NOW_MS)], ['kind', json('message')], ...extra,
    ),
  );

describe('the helpers can also write what is good', () => {
  test('a hand-made entry is taken', () => {
    const relay = world();
    expect(relay.take(append(evil()), eve).verdict).toMatchObject({ ok: true, noop: false, fresh: [] });
    expect(last(relay.doc)).toMatchObject({ author: EVE, text: 'evil' });
    const again = world();
    expect(again.take(byHand(['text', json('evil')]), eve).verdict.ok).toBe(true);
  });
});

describe('GATE, Identity', () => {
  testAttacks({
    'foreign-client': 'G3', 'too-many-clients': 'G3', 'forged-author': 'G15', schema: 'G7', clock: 'G15', 'not-append': 'G15',
    denied: 'G17', malformed: 'G18',
  }, [
    {
      name: 'forged author',
      update: append(message(ANN, 'I owe Eve a hundred')),
      code: 'forged-author',
      stock: (doc) => last(doc)?.['author'] === ANN,
    },
    { name: "forged author: the relay's notice", update: append({ ...evil(), author: 'relay' }), code: 'forged-author' },
    {
      name: "another's client id with the next clock (G3)",
      update: one(wire.values({ left: TAIL }, evil()), ANN_ID, 4),
      code: 'foreign-client',
      stock: (doc) => stateOf(doc, ANN_ID) === 5,
    },
    {
      name: "another's client id re-sending clock 0 with other content (G4)",
      update: one(wire.values({ root: ENTRIES }, evil()), ANN_ID, 0),
      code: 'noop',
    },
    {
      name: "another's client id re-sending clock 0 and one more",
      update: one(wire.values({ root: ENTRIES }, evil(), evil(), evil(), evil(), evil()), ANN_ID, 0),
      code: 'foreign-client',
    },
    {
      name: "one own struct and one of another's in the same update",
      update: wire.encodeUpdate([
        { client: EVE_ID, clock: 1, structs: [wire.values({ left: TAIL }, evil())] },
        { client: BEN_ID, clock: 5, structs: [wire.values({ left: TAIL }, evil())] },
      ]),
      code: 'foreign-client',
    },
    {
      name: "the relay's own client id",
      update: one(wire.values({ left: TAIL }, evil()), 77, 0),
      code: 'foreign-client',
      scene: (relay) => void (relay.doc.clientID = 77),
    },
    {
      name: 'a client id that has structs and no owner on record',
      update: one(wire.values({ left: TAIL }, evil()), 88, 1),
      code: 'foreign-client',
      scene: (relay) => {
        relay.doc.clientID = 88;
        relay.doc.getArray(ENTRIES).push([message(ANN)]);
        relay.doc.clientID = 99;
      },
    },
    { name: "entry id in another's namespace", update: append(evil({ id: entryIdOf(ANN) })), code: 'forged-author' },
    {
      name: '__proto__ inside a JSON value (G7)',
      update: byHand(['text', json('t')], ['__proto__', json({ admin: true })]),
      code: 'schema',
      stock: (doc) => last(doc)?.['admin'] === true,
    },
    { name: '__proto__ set to null', update: byHand(['text', json('t')], ['__proto__', json(null)]), code: 'schema' },
    {
      name: 'a required field that only a prototype has',
      update: byHand(['__proto__', json({ text: 'inherited' })]),
      code: 'schema',
      stock: (doc) => last(doc)?.['text'] === 'inherited',
    },
    { name: 'extra field', update: append({ ...evil(), admin: true }), code: 'schema' },
    { name: 'a role set by the client', update: append({ ...evil(), role: 'moderator' }), code: 'schema' },
    { name: 'constructor as a field', update: byHand(['text', json('t')], ['constructor', json(1)]), code: 'schema' },
    { name: 'toString as a field', update: byHand(['text', json('t')], ['toString', json(1)]), code: 'schema' },
    { name: 'missing field', update: byHand(), code: 'schema' },
    { name: 'a field without a value', update: append({ ...evil(), text: undefined }), code: 'schema' },
    { name: 'an entry kind named constructor', update: append(evil({ kind: 'constructor' })), code: 'schema' },
    { name: 'an entry kind that is no text', update: append(evil({ kind: 7 })), code: 'schema' },
    { name: 'an entry that is text', update: append('hello'), code: 'schema' },
    { name: 'an entry that is a list', update: append([evil()]), code: 'schema' },
    { name: 'bytes inside an entry', update: append(evil({ text: Uint8Array.of(1) })), code: 'schema' },
    { name: 'a big integer inside an entry', update: append(evil({ at: 12n })), code: 'schema' },
    { name: 'not a number as the date', update: append(evil({ at: Number.NaN })), code: 'schema' },
    {
      name: 'a kind that only the relay writes, in the own name (P17)',
      update: append({ id: entryIdOf(EVE), author: EVE, at: NOW_MS, kind: 'notice', what: 'ended', by: BEN }),
      code: 'denied',
    },
    { name: 'dated in the future', update: append(evil({ at: NOW_MS + 60_001 })), code: 'clock' },
    { name: 'dated in the past', update: append(evil({ at: LONG_AGO_MS })), code: 'clock' },
    {
      name: 'lone surrogate',
      update: byHand(['text', wire.bytes(119, 3, 0xed, 0xa0, 0x80)]),
      code: 'malformed',
    },
    {
      name: 'client id of 2^32', gate: 'G6',
      update: one(wire.values({ left: TAIL }, evil()), 2 ** 32),
      code: 'malformed',
      stock: (doc) => stateOf(doc, 2 ** 32) === 1,
    },
    {
      name: 'client id of 2^53 + 2',
      update: one(wire.values({ left: TAIL }, evil()), 2 ** 53 + 2),
      code: 'malformed',
      stock: (doc) => stateOf(doc, 2 ** 53 + 2) === 1,
    },
    {
      name: 'more client ids than the quota (G3)',
      update: one(wire.values({ left: TAIL }, evil()), EVE_LOW),
      code: 'too-many-clients',
      limits: { maxClientIdsPerAccount: 1 },
    },
    {
      name: 'more client ids than the quota in one update',
      update: wire.encodeUpdate([1, 2, 3].map((client) => ({ client, clock: 0, structs: [wire.values({ left: TAIL }, evil())] }))),
      code: 'too-many-clients',
      limits: { maxClientIdsPerAccount: 3 },
    },
    {
      name: 'the same entry id twice in one update',
      update: (() => {
        const twice = evil();
        return append(twice, { ...twice, text: 'other words' });
      })(),
      code: 'not-append',
    },
    {
      name: "restoring another's deleted entry through undo: a new item with their content",
      update: append(message(BEN, 'ben 0')),
      code: 'forged-author',
    },
  ]);

  test('an entry id that is live in the log, from a second device', () => {
    const relay = world();
    const entry = evil();
    expect(relay.take(append(entry), eve).verdict.ok).toBe(true);
    const update = one(wire.values({ left: [EVE_ID, 1] }, { ...entry, text: 'other words' }), EVE_LOW);
    expect(relay.take(update, eve).verdict).toMatchObject({ ok: false, refusal: { code: 'not-append', again: 'rebase' } });
  });

  test('an entry id is free again once its entry is gone', () => {
    const relay = world();
    const entry = evil();
    expect(relay.take(append(entry), eve).verdict.ok).toBe(true);
    const again = one(wire.values({ left: [EVE_ID, 1] }, entry), EVE_ID, 2);
    expect(relay.take(again, eve).verdict.ok).toBe(false);
    expect(relay.take(wire.encodeUpdate([], [[EVE_ID, [[1, 1]]]]), eve).verdict.ok).toBe(true);
    expect(relay.take(again, eve).verdict.ok).toBe(true);
  });

  test('a client id first shown in presence belongs to who showed it (G3, W13)', () => {
    const relay = world();
    expect(relay.gate.claimPresence(4321, BEN)).toBe('bound');
    expect(relay.gate.claimPresence(4321, BEN)).toBe('yours');
    expect(relay.gate.claimPresence(4321, EVE)).toBe('taken');
    const { verdict } = relay.take(one(wire.values({ left: TAIL }, evil()), 4321), eve);
    expect(verdict).toMatchObject({ ok: false, refusal: { code: 'foreign-client' } });
  });

  test('presence cannot claim the id of the relay, one out of range, one without an owner, or one past the quota', () => {
    const relay = new TestRelay({ maxClientIdsPerAccount: 1 });
    relay.doc.clientID = 88;
    relay.doc.getArray(ENTRIES).push([message(ANN)]);
    relay.doc.clientID = 99;
    for (const client of [88, 99, -1, 1.5, 2 ** 32, Number.NaN]) expect(relay.gate.claimPresence(client, EVE)).toBe('taken');
    expect(relay.gate.claimPresence(0, EVE)).toBe('bound'); // an id like any other
    expect(relay.gate.claimPresence(2, EVE)).toBe('quota');
    expect([...relay.owners.entries()]).toEqual([[0, EVE]]);
  });

  test('a refusal names the exact clock, also inside an item that holds several entries (G8)', () => {
    const relay = world();
    const { verdict } = relay.take(append(evil(), evil(), message(ANN), evil()), eve);
    expect(verdict).toMatchObject({ ok: false, refusal: { code: 'forged-author', again: 'never', client: EVE_ID, clock: 3 } });
  });

  test('one bad struct refuses the whole update', () => {
    const relay = world();
    const before = relay.fingerprint();
    const update = run(wire.values({ left: TAIL }, evil()), wire.values({ root: MARKS, key: `-|${BEN}|delivered` }, 1));
    expect(relay.take(update, eve).verdict).toMatchObject({ ok: false, refusal: { code: 'forged-author' } });
    expect(relay.fingerprint()).toEqual(before);
  });
});
