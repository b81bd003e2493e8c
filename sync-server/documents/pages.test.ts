import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PAGE_SHAPE, pageRoot } from '#shared/documents/page.ts';
import { pageDocument, type DocumentName } from '#shared/documents/names.ts';
import { newId, type AccountId, type PageId } from '#shared/ids.ts';
import { RATE } from '#shared/limits.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import type { Talker } from './testing/fake-socket.ts';
import { createScene, random, type Scene } from './testing/scene.ts';

/** A page that a listener edits, and that all listeners read. */
let scene: Scene;
let page: PageId;
let name: DocumentName;
let editor: AccountId;
let reader: AccountId;

beforeEach(() => {
  scene = createScene();
  page = newId<PageId>(random);
  name = pageDocument(page);
  editor = scene.listener;
  reader = scene.directory.addAccount('listener');
  scene.directory.pages.set(page, { readers: 'listeners', editors: [editor] });
});

const shown = ({ doc }: Pick<Talker, 'doc'>): string => pageRoot(doc, PAGE_SHAPE).toString();

function write(talker: Talker, words: string): void {
  talker.doc.transact(() => {
    const text = new Y.XmlText(words);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    pageRoot(talker.doc, PAGE_SHAPE).push([paragraph]);
  });
}

async function open(account: AccountId): Promise<Talker> {
  const talker = scene.connect(account).open(name);
  await scene.settle();
  return talker;
}

test('W4, P21: a page that is not there, and one that is not open to the caller, are closed with the same code', async () => {
  const stranger = await open(scene.stranger);
  const none = scene.connect(editor).open(pageDocument(newId<PageId>(random)));
  const nonsense = scene.connect(editor).open('page/nonsense');
  await scene.settle();
  for (const { closed, heard } of [stranger, none, nonsense]) expect([closed, heard.length]).toEqual([CLOSE.notFound, 0]);
});

test('W7 what an editor writes is durable, acknowledged, and heard by everybody who reads', async () => {
  const [writer, onlooker] = [await open(editor), await open(reader)];
  write(writer, 'hello');
  await scene.settle();
  expect(writer.refusals).toEqual([]);
  expect(writer.receipts).toEqual([1]);
  expect(shown(onlooker)).toBe('<paragraph>hello</paragraph>');
  expect(scene.store.commits.flat().map((change) => change.name)).toEqual([name]);
});

test('P22 what a reader writes is refused by its rule, and reaches nobody', async () => {
  const [writer, onlooker] = [await open(editor), await open(reader)];
  write(onlooker, 'no');
  await scene.settle();
  expect(onlooker.refusals).toMatchObject([{ code: 'denied', again: 'never', rule: 'P22-page-editors' }]);
  expect(shown(writer)).toBe('');
  expect(scene.store.commits).toEqual([]);
});

test('G21 what the declaration does not have is refused, whoever writes it', async () => {
  const writer = await open(editor);
  pageRoot(writer.doc, PAGE_SHAPE).push([new Y.XmlElement('script')]);
  await scene.settle();
  expect(writer.refusals).toMatchObject([{ code: 'schema' }]);
  expect(scene.store.commits).toEqual([]);
});

test('D3 an editor who is one no more reads on and writes no more; a reader who is one no more is closed', async () => {
  const [writer, onlooker] = [await open(editor), await open(reader)];
  scene.directory.pages.set(page, { readers: [editor], editors: [] });
  await scene.documents.refreshDocument(name);
  write(writer, 'no');
  await scene.settle();
  expect(writer.refusals).toMatchObject([{ code: 'denied', rule: 'P22-page-editors' }]);
  expect(onlooker.closed).toBe(CLOSE.forbidden);
});

test('a page leaves memory and comes back from the store as it was, formatting and all', async () => {
  const writer = await open(editor);
  write(writer, 'hello');
  for (let turn = 0; turn < 3; turn += 1) {
    ((pageRoot(writer.doc, PAGE_SHAPE).get(0) as Y.XmlElement).get(0) as Y.XmlText).format(turn, 1, { bold: {} });
    await scene.settle();
  }
  const before = shown(writer);
  expect(before).toContain('<bold>');
  scene.documents.disconnect(writer.channel!.session);
  await scene.settle();
  scene.time.advance(10 * 60_000);
  const loads = scene.store.loads;
  const again = await open(reader);
  again.ask();
  await scene.settle();
  expect(scene.store.loads).toBe(loads + 1);
  expect(shown(again)).toBe(before);
});

test('C9 changes of pages have a pace of their own: a key is no message, and nobody floods', async () => {
  const writer = await open(editor);
  for (let key = 0; key < RATE.edit.burst + 5; key += 1) write(writer, 'x');
  await scene.settle();
  expect(writer.refusals.map(({ code }) => code)).toContain('too-fast');
  expect(writer.refusals[0]!.n).toBe(RATE.edit.burst + 1);
  expect(RATE.edit.burst).toBeGreaterThan(RATE.message.burst);
});

test('a key that deletes is no erasure: nothing is folded and no file is cleaned for it', async () => {
  const writer = await open(editor);
  write(writer, 'hello');
  await scene.settle();
  pageRoot(writer.doc, PAGE_SHAPE).delete(0, 1);
  await scene.settle();
  expect(scene.store.commits.flat().map(({ content }) => content.kind)).toEqual(['updates', 'updates']);
  expect(scene.checkpoints()).toBe(0);
});

test('an erased page is gone from the store, and whoever has it open is told to forget it', async () => {
  const writer = await open(editor);
  write(writer, 'hello');
  await scene.settle();
  await scene.documents.erase(name);
  expect(writer.closed).toBe(CLOSE.gone);
  expect((await scene.store.inner.load(name)).updates).toEqual([]);
});
