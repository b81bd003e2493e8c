import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { testPageAttacks } from './testing/attack.ts';
import { ann, at, EDITOR, eve, node, PageRelay, reader, rootOf, text, written } from './testing/page-relay.ts';
import {
  ANN_ID, BEN_ID, BENS_PARAGRAPH, BENS_TEXT, CODE_END, deletes, element, EVE_HIGH, EVE_ID, EVE_LOW, format, HEADING, HELLO, LEVEL,
  one, PARAGRAPH, pageWorld, run, TEXT_END, textRun, words, WORLD,
} from './testing/page-world.ts';
import { BEN, EVE } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import { stateOf } from './yjs-internals.ts';

const { values, tombstone, collected, encodeUpdate } = wire;
const END = { left: TEXT_END } as const;
const hi = (client: number, clock: number): Uint8Array => one(words(END, 'hi'), client, clock);

describe('GATE, Pages: identity (G3)', () => {
  testPageAttacks({ 'foreign-client': 'G3', 'too-many-clients': 'G3', malformed: 'G18' }, [
    { name: "another's client id with the next clock", update: hi(ANN_ID, 36), code: 'foreign-client', stock: (doc) => stateOf(doc, ANN_ID) === 38 },
    { name: "another's client id re-sending clock 0 with other content (G4)", update: one(element({ root: 'page' }, 'heading'), ANN_ID, 0), code: 'noop' },
    { name: "another's client id re-sending what is known and one more", update: hi(BEN_ID, 4), code: 'foreign-client' },
    {
      name: "one own struct and one of another's in the same update",
      update: encodeUpdate([{ client: EVE_ID, clock: 0, structs: [words(END, 'a')] }, { client: BEN_ID, clock: 5, structs: [words(END, 'b')] }]),
      code: 'foreign-client',
    },
    { name: "the relay's own client id", update: hi(77, 0), code: 'foreign-client', scene: (relay) => void (relay.doc.clientID = 77) },
    {
      name: 'a client id that has structs and no owner on record', update: hi(88, 1), code: 'foreign-client',
      scene: (relay) => { relay.doc.clientID = 88; rootOf(relay.doc).push([new Y.XmlElement('paragraph')]); relay.doc.clientID = 99; },
    },
    { name: 'client id of 2^32', gate: 'G6', update: hi(2 ** 32, 0), code: 'malformed', stock: (doc) => stateOf(doc, 2 ** 32) === 2 },
    { name: 'client id of 2^53 + 2', update: hi(2 ** 53 + 2, 0), code: 'malformed' },
    { name: 'more client ids than the quota', update: encodeUpdate([1, 2, 3].map((client) => ({ client, clock: 0, structs: [words(END, 'x')] }))), code: 'too-many-clients', limits: { maxClientIdsPerAccount: 2 } },
  ]);

  test('a client id first shown in presence belongs to who showed it (W13)', () => {
    const relay = pageWorld();
    expect(relay.gate.claimPresence(4321, BEN)).toBe('bound');
    expect(relay.gate.claimPresence(4321, EVE)).toBe('taken');
    expect(relay.take(hi(4321, 0), eve).verdict).toMatchObject({ ok: false, refusal: { code: 'foreign-client' } });
  });
});

