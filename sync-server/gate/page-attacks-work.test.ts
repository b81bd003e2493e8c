import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PAGE } from '#shared/limits.ts';
import type { GateVerdict } from './gate.ts';
import { testPageAttacks } from './testing/attack.ts';
import { ann, at, edit, eve, node, paragraph, PageRelay, rootOf, text, written } from './testing/page-relay.ts';
import {
  ANN_ID, CODE_END, deletes, element, EVE_HIGH, EVE_ID, EVE_LOW, format, HEADING, LEVEL, one, PARAGRAPH, pageWorld, run,
  TEXT_END, textRun, words, WORLD,
} from './testing/page-world.ts';
import * as wire from './testing/wire.ts';

const { tombstone, values, encodeUpdate } = wire;
const codeOf = (verdict: GateVerdict): string => (verdict.ok ? 'ok' : verdict.refusal.code);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const storm = (make: (index: number) => wire.WireStruct, count = 400): Uint8Array => encodeUpdate([{ client: EVE_HIGH, clock: 0, structs: times(count, make) }]);

describe('GATE, Pages: work (G6)', () => {
  testPageAttacks({ 'too-complex': 'G24' }, [
    { name: "a conflict storm inside another's text: one left neighbour, thousands of words", update: storm(() => words({ left: TEXT_END }, 'x'), 1_000), code: 'too-complex' },
    { name: 'a conflict storm of tombstones', update: storm(() => tombstone({ left: TEXT_END }, 1), 1_000), code: 'too-complex' },
    { name: "a conflict storm inside one's own text of this update", update: storm((index) => (index === 0 ? element({ root: 'page' }, 'paragraph') : index === 1 ? textRun({ parent: [EVE_HIGH, 0] }) : words({ parent: [EVE_HIGH, 1] }, 'x'))), code: 'too-complex' },
    { name: 'a conflict storm of nodes in the root', update: storm(() => element({ left: PARAGRAPH }, 'paragraph')), code: 'too-complex' },
    { name: 'one left neighbour with many right neighbours', update: storm((index) => words({ left: WORLD, right: index === 0 ? TEXT_END : [EVE_HIGH, 0] }, 'x')), code: 'too-complex' },
    { name: 'a conflict storm under an attribute', update: storm(() => values({ parent: HEADING, key: 'level' }, 1)), code: 'too-complex' },
    { name: 'a conflict storm on the last value of an attribute', update: storm(() => values({ left: LEVEL }, 1)), code: 'too-complex' },
    {
      name: 'a conflict storm of many clients, each hanging its chain on the same place',
      update: encodeUpdate(times(60, (client) => ({ client: client + 1, clock: 0, structs: times(30, (index) => words({ left: index === 0 ? TEXT_END : [client + 1, index - 1] }, 'x')) }))),
      code: 'too-complex',
    },
    {
      name: 'an old place under an attribute with a long history',
      update: one(values({ parent: HEADING, key: 'level' }, 1), EVE_LOW),
      code: 'too-complex', limits: { maxWorkSteps: 80 },
      scene: (relay) => times(30, (index) => edit(relay, index % 2 === 0 ? EVE_ID : EVE_HIGH, eve, (root) => at(root, 1).setAttribute('level', (1 + (index % 3)) as never))),
    },
    {
      name: 'an old place in a text behind which much was written',
      update: one(words({ left: WORLD }, 'x'), EVE_LOW),
      code: 'too-complex', limits: { maxWorkSteps: 25 },
      scene: (relay) => times(30, () => edit(relay, EVE_ID, eve, (root) => at(root, 0, 0).insert(10, 'y'))),
    },
    {
      name: 'an old place between neighbours that much was written between',
      update: one(words({ left: WORLD, right: TEXT_END }, 'x'), EVE_LOW),
      code: 'too-complex', limits: { maxWorkSteps: 25 },
      scene: (relay) => times(30, () => edit(relay, EVE_ID, eve, (root) => at(root, 0, 0).insert(10, 'y', { bold: {} }))),
    },
    {
      name: 'to look for a right neighbour that is far away is work as well',
      update: encodeUpdate([{ client: EVE_LOW, clock: 0, structs: [words({ left: WORLD, right: [EVE_ID, 29] }, 'x'), words({ left: [EVE_LOW, 0], right: TEXT_END }, 'x')] }]),
      code: 'too-complex', limits: { maxWorkSteps: 25 },
      scene: (relay) => times(30, () => edit(relay, EVE_ID, eve, (root) => at(root, 0, 0).insert(10, 'y'))),
    },
    {
      name: 'one wide place, paid for by each who goes there',
      update: encodeUpdate([{ client: EVE_LOW, clock: 0, structs: times(2, () => words({ left: WORLD, right: TEXT_END }, 'x')) }]),
      code: 'too-complex', limits: { maxWorkSteps: 45 },
      scene: (relay) => times(30, () => edit(relay, EVE_ID, eve, (root) => at(root, 0, 0).insert(10, 'y'))),
    },
    {
      name: 'late words in many wide places, which would meet each other',
      update: encodeUpdate([{ client: EVE_LOW, clock: 0, structs: times(50, (index) => words({ left: [EVE_ID, index] }, 'x')) }]),
      code: 'too-complex', limits: { maxWorkSteps: 1_000 },
      scene: (relay) => edit(relay, EVE_ID, eve, (root) => at(root, 0, 0).insert(0, 'y'.repeat(60))),
    },
    {
      name: 'many late words in one wide place, which would meet each other',
      update: encodeUpdate([{ client: EVE_LOW, clock: 0, structs: times(200, (index) => words({ left: [ANN_ID, 8 + (index % 4)] }, 'x')) }]),
      code: 'too-complex', limits: { maxWorkSteps: 10_000 },
    },
    {
      name: 'eleven bytes that remove a formatted text of thousands of pieces: Yjs would look along all of them for each',
      update: deletes([EVE_ID, [[5, 1_500]]]), code: 'too-complex', stock: (doc) => at(rootOf(doc), 0, 0).length === 1,
      scene: (relay) => manyPieces(relay, 1_500),
    },
    { name: 'the same by removing the node around it', update: deletes([EVE_ID, [[0, 1]]]), code: 'too-complex', scene: (relay) => manyPieces(relay, 1_500) },
    { name: 'the same by removing the node around the node', update: deletes([EVE_ID, [[0, 1]]]), code: 'too-complex', scene: (relay) => manyPieces(relay, 1_500, true) },
    { name: 'a format in a text of many pieces, again and again: each time Yjs goes through all of it', update: one(format({ parent: [EVE_ID, 1] }, 'italic', '{}'), EVE_LOW), code: 'too-complex', limits: { maxTidySteps: 2_000 }, scene: (relay) => manyPieces(relay, 1_500) },
    { name: 'words that were removed before they were sent, by the thousand', update: encodeUpdate([{ client: EVE_ID, clock: 0, structs: times(1_100, (index) => words({ left: index === 0 ? WORLD : [EVE_ID, index - 1], right: TEXT_END }, 'x')) }], [[EVE_ID, [[0, 1_100]]]]), code: 'too-complex' },
  ]);

  /** Eve's own paragraph, before all others: a bold sign (her clock 3), and before it so many pieces that Yjs cannot merge (from 5). */
  function manyPieces(relay: PageRelay, count: number, nested = false): void {
    const pieces = (root: Y.XmlFragment): Y.XmlText => (nested ? at(root, 0, 0, 0) : at(root, 0, 0));
    edit(relay, EVE_ID, eve, (root) => {
      const inner = node('paragraph', [text('x', { bold: {} })]);
      root.insert(0, [nested ? node('blockquote', [inner]) : inner]);
    });
    edit(relay, EVE_ID, eve, (root) => times(count, () => pieces(root).insert(0, 'y')));
  }

  test('what was measured on stock: such a removal costs more than everything that the gate lets by', () => {
    const relay = pageWorld();
    manyPieces(relay, 1_500);
    expect(codeOf(relay.take(deletes([EVE_ID, [[5, 300]]]), eve).verdict)).toBe('ok');
  });

  test('honest writing costs nothing: a hundred paragraphs at the top, a hundred in between, a long text, many corrections', () => {
    const relay = pageWorld({ maxWorkSteps: 1_500 });
    const take = (act: (root: Y.XmlFragment) => void): void => expect(codeOf(relay.take(written(relay, EVE_ID, act), eve, true).verdict)).toBe('ok');
    take((root) => times(100, () => root.insert(0, [paragraph('x')])));
    take((root) => times(100, (index) => root.insert(index * 2, [paragraph('x')])));
    take((root) => times(500, (index) => at(root, 0, 0).insert(index, 'a')));
    take((root) => times(250, (index) => at(root, 0, 0).insert(index * 2, 'b')));
    take((root) => times(200, () => at(root, 0, 0).insert(0, 'c')));
    take((root) => times(50, (index) => at(root, 0, 0).format(index * 4, 2, { bold: {} })));
  });
});

