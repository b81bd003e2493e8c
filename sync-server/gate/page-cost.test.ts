import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { PAGE_SHAPE } from '#shared/documents/page.ts';
import { createGate } from './gate.ts';
import { PAGE_LIMITS } from './page-limits.ts';
import { ann, at, edit, eve, node, paragraph, PageRelay, rootOf, text, written } from './testing/page-relay.ts';
import {
  ANN_ID, deletes, EVE_ID, EVE_LOW, format, HELLO, one, pageWorld, run, TEXT_END, words, WORLD,
} from './testing/page-world.ts';
import { NOW_MS } from './testing/relay.ts';
import * as wire from './testing/wire.ts';

const inAnn = (clock: number): wire.Id => [ANN_ID, clock];

/** Judged under every bound up to one past `steps`. */
function answersFor(relay: PageRelay, bound: 'maxWorkSteps' | 'maxTidySteps', update: Uint8Array, steps: number): string[] {
  return Array.from({ length: steps + 2 }, (_, most) => {
    const limits = { ...PAGE_LIMITS, [bound]: most };
    const verdict = createGate({ doc: relay.doc, shape: PAGE_SHAPE, owners: relay.owners, limits })
      .judge(update, { ...eve, nowMs: NOW_MS, step2: false });
    return verdict.ok ? 'ok' : verdict.refusal.code;
  });
}

/** What is dearer than the bound is refused, what costs just as much is not. */
const costing = (steps: number): string[] => [...Array.from({ length: steps }, () => 'too-complex'), 'ok', 'ok'];

/** Between "world" and the end of its formatting, 30 pieces of Eve's, the newest first. */
function worldWithPieces(): PageRelay {
  const relay = pageWorld();
  for (let piece = 0; piece < 30; piece += 1) edit(relay, EVE_ID, eve, (root) => at(root, 0, 0).insert(10, 'y'));
  return relay;
}

test.each<[string, number, Uint8Array]>([
  ['a word in a place of its own', 1, one(words({ left: WORLD, right: TEXT_END }, 'x'))],
  ['a word between two letters of a piece', 1, one(words({ left: inAnn(8), right: inAnn(9) }, 'x'))],
  ['a word around a letter: once to look, once to go, and twice since it is wide', 4, one(words({ left: inAnn(8), right: inAnn(10) }, 'x'))],
  ['a word from one piece into the next, over the sign between: twice two, and twice one', 6, one(words({ left: HELLO, right: inAnn(10) }, 'x'))],
  [
    'a word before another, which hangs elsewhere: 2 · 2 for its place, 2 to look for the other, 3 · 2 for one wide, 2 · 2 for two in one place', 16,
    run(words({ left: HELLO, right: inAnn(7) }, 'a'), words({ left: WORLD, right: TEXT_END }, 'b'), words({ left: HELLO, right: [EVE_ID, 1] }, 'c')),
  ],
])('what Yjs may have to do is counted to the step (G6): %s', (_, steps, update) => {
  expect(answersFor(pageWorld(), 'maxWorkSteps', update, steps)).toEqual(costing(steps));
});

test.each<[string, number, Uint8Array]>([
  [
    'one wide place, looked at once, paid for by both who go there, who may also meet', 30 + 2 * 30 + 2 * (1 + 2) + 2 * 2,
    wire.encodeUpdate([{ client: EVE_LOW, clock: 0, structs: [0, 1].map(() => words({ left: WORLD, right: TEXT_END }, 'x')) }]),
  ],
  [
    'a right neighbour that is far away', 30 + 2,
    wire.encodeUpdate([{ client: EVE_LOW, clock: 0, structs: [words({ left: WORLD, right: [EVE_ID, 29] }, 'x'), words({ left: [EVE_LOW, 0], right: TEXT_END }, 'x')] }]),
  ],
])('and with thirty pieces in between: %s', (_, steps, update) => {
  expect(answersFor(worldWithPieces(), 'maxWorkSteps', update, steps)).toEqual(costing(steps));
});

test('what is too much for one word by itself names that word (G8)', () => {
  const dear = one(words({ left: inAnn(8), right: inAnn(10) }, 'x'));
  const relay = pageWorld();
  const gate = createGate({ doc: relay.doc, shape: PAGE_SHAPE, owners: relay.owners, limits: { ...PAGE_LIMITS, maxWorkSteps: 1 } });
  expect(gate.judge(dear, { ...eve, nowMs: NOW_MS, step2: false })).toMatchObject({
    ok: false,
    refusal: { code: 'too-complex', client: EVE_ID, clock: 0 },
  });
});