describe('GATE, Pages: place (G20)', () => {
  testPageAttacks({ 'wrong-place': 'G20', malformed: 'G20' }, [
    { name: 'unknown root', update: one(element({ root: 'evil' }, 'paragraph')), code: 'wrong-place', stock: (doc) => doc.share.has('evil') },
    { name: 'root named __proto__', update: one(element({ root: '__proto__' }, 'paragraph')), code: 'wrong-place' },
    { name: "a log's root", update: one(values({ root: 'entries' }, 1)), code: 'wrong-place' },
    { name: 'left neighbour in one text and right neighbour in another', update: one(words({ left: WORLD, right: [ANN_ID, 16] }, 'x')), code: 'wrong-place', stock: (doc) => rootOf(doc).toString().includes('x') },
    { name: 'left neighbour in a text and right neighbour among nodes', update: one(words({ left: WORLD, right: HEADING }, 'x')), code: 'wrong-place' },
    { name: 'left neighbour in an attribute, right neighbour in a text', update: one(values({ left: LEVEL, right: [ANN_ID, 16] }, 1)), code: 'wrong-place' },
    { name: 'left neighbour in one attribute and right neighbour in another', update: one(values({ left: LEVEL, right: [ANN_ID, 28] }, 1)), code: 'wrong-place' },
    { name: 'left neighbour among the children of a node and right neighbour among its attributes', update: one(element({ left: [ANN_ID, 15], right: LEVEL }, 'hardBreak')), code: 'wrong-place' },
    { name: 'inside a node outside the shape', update: one(element({ left: [88, 1] }, 'hardBreak')), code: 'wrong-place', scene: putOutside },
    { name: 'between a node of the shape and one outside', update: one(element({ left: PARAGRAPH, right: [88, 1] }, 'paragraph')), code: 'wrong-place', scene: putOutside },
    { name: 'an attribute with a right neighbour', update: one(values({ right: LEVEL }, 1)), code: 'wrong-place' },
    { name: 'a right neighbour that stands to the left', update: one(words({ left: WORLD, right: HELLO }, 'x')), code: 'malformed', stock: (doc) => rootOf(doc).toString().includes('x') },
    { name: 'a right neighbour that is the left one', update: one(words({ left: WORLD, right: WORLD }, 'x')), code: 'malformed' },
    { name: 'a right neighbour to the left within one piece', update: one(words({ left: [ANN_ID, 4], right: [ANN_ID, 3] }, 'x')), code: 'malformed' },
    { name: 'nodes in the wrong order', update: one(element({ left: HEADING, right: PARAGRAPH }, 'paragraph')), code: 'malformed' },
    { name: 'a right neighbour of this update that hangs on something further left', update: run(words({ left: HELLO }, 'a'), words({ left: WORLD, right: [EVE_ID, 0] }, 'b')), code: 'malformed' },
    { name: 'a right neighbour of this update that hangs on the very start', update: run(words({ parent: [ANN_ID, 1] }, 'a'), words({ left: HELLO, right: [EVE_ID, 0] }, 'b')), code: 'malformed' },
    { name: 'parent that is words', update: one(words({ parent: HELLO }, 'x')), code: 'wrong-place' },
    { name: 'parent that is an attribute', update: one(words({ parent: LEVEL }, 'x')), code: 'wrong-place' },
    { name: 'parent that is a format', update: one(words({ parent: [ANN_ID, 7] }, 'x')), code: 'wrong-place' },
  ]);

  /** An element that no page has, with a text (clock 1), at the end; as only a mistake of the relay's own could put there. */
  function putOutside(relay: PageRelay): void {
    relay.doc.clientID = 88;
    rootOf(relay.doc).push([node('script', [text('x')])]);
    relay.doc.clientID = 99;
  }

  test('own clock 0 re-sent as a longer piece whose place is another text: its end goes where Yjs puts it, and is judged there', () => {
    const relay = pageWorld();
    expect(relay.take(one(words(END, 'ab')), eve).verdict.ok).toBe(true);
    expect(relay.take(one(words({ left: CODE_END }, 'abcd')), eve).verdict.ok).toBe(true);
    expect(at(rootOf(relay.doc), 0, 0).toString()).toContain('abcd');
    expect(at(rootOf(relay.doc), 3, 0).toString()).toBe('x = 1');
  });

  test('below and beside what was collected: taken for its writer, passed on as nothing', () => {
    const relay = pageWorld();
    expect(relay.take(deletes([BEN_ID, [[0, 5]]]), eve).verdict.ok).toBe(true);
    const update = run(textRun({ parent: BENS_PARAGRAPH }), words({ parent: BENS_TEXT }, 'SECRET'), words({ left: [BEN_ID, 4] }, 'SECRET'), words({ left: [EVE_ID, 1] }, 'SECRET'), values({ parent: BENS_PARAGRAPH, key: '__proto__' }, 'SECRET'));
    const { verdict, out } = relay.take(update, eve);
    expect(verdict).toMatchObject({ ok: true, noop: false });
    expect(Buffer.from(out!).includes('SECRET')).toBe(false);
    expect(Buffer.from(Y.encodeStateAsUpdate(relay.doc)).includes('SECRET')).toBe(false);
  });

  test('a node put into one that is deleted meanwhile, in the same tick: judged as ever, and gone with it', () => {
    const relay = pageWorld();
    relay.doc.transact(() => {
      expect(relay.take(deletes([BEN_ID, [[0, 1]]]), eve).verdict.ok).toBe(true);
      expect(relay.judge(one(textRun({ parent: [ANN_ID, 22] })), eve)).toMatchObject({ ok: false, refusal: { code: 'schema' } });
      expect(relay.take(run(words({ left: [BEN_ID, 4] }, 'SECRET')), eve).verdict.ok).toBe(true);
    });
    expect(rootOf(relay.doc).toString()).not.toContain('SECRET');
    expect(Buffer.from(Y.encodeStateAsUpdate(relay.doc)).includes('SECRET')).toBe(false);
  });
});