describe('GATE, Pages: how much a page may hold (G24)', () => {
  const depth = (levels: number): Uint8Array =>
    run(...times(levels, (index) => element(index === 0 ? { root: 'page' } : { parent: [EVE_ID, index - 1] }, 'blockquote')));
  testPageAttacks({ 'too-large': 'G24' }, [
    { name: 'depth beyond the bound', update: depth(PAGE.maxDepth + 1), code: 'too-large', stock: (doc) => rootOf(doc).toString().split('<blockquote>').length > PAGE.maxDepth },
    { name: 'depth beyond the bound, below what is there', update: run(element({ parent: [ANN_ID, 23] }, 'blockquote'), element({ parent: [EVE_ID, 0] }, 'paragraph'), textRun({ parent: [EVE_ID, 1] })), code: 'too-large', limits: { maxDepth: 4 } },
    { name: 'too many nodes', update: run(...times(4, (index) => element(index === 0 ? { root: 'page' } : { left: [EVE_ID, index - 1] }, 'paragraph'))), code: 'too-large', limits: { maxNodes: 14 } },
    { name: 'too long a text', update: one(words({ left: TEXT_END }, 'abcdef')), code: 'too-large', limits: { maxRunLength: 15 } },
    { name: 'too long a text, in pieces', update: run(words({ left: TEXT_END }, 'abc'), words({ left: CODE_END }, 'abc'), words({ left: TEXT_END }, 'def')), code: 'too-large', limits: { maxRunLength: 15 } },
    { name: 'too much text in all', update: run(words({ left: TEXT_END }, 'abc'), words({ left: CODE_END }, 'abc')), code: 'too-large', limits: { maxTextLength: 31 } },
    { name: 'too much text in addresses', update: one(format({ left: TEXT_END }, 'link', `{"href":"https://a.example/${'x'.repeat(100)}"}`)), code: 'too-large', limits: { maxTextLength: 100 } },
    { name: 'formatting runs of enormous number', update: run(...times(5, (index) => format({ left: index === 0 ? TEXT_END : [EVE_ID, index - 1] }, 'bold', index % 2 === 0 ? '{}' : 'null'))), code: 'too-large', limits: { maxFormatsPerRun: 6 } },
  ]);

  test('each bound can be reached, and what was removed makes room again', () => {
    const relay = new PageRelay({ maxNodes: 4, maxTextLength: 20, maxRunLength: 10, maxDepth: 2 });
    const two = written(relay, 1, (root) => root.insert(0, [paragraph('0123456789'), paragraph('0123456789')]));
    expect(codeOf(relay.take(two, ann).verdict)).toBe('ok');
    const more = () => written(relay, 1, (root) => root.insert(0, [new Y.XmlElement('paragraph')]));
    const longer = () => written(relay, 1, (root) => at(root, 0, 0).insert(0, 'x'));
    expect([codeOf(relay.take(more(), ann).verdict), codeOf(relay.take(longer(), ann).verdict)]).toEqual(['too-large', 'too-large']);
    edit(relay, 1, ann, (root) => root.delete(1, 1));
    edit(relay, 1, ann, (root) => at(root, 0, 0).delete(0, 5));
    expect([codeOf(relay.take(longer(), ann).verdict), codeOf(relay.take(more(), ann).verdict)]).toEqual(['ok', 'ok']);
  });

  test('a change that the relay made itself counts as well', () => {
    const relay = new PageRelay({ maxTextLength: 20 });
    edit(relay, 1, ann, (root) => root.insert(0, [paragraph('0123456789')]));
    const longer = written(relay, 1, (root) => at(root, 0, 0).insert(0, '01234'));
    expect(codeOf(relay.judge(longer, ann))).toBe('ok');
    relay.doc.transact(() => rootOf(relay.doc).insert(0, [node('paragraph', [text('0123456')])]));
    expect(codeOf(relay.judge(longer, ann))).toBe('too-large');
  });

  test('what is judged often counts once', () => {
    const relay = new PageRelay({ maxTextLength: 20 });
    edit(relay, 1, ann, (root) => root.insert(0, [paragraph('0123456789')]));
    const longer = written(relay, 1, (root) => at(root, 0, 0).insert(0, '01234'));
    times(10, () => expect(codeOf(relay.judge(longer, ann))).toBe('ok'));
  });

  test('changes of one tick count before any event tells of them', () => {
    const relay = new PageRelay({ maxTextLength: 20 });
    edit(relay, 1, ann, (root) => root.insert(0, [paragraph('0123456789')]));
    const longer = (client: number): Uint8Array => one(words({ parent: [1, 1] }, '0123456'), client);
    relay.doc.transact(() => {
      expect(codeOf(relay.take(longer(2), ann).verdict)).toBe('ok');
      expect(codeOf(relay.take(longer(3), ann).verdict)).toBe('too-large');
    });
  });
});
