import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import { testAttacks } from './testing/attack.ts';
import { BEN, entryIdOf, EVE, message, MODERATOR, READER } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import {
  ANN_ID, append, BEN_ID, BENS_KEY, BENS_MARK, entriesOf, EVE_HIGH, EVE_ID, EVE_LOW, EVES_KEY, eve, evil, one, run, say,
  TAIL, textsOf, world,
} from './testing/world.ts';
import { findStruct, firstOf, newestUnder, stateOf } from './yjs-internals.ts';

const evilAt = (doc: Y.Doc): number => textsOf(doc).indexOf('evil');
const readMark = () => ({ entry: entryIdOf(BEN) });

describe('GATE, Place', () => {
  testAttacks([
    {
      name: 'into the middle with a right origin (G9)',
      update: one(wire.values({ left: [ANN_ID, 1], right: [BEN_ID, 1] }, evil())),
      code: 'not-append',
      stock: (doc) => evilAt(doc) === 3,
    },
    {
      name: 'into the middle without one: an old origin and a low client id (G9)',
      update: one(wire.values({ left: [ANN_ID, 1] }, evil()), EVE_LOW),
      code: 'stale',
      stock: (doc) => evilAt(doc) === 3,
    },
    {
      name: 'before the newest old entry without a right origin (G9)',
      update: one(wire.values({ left: [ANN_ID, 3] }, evil()), EVE_LOW),
      code: 'stale',
      stock: (doc) => evilAt(doc) === 7,
    },
    {
      name: 'at the very start (G9)',
      update: one(wire.values({ root: ENTRIES }, evil()), EVE_LOW),
      code: 'stale',
      stock: (doc) => evilAt(doc) === 0,
    },
    {
      name: 'further behind the tail than the bound, all entries being new (G9)',
      update: one(wire.values({ left: TAIL }, evil()), EVE_LOW),
      code: 'stale',
      limits: { maxEntriesBehindTail: 2 },
      scene: (relay) => [1, 2, 3].forEach((turn) => say(relay, EVE_ID, eve, message(EVE, `new ${turn}`))),
      stock: (doc) => evilAt(doc) === 9,
    },
    {
      name: 'a tombstone far behind the tail',
      update: one(wire.tombstone({ root: ENTRIES }, 1), EVE_LOW),
      code: 'stale',
    },
    {
      name: 'before the first entry by right origin',
      update: one(wire.values({ right: [ANN_ID, 0] }, evil())),
      code: 'not-append',
      stock: (doc) => evilAt(doc) === 0,
    },
    {
      name: 'left origin in one list and right origin in another',
      update: one(wire.values({ left: TAIL, right: BENS_MARK }, evil())),
      code: 'not-append',
    },
    {
      name: 'left origin in a map entry, so that an append overwrites a key',
      update: one(wire.values({ left: BENS_MARK }, evil())),
      code: 'forged-author',
      stock: (doc) => (doc.getMap(MARKS).get(BENS_KEY) as Record<string, unknown>)['text'] === 'evil',
    },
    {
      name: 'list item into a map root',
      update: one(wire.values({ root: MARKS }, evil())),
      code: 'wrong-place',
      stock: (doc) => firstOf(doc.getMap(MARKS) as never) !== null,
    },
    {
      name: 'keyed item into a list root: hidden data',
      update: one(wire.values({ root: ENTRIES, key: 'hidden' }, evil())),
      code: 'wrong-place',
      stock: (doc) => newestUnder(doc.getArray(ENTRIES) as never, 'hidden') !== null,
    },
    {
      name: 'own clock 0 re-sent as a longer item whose parent is another list',
      update: one(wire.values({ root: MARKS, key: EVES_KEY }, readMark(), readMark()), EVE_ID, 0),
      code: 'schema',
      stock: (doc) => (findStruct(doc, { client: EVE_ID, clock: 1 }) as Y.Item).parent === doc.getMap(MARKS),
    },
    {
      name: 'unknown root',
      update: one(wire.values({ root: 'evil' }, evil())),
      code: 'wrong-place',
      stock: (doc) => doc.share.has('evil'),
    },
    { name: 'root named __proto__', update: one(wire.values({ root: '__proto__' }, evil())), code: 'wrong-place' },
    { name: 'root with an empty name', update: one(wire.values({ root: '' }, evil())), code: 'wrong-place' },
    {
      name: 'parent that is a plain JSON value',
      update: one(wire.values({ parent: [ANN_ID, 0], key: 'x' }, 1)),
      code: 'wrong-place',
      stock: (doc) => stateOf(doc, EVE_ID) === 2,
    },
    {
      name: 'parent that is an item of the same update',
      update: run(wire.values({ left: TAIL }, evil()), wire.values({ parent: [EVE_ID, 1], key: 'x' }, 1)),
      code: 'wrong-place',
    },
    { name: 'content below the own collected space by one who may not write', ...readerBelow() },
  ]);

  function readerBelow() {
    return {
      update: run(wire.collected(1), wire.values({ left: [EVE_ID, 1] }, evil())),
      code: 'denied' as const,
      sender: { account: EVE, rights: READER },
    };
  }

  test('a parent that was removed, or an origin that was collected: taken for the owner, and nothing passed on', () => {
    const relay = world();
    const moderator = { account: BEN, rights: MODERATOR };
    expect(relay.take(wire.encodeUpdate([], [[ANN_ID, [[0, 1]]]]), moderator).verdict.ok).toBe(true);
    const ghosts = run(
      wire.values({ parent: [ANN_ID, 0], key: 'x' }, 'GHOST'),
      wire.values({ left: [EVE_ID, 1] }, 'GHOST'),
      wire.collected(1),
      wire.values({ left: [EVE_ID, 3] }, 'GHOST'),
    );
    const { verdict, out } = relay.take(ghosts, eve);
    expect(verdict).toMatchObject({ ok: true, noop: false });
    expect(Buffer.from(out!).includes('GHOST')).toBe(false);
    expect(findStruct(relay.doc, { client: EVE_ID, clock: 4 })).toBeInstanceOf(Y.GC);
    expect(entriesOf(relay.doc)).toHaveLength(8);
  });
});