describe('GATE, Pages: who may (G19, G25)', () => {
  const denied = { ok: false, refusal: { code: 'denied', again: 'never', rule: 'P22-page-editors' } };
  const hiBlock = { client: EVE_ID, clock: 0, structs: [words(END, 'hi')] };
  testPageAttacks({ denied: 'G19' }, [
    { name: 'a reader writes', update: one(words(END, 'x')), code: 'denied', sender: reader },
    { name: 'a reader sets a mark', update: one(format(END, 'bold', '{}')), code: 'denied', sender: reader },
    { name: 'a reader sets an attribute', update: one(values({ left: LEVEL }, 1)), code: 'denied', sender: reader },
    { name: 'a reader burns clocks', update: one(collected(1)), code: 'denied', sender: reader },
    { name: 'a reader overwrites an attribute with a tombstone, without any delete set', update: one(tombstone({ left: LEVEL }, 1)), code: 'denied', sender: reader, stock: (doc) => at(rootOf(doc), 1).getAttribute('level') === undefined },
    { name: 'deletion of the root element by a reader', update: deletes([ANN_ID, [[0, 1]]]), code: 'denied', sender: reader, stock: (doc) => rootOf(doc).length === 4 },
    { name: 'a reader deletes words', update: deletes([BEN_ID, [[2, 1]]]), code: 'denied', sender: reader },
    { name: 'a reader deletes an attribute', update: deletes([ANN_ID, [[21, 1]]]), code: 'denied', sender: reader },
    { name: 'a reader deletes everything of everyone', update: deletes([ANN_ID, [[0, 36]]], [BEN_ID, [[0, 5]]]), code: 'denied', sender: reader },
    { name: 'a reader deletes formats alone, as every replica tidies up: nothing happens, and nothing is wrong', update: deletes([ANN_ID, [[7, 1], [13, 1]]]), code: 'noop', sender: reader },
    { name: 'a reader hides the deletion of a word among those of formats', update: deletes([ANN_ID, [[7, 2]]]), code: 'denied', sender: reader },
    { name: 'a reader hides a deletion behind a good insert', update: encodeUpdate([hiBlock], [[BEN_ID, [[2, 1]]]]), code: 'denied', sender: reader, stock: (doc) => at(rootOf(doc), 4).toString() === '<paragraph>en</paragraph>' },
    { name: 'a reader hides a deletion behind what they wrote when they might', update: encodeUpdate([hiBlock], [[BEN_ID, [[2, 1]]]]), code: 'denied', sender: reader, scene: (relay) => void relay.take(encodeUpdate([hiBlock]), eve) },
  ]);

  test('an editor may delete all of it, whoever wrote it; the root is no item, and stays', () => {
    const relay = pageWorld();
    expect(relay.take(deletes([BEN_ID, [[0, 5]]], [ANN_ID, [[0, 36]]]), eve).verdict.ok).toBe(true);
    expect(rootOf(relay.doc).length).toBe(0);
    expect(relay.take(one(element({ root: 'page' }, 'paragraph')), eve).verdict.ok).toBe(true);
  });

  test("an editor may overwrite another's attribute, and clear it with a tombstone", () => {
    const relay = pageWorld();
    expect(relay.take(run(values({ left: LEVEL }, 1), tombstone({ left: [EVE_ID, 0] }, 1)), eve).verdict.ok).toBe(true);
    expect(at(rootOf(relay.doc), 1).getAttribute('level')).toBeUndefined();
  });

  test('rights changed between two frames hold from the second on; frames behind a refused one still pass the gate', () => {
    const relay = pageWorld();
    expect(relay.take(one(words(END, 'a')), eve).verdict.ok).toBe(true);
    expect(relay.take(one(words({ left: [EVE_ID, 0] }, 'b'), EVE_ID, 1), reader).verdict).toMatchObject(denied);
    expect(relay.take(one(words({ left: [EVE_ID, 1] }, 'c'), EVE_ID, 2), eve).verdict).toMatchObject({ ok: false, refusal: { code: 'incomplete' } });
    expect(relay.take(one(words({ left: [EVE_ID, 0] }, 'b'), EVE_ID, 1), eve).verdict.ok).toBe(true);
  });

  test('one bad struct refuses the whole update, and says which (G8)', () => {
    const relay = pageWorld();
    const before = relay.fingerprint();
    const { verdict } = relay.take(run(words(END, 'ab'), element({ root: 'page' }, 'script')), eve);
    expect(verdict).toMatchObject({ ok: false, refusal: { code: 'schema', client: EVE_ID, clock: 2 } });
    expect(relay.fingerprint()).toEqual(before);
  });

  test('judging changes nothing, however often (G1)', () => {
    const relay = pageWorld();
    const before = relay.fingerprint();
    const update = written(relay, EVE_LOW, (root) => at(root, 0, 0).insert(3, 'x', { bold: {} }));
    for (let turn = 0; turn < 3; turn += 1) expect(relay.judge(update, ann).ok).toBe(true);
    expect(relay.fingerprint()).toEqual(before);
  });
});

