import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PAGE_SHAPE } from '#shared/documents/page.ts';
import type { AccountId } from '#shared/ids.ts';
import { PageDevice } from './testing/page-device.ts';
import { at, EDITOR, node, PAGE_READER, paragraph, PageRelay, rootOf, text } from './testing/page-relay.ts';
import { pageTraffic } from './testing/page-traffic.ts';
import { pageComplaint } from './testing/page-valid.ts';
import { ANN, BEN, EVE } from './testing/relay.ts';
import { hasPending } from './yjs-internals.ts';

let relay: PageRelay;
let devices: PageDevice[];
beforeEach(() => {
  relay = new PageRelay();
  devices = [];
});
const device = (account: AccountId, rights = EDITOR): PageDevice => new PageDevice(relay, devices, account, rights);
const shown = (doc: Y.Doc): string => rootOf(doc).toString();
const run = (who: PageDevice, ...path: number[]): Y.XmlText => at(who.root, ...path);
const type = (who: PageDevice, words: string): void => {
  for (const sign of words) who.edit(() => run(who, 0, 0).insert(run(who, 0, 0).length, sign));
};

/** Nothing refused, nothing pending, nothing that the declaration does not allow, and everybody sees the same. */
function expectAgreement(): void {
  for (const each of devices) each.sync();
  for (const each of devices) {
    each.sync();
    expect(each.refused).toEqual([]);
    expect(shown(each.doc)).toBe(shown(relay.doc));
  }
  expect(hasPending(relay.doc)).toBe(false);
  expect(pageComplaint(relay.doc, PAGE_SHAPE)).toBeNull();
}