describe('GATE, Replacing without deleting', () => {
  const bens = () => ({ entry: entryIdOf(EVE) });
  const bensMark = (doc: Y.Doc): unknown => doc.getMap(MARKS).get(BENS_KEY);
  testAttacks([
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
    { name: 'a value that the mark does not hold', update: one(wire.values({ root: MARKS, key: EVES_KEY }, { entry: 'x' })), code: 'schema' },
    { name: 'an extra field in a mark', update: one(wire.values({ root: MARKS, key: EVES_KEY }, { ...readMark(), admin: true })), code: 'schema' },
    {
      name: '__proto__ inside a mark',
      update: one(wire.handmade({ root: MARKS, key: EVES_KEY }, wire.members(['__proto__', wire.json(readMark())]))),
      code: 'schema',
      stock: (doc) => 'entry' in (doc.getMap(MARKS).get(EVES_KEY) as object),
    },
    {
      name: 'two values under one key',
      update: one(wire.values({ root: MARKS, key: EVES_KEY }, { entry: 'hidden' }, readMark())),
      code: 'schema',
    },
    {
      name: 'a right origin in the marks',
      update: one(wire.values({ right: BENS_MARK }, readMark())),
      code: 'not-append',
    },
    { name: 'a reader sets a mark', update: one(wire.values({ root: MARKS, key: EVES_KEY }, readMark())), code: 'denied', sender: { account: EVE, rights: READER } },
    { name: 'a reader writes (P13)', update: append(evil()), code: 'denied', sender: { account: EVE, rights: READER } },
    { name: 'a reader writes in a sync step 2', update: append(evil()), code: 'denied', sender: { account: EVE, rights: READER }, step2: true },
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
    expect(relay.take(update, eve).verdict).toMatchObject({ ok: true, noop: false });
    expect(marks.map(([key]) => relay.doc.getMap(MARKS).has(key))).toEqual([true, true, true]);
  });
});