// Ann's text has four pieces: "hello", where bold begins, "world", and where it ends.
test.each<[string, number, Uint8Array]>([
  ['a word in a formatted text', 0, one(words({ left: TEXT_END }, 'x'))],
  ['a letter that goes: along all four pieces', 4, deletes([ANN_ID, [[12, 1]]])],
  ['a letter that goes from a text without formats', 0, deletes([ANN_ID, [[31, 1]]])],
  ['a format, which makes five: twice through all of them', 10, one(format({ left: TEXT_END }, 'italic', '{}'))],
  ['a word that was removed before it was sent: the fifth piece', 5, wire.encodeUpdate([{ client: EVE_ID, clock: 0, structs: [words({ left: TEXT_END }, 'x')] }], [[EVE_ID, [[0, 1]]]])],
  ['a whole text: each piece along all four', 16, deletes([ANN_ID, [[0, 1]]])],
])('what tidying up may cost is counted to the step (G24): %s', (_, steps, update) => {
  expect(answersFor(pageWorld(), 'maxTidySteps', update, steps)).toEqual(costing(steps));
});

test('what goes in the very tick leaves its room at once, nodes as well as addresses (G24)', () => {
  const nodes = new PageRelay({ maxNodes: 4 });
  edit(nodes, 1, ann, (root) => root.insert(0, [paragraph('one'), paragraph('two')]));
  const third = written(nodes, 2, (root) => root.insert(2, [paragraph('three')]));
  expect(nodes.judge(third, ann)).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
  nodes.doc.transact(() => {
    rootOf(nodes.doc).delete(0, 1);
    expect(nodes.judge(third, ann).ok).toBe(true);
  });

  const addresses = new PageRelay({ maxTextLength: 100 });
  const link = { link: { href: `https://a.example/${'x'.repeat(50)}` } };
  edit(addresses, 1, ann, (root) => root.insert(0, [node('paragraph', [text('one', link)])]));
  const more = written(addresses, 2, (root) => root.insert(1, [node('paragraph', [text('two', link)])]));
  expect(addresses.judge(more, ann)).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
  addresses.doc.transact(() => {
    at(rootOf(addresses.doc), 0, 0).format(0, 3, { link: null });
    expect(addresses.judge(more, ann).ok).toBe(true);
  });
});

test.each([['tombstones', (length: number) => wire.tombstone({ left: TEXT_END }, length)], ['collected space', wire.collected]])('%s may be as long as the bound, and no longer (G6)', (_, made) => {
  const relay = pageWorld({ maxTombstoneLength: 10 });
  expect(relay.judge(one(made(10)), eve).ok).toBe(true);
  expect(relay.judge(one(made(11)), eve)).toMatchObject({ ok: false, refusal: { code: 'too-large', client: EVE_ID, clock: 0 } });
});

test.each([['maxUpdateBytes', false], ['maxSyncBytes', true]] as const)('an update may be as long as %s, and no longer (G6)', (bound, step2) => {
  const relay = pageWorld();
  const update = one(words({ left: TEXT_END }, 'x'));
  const judged = (most: number) =>
    createGate({ doc: relay.doc, shape: PAGE_SHAPE, owners: relay.owners, limits: { ...PAGE_LIMITS, [bound]: most } })
      .judge(update, { ...eve, nowMs: NOW_MS, step2 });
  expect(judged(update.length).ok).toBe(true);
  expect(judged(update.length - 1)).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
});

test('no node is so short that the relay could make more of them than are counted (G24)', () => {
  const relay = new PageRelay({ maxNodes: 100 });
  edit(relay, 1, ann, (root) => root.insert(0, [node('paragraph')]));
  relay.doc.clientID = 2; // texts without words, hung on each other under small ids: four bytes each
  at(rootOf(relay.doc), 0).insert(0, Array.from({ length: 98 }, () => new Y.XmlText()));
  const two = written(relay, 3, (root) => root.insert(1, [node('paragraph'), node('paragraph')]));
  expect(relay.judge(two, ann)).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
  const another = written(relay, 3, (root) => root.insert(1, [node('paragraph')]));
  expect(relay.judge(another, ann).ok).toBe(true);
});