describe('GATE, What must still pass: pages', () => {
  test('two who type in one paragraph, sign by sign', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('a')]));
    type(ann, 'bc');
    type(ben, 'de');
    type(ann, 'f');
    expect(shown(relay.doc)).toBe('<paragraph>abcdef</paragraph>');
    expectAgreement();
  });

  test('marks that are set, changed, overlap and are taken away, at once by two', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('the quick brown fox')]));
    for (const each of [ann, ben]) each.drop();
    ann.edit(() => run(ann, 0, 0).format(0, 9, { bold: {} }));
    ann.edit(() => run(ann, 0, 0).format(4, 5, { link: { href: '/rooms' } }));
    ben.edit(() => run(ben, 0, 0).format(4, 11, { bold: {}, italic: {} }));
    ben.edit(() => run(ben, 0, 0).format(6, 3, { italic: null }));
    expect(ann.sync().ok).toBe(true);
    expect(ben.sync().ok).toBe(true);
    expectAgreement();
    expect(shown(relay.doc)).toContain('<link href="/rooms">');
  });

  test('a paragraph that one splits, another types in, and a third turns into a heading', () => {
    const [ann, annToo, ben] = [device(ANN), device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('hello world')]));
    for (const each of [ann, annToo, ben]) each.drop();
    ann.split(0, 5);
    annToo.edit(() => run(annToo, 0, 0).insert(11, '!'));
    ben.become(0, 'heading', { level: 2 });
    for (const each of [ann, annToo, ben]) expect(each.sync().ok).toBe(true);
    expectAgreement();
  });

  test('lists within lists, tasks, code, quotes, breaks and rules, with all their attributes', () => {
    const ann = device(ANN);
    ann.edit((root) => {
      const list = node('bulletList', [node('listItem', [paragraph('a'), node('orderedList', [node('listItem', [paragraph('b')])], { start: 3 })])]);
      const tasks = node('taskList', [node('taskItem', [paragraph('c')], { checked: false })]);
      const broken = node('paragraph', [text('one'), node('hardBreak'), text('two', { code: {}, strike: {} })]);
      root.insert(0, [list, tasks, node('blockquote', [broken]), node('codeBlock', [text('x\ny')], { language: 'c++' }), node('horizontalRule')]);
    });
    const ben = device(BEN);
    ben.edit((root) => at(root, 1, 0).setAttribute('checked', true as never));
    ben.edit((root) => at(root, 3).removeAttribute('language'));
    expectAgreement();
    expect(shown(relay.doc)).toContain('<taskitem checked="true">');
    expect(shown(relay.doc)).toContain('<codeblock>x\ny</codeblock><horizontalrule>');
  });

  test('undo and redo of words, marks, attributes and nodes, also after another has written', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('hello'), node('heading', [text('t')], { level: 1 })]));
    ann.edit((root) => at(root, 1).setAttribute('level', 2 as never));
    ann.edit((root) => at(root, 1).setAttribute('level', 3 as never));
    ann.edit(() => run(ann, 0, 0).format(0, 5, { bold: {} }));
    ben.edit(() => run(ben, 0, 0).insert(2, 'xx'));
    ann.edit((root) => root.delete(0, 1));
    for (let turn = 0; turn < 5; turn += 1) ann.undo();
    for (let turn = 0; turn < 3; turn += 1) ann.redo();
    ann.drop();
    for (let turn = 0; turn < 3; turn += 1) ann.undo();
    for (let turn = 0; turn < 5; turn += 1) ann.redo();
    expectAgreement();
    expect(shown(relay.doc)).toContain('<heading');
  });

  test('an attribute that two change at once and one takes back is gone, though neither did wrong: so none is required (G22)', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    [ann.doc.clientID, ben.doc.clientID] = [1, 2]; // of two values at once the higher id's is shown
    ann.edit((root) => root.insert(0, [node('heading', [], { level: 1 })]));
    for (const each of [ann, ben]) each.drop();
    ann.edit((root) => at(root, 0).setAttribute('level', 2 as never));
    ben.edit((root) => at(root, 0).setAttribute('level', 3 as never));
    for (const each of [ann, ben, ann]) each.sync();
    expect(shown(relay.doc)).toBe('<heading level="3"></heading>');
    ben.undo();
    expect(shown(relay.doc)).toBe('<heading></heading>');
    expectAgreement();
  });

  test('a list that two empty at once, one item each, is an empty list', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [node('bulletList', ['a', 'b'].map((words) => node('listItem', [paragraph(words)])))]));
    for (const each of [ann, ben]) each.drop();
    ann.edit((root) => at(root, 0).delete(0, 1));
    ben.edit((root) => at(root, 0).delete(1, 1));
    expectAgreement();
    expect(shown(relay.doc)).toBe('<bulletlist></bulletlist>');
  });

  test('an offline batch one by one, merged, and as sync step 2 with known structs and the whole delete set', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('hello'), paragraph('world')]));
    ben.edit((root) => root.delete(1, 1));
    const batch = (words: string): void => {
      ann.drop();
      type(ann, words);
      ann.split(0, 3);
      ann.edit(() => run(ann, 0, 0).format(0, 2, { bold: {} }));
      ann.edit((root) => root.delete(1, 1));
      type(ben, 'meanwhile');
    };
    batch('one');
    for (const update of ann.queue.splice(0)) expect(ann.send(update).ok).toBe(true);
    batch('two');
    expect(ann.send(Y.mergeUpdates(ann.queue.splice(0))).ok).toBe(true);
    ann.sync();
    batch('three');
    ann.queue = [];
    expect(ann.send(Y.encodeStateAsUpdate(ann.doc), true)).toMatchObject({ ok: true, noop: false });
    expect(ann.send(Y.encodeStateAsUpdate(ann.doc), true)).toMatchObject({ ok: true, noop: true });
    expectAgreement();
  });

  test('what was written into a paragraph that another removed meanwhile goes with it', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('hello'), paragraph('stays')]));
    ann.drop();
    type(ann, 'SECRET');
    ann.edit(() => run(ann, 0, 0).format(0, 3, { bold: {} }));
    ann.edit((root) => at(root, 0).push([node('hardBreak')]));
    ben.edit((root) => root.delete(0, 1));
    expect(ann.sync().ok).toBe(true);
    expectAgreement();
    expect(Buffer.from(Y.encodeStateAsUpdate(relay.doc)).includes('SECRET')).toBe(false);
  });

  test('updates of one tick, judged one by one and applied in one Yjs transaction', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.edit((root) => root.insert(0, [paragraph('hello'), paragraph('world')]));
    for (const each of [ann, ben]) each.drop();
    for (const each of [ann, ben]) {
      type(each, 'more');
      each.split(0, 2);
      each.edit((root) => root.delete(root.length - 1, 1));
      each.edit(() => run(each, 0, 0).format(0, 2, { italic: {} }));
    }
    relay.doc.transact(() => {
      for (const each of [ann, ben]) for (const update of each.queue.splice(0)) expect(each.send(update).ok).toBe(true);
    });
    expectAgreement();
  });

  test('a reader who looks on, whose stock Yjs tidies up formats by itself, is never refused and changes nothing (G25)', () => {
    const [ann, ben, reader] = [device(ANN), device(BEN), device(EVE, PAGE_READER)];
    ann.edit((root) => root.insert(0, [paragraph('the quick brown fox')]));
    for (const each of [ann, ben]) each.drop();
    ann.edit(() => run(ann, 0, 0).format(0, 9, { bold: {} }));
    ben.edit(() => run(ben, 0, 0).format(0, 9, { bold: {} }));
    const [one] = ann.queue.splice(0);
    const [other] = ben.queue.splice(0);
    for (const update of [one!, other!]) reader.hear(update); // as a relay that tidies up nothing itself would send them
    expect(reader.queue.length).toBeGreaterThan(0);
    expect(ann.send(one!).ok && ben.send(other!).ok).toBe(true);
    for (const update of reader.queue.splice(0)) expect(reader.send(update)).toMatchObject({ ok: true, noop: true });
    expectAgreement();
    expect(relay.owners.countOf(EVE)).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'random traffic of four devices with disconnects, undo and redo converges, and nothing is refused (seed %i)',
    (seed) => {
      const traffic = pageTraffic(seed, 250);
      expect(traffic.devices.flatMap(({ refused }) => refused)).toEqual([]);
      expect(traffic.reader.refused).toEqual([]);
      expect(pageComplaint(traffic.relay.doc, PAGE_SHAPE)).toBeNull();
      expect(hasPending(traffic.relay.doc)).toBe(false);
      for (const { doc } of [...traffic.devices, traffic.reader]) expect(shown(doc)).toBe(shown(traffic.relay.doc));
      for (const { doc } of traffic.devices) expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(traffic.relay.doc))).toBe(true);
    },
  );
});
