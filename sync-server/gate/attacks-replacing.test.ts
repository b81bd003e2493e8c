import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { MARKS } from '#shared/documents/log.ts';
import { testAttacks } from './testing/attack.ts';
import { BEN, entryIdOf, EVE, READER } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import { ANN_ID, append, BENS_KEY, BENS_MARK, EVE_HIGH, EVE_ID, EVES_KEY, eve, evil, one, run, TAIL, world } from './testing/world.ts';

const readMark = () => ({ entry: entryIdOf(BEN) });

describe('GATE, Replacing without deleting', () => {
  const bens = () => ({ entry: entryIdOf(EVE) });
  const bensMark = (doc: Y.Doc): unknown => doc.getMap(MARKS).get(BENS_KEY);
  testAttacks({ 'forged-author': 'G16', 'not-yours': 'G16', schema: 'G16', 'wrong-place': 'G7', 'not-append': 'G9', denied: 'G17' }, [
    {
      name: "overwriting another's map key, with no delete set at all",
      update: one(wire.values({ left: BENS_MARK }, { entry: 'eve was here' })),
      code: 'forged-author',
      stock: (doc) => (bensMark(doc) as { entry: string }).entry === 'eve was here',
    },
    {
      name: 'the same by root and key instead of origin',
      update: one(wire.values({ root: MARKS, key: BENS_KEY }, { entry: 'eve was here' }), EVE_HIGH),
      code: 'forged-author',
      stock: (doc) => (bensMark(doc) as { entry: string }).entry === 'eve was here',
    },
    {
      name: "a tombstone written over another's key",
      update: one(wire.tombstone({ left: BENS_MARK }, 1)),
      code: 'not-yours',
      stock: (doc) => bensMark(doc) === undefined,
    },
    {
      name: "a new mark in another's name",
      update: one(wire.values({ root: MARKS, key: `-|${BEN}|delivered` }, bens())),
      code: 'forged-author',
      stock: (doc) => doc.getMap(MARKS).has(`-|${BEN}|delivered`),
    },
    {
      name: "the author field of another's record",
      update: one(wire.values({ parent: [ANN_ID, 0], key: 'author' }, EVE)),
      code: 'wrong-place',
      stock: (doc) => doc.store.clients.get(EVE_ID)?.length === 2,
    },
    { name: "a new key in another's record", update: one(wire.values({ parent: [ANN_ID, 0], key: 'extra' }, 1)), code: 'wrong-place' },
    {
      name: "a tombstone over a key of another's record",
      update: one(wire.tombstone({ parent: [ANN_ID, 0], key: 'text' }, 1)),
      code: 'wrong-place',
    },
    { name: "a mark in the relay's name", update: one(wire.values({ root: MARKS, key: '-|relay|read' }, bens())), code: 'forged-author' },
    { name: '__proto__ as a map key', update: one(wire.values({ root: MARKS, key: '__proto__' }, bens())), code: 'schema' },
    { name: 'constructor as a mark', update: one(wire.values({ root: MARKS, key: `-|${EVE}|constructor` }, bens())), code: 'schema' },
    { name: 'toString as a mark', update: one(wire.values({ root: MARKS, key: `-|${EVE}|tostring` }, bens())), code: 'schema' },
    { name: 'a mark that the shape does not declare', update: one(wire.values({ root: MARKS, key: `-|${EVE}|stars` }, 1)), code: 'schema' },
    { name: 'a key of the wrong form', update: one(wire.values({ root: MARKS, key: EVE }, 1)), code: 'schema' },
    { name: 'a key with a part too many', update: one(wire.values({ root: MARKS, key: `${EVES_KEY}|x` }, readMark())), code: 'schema' },
    { name: 'an endless key', update: one(wire.values({ root: MARKS, key: `${'a'.repeat(200)}|${EVE}|read` }, 1)), code: 'schema' },
    { name: 'a mark of the document on an entry', update: one(wire.values({ root: MARKS, key: `${entryIdOf(BEN)}|${EVE}|read` }, readMark())), code: 'schema' },
    { name: 'a mark of entries on the document', update: one(wire.values({ root: MARKS, key: `-|${EVE}|heart` }, 1)), code: 'schema' },
    { name: 'a mark of entries on what is no entry id', update: one(wire.values({ root: MARKS, key: `abc|${EVE}|heart` }, 1)), code: 'schema' },
    { name: 'a mark of items on the document', update: one(wire.values({ root: MARKS, key: `-|${EVE}|label` }, { text: 'x' })), code: 'schema' },
    { name: 'a value that the mark does not hold', gate: 'G7', update: one(wire.values({ root: MARKS, key: EVES_KEY }, { entry: 'x' })), code: 'schema' },
    { name: 'an extra field in a mark', gate: 'G7', update: one(wire.values({ root: MARKS, key: EVES_KEY }, { ...readMark(), admin: true })), code: 'schema' },
    {
      name: '__proto__ inside a mark', gate: 'G7',
      update: one(wire.handmade({ root: MARKS, key: EVES_KEY }, wire.members(['__proto__', wire.json(readMark())]))),
      code: 'schema',
      stock: (doc) => 'entry' in (doc.getMap(MARKS).get(EVES_KEY) as object),
    },
    {
      name: 'two values under one key', gate: 'G7',
      update: one(wire.values({ root: MARKS, key: EVES_KEY }, readMark(), readMark())),
      code: 'schema',
    },
    {
      name: 'a right origin in the marks',
      update: one(wire.values({ right: BENS_MARK }, readMark())),
      code: 'not-append',
    },
    { name: 'a reader sets a mark', update: one(wire.values({ root: MARKS, key: EVES_KEY }, readMark())), code: 'denied', sender: { account: EVE, rights: READER } },
    { name: 'a reader writes (P13)', update: append(evil()), code: 'denied', sender: { account: EVE, rights: READER } },
    { name: 'a reader leaves a tombstone', update: one(wire.tombstone({ left: TAIL }, 1)), code: 'denied', sender: { account: EVE, rights: READER } },
    { name: 'a reader burns a clock', update: one(wire.collected(1)), code: 'denied', sender: { account: EVE, rights: READER } },
  ]);

  test('a refusal by the rule book names the rule', () => {
    const { verdict } = world().take(append(evil()), { account: EVE, rights: READER });
    expect(verdict).toMatchObject({ ok: false, refusal: { code: 'denied', rule: 'P13-chat-closed', again: 'never' } });
  });

  test('the own marks of every kind are taken', () => {
    const relay = world();
    const marks: [string, unknown][] = [
      [EVES_KEY, readMark()],
      [`${entryIdOf(BEN)}|${EVE}|heart`, 1],
      [`${BEN}|${EVE}|label`, { text: 'x' }],
    ];
    const update = run(...marks.map(([key, value]) => wire.values({ root: MARKS, key }, value)));
    expect(relay.take(update, eve).verdict).toMatchObject({ ok: true, noop: false, appends: false, structs: 3, marks: 3 });
    expect(marks.map(([key]) => relay.doc.getMap(MARKS).has(key))).toEqual([true, true, true]);
  });
});