describe('GATE, Pages: deleting (G5, G11)', () => {
  testPageAttacks({ incomplete: 'G5', malformed: 'G6', 'too-large': 'G6' }, [
    { name: "a range that reaches past another's clock", update: deletes([BEN_ID, [[0, 99]]]), code: 'incomplete' },
    { name: 'a range for a client id that nobody has yet', update: deletes([4242, [[0, 1]]]), code: 'incomplete' },
    { name: 'empty ranges', update: deletes([BEN_ID, [[0, 0]]]), code: 'malformed' },
    { name: 'unsorted ranges', update: deletes([BEN_ID, [[3, 1], [0, 1]]]), code: 'malformed' },
    { name: 'overlapping ranges', update: deletes([BEN_ID, [[0, 3], [2, 2]]]), code: 'malformed' },
    { name: 'ranges past 2^53', update: deletes([BEN_ID, [[2 ** 53 - 1, 2]]]), code: 'malformed' },
    { name: '8,000 delete ranges', update: deletes([EVE_ID, Array.from({ length: 8_000 }, () => [0, 1] as const)]), code: 'too-large', codeInStep2: 'incomplete' },
    { name: '8,000 overlapping delete ranges', update: deletes([BEN_ID, Array.from({ length: 8_000 }, () => [0, 1] as const)]), code: 'too-large', codeInStep2: 'malformed' },
    { name: 'too many ranges that delete something', gateInStep2: 'G11', update: deletes([ANN_ID, [[2, 1], [4, 1], [6, 1]]]), code: 'too-large', limits: { maxDeleteRanges: 2 } },
  ]);

  test('what is deleted already is nothing, from anybody, however long the list', () => {
    const relay = pageWorld();
    relay.take(deletes([ANN_ID, [[0, 36]]]), eve);
    const again = deletes([ANN_ID, Array.from({ length: 36 }, (_, clock) => [clock, 1] as const)]);
    expect(relay.take(again, reader, true).verdict).toMatchObject({ ok: true, noop: true });
  });
});

test('an empty page takes its first node from whoever may edit it', () => {
  const relay = new PageRelay();
  expect(relay.take(one(element({ root: 'page' }, 'paragraph'), EVE_HIGH), { account: EVE, rights: EDITOR }).verdict.ok).toBe(true);
});
