import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { isStorageError } from '../database/storage-error.ts';
import { encodePresence } from './presence.ts';
import { createScene } from './testing/scene.ts';

/** A scene whose store may be shut. */
const create = () => {
  const disk = { writable: true };
  return { disk, ...createScene({ isWritable: () => disk.writable }) };
};

test('A3 while the store is read-only words are refused for later, before they are applied; nobody is thrown out', async () => {
  const scene = create();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ann.say('kept');
  await scene.settle();
  scene.disk.writable = false;
  ann.say('not kept');
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ n: 2, code: 'storage', again: 'later' }]);
  expect([...scene.documents.stats().counters.refusedBy]).toEqual([['none', { storage: 1 }]]); // no rule of the gate's
  expect([ann.closed, ben.closed, ann.receipts, ben.texts]).toEqual([null, null, [1], ['kept']]);
  expect(scene.store.commits).toHaveLength(1);
});

test('A3 reading goes on, an empty sync step 2 included, with which every client begins', async () => {
  const scene = create();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  ann.say('kept');
  await scene.settle();
  scene.disk.writable = false;
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ben.send(Y.encodeStateAsUpdate(ben.doc), true);
  ben.ask();
  await scene.settle();
  expect([ben.texts, ben.refusals, ben.receipts]).toEqual([['kept'], [], [1]]);
});

test('A3 the relay\'s own writes fail as the disk\'s fault, at once and without a trace', async () => {
  const scene = create();
  scene.disk.writable = false;
  const writing = scene.documents.write(scene.name, (doc) => logRoots(doc).marks.set('x', 1));
  await expect(writing).rejects.toSatisfy(isStorageError);
  expect(await scene.documents.read(scene.name, (doc) => logRoots(doc).marks.size)).toBe(0);
});

test('A3 presence under a new client id would have to be kept first: nobody else sees it, and nothing breaks', async () => {
  const scene = create();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  scene.disk.writable = false;
  const update = encodePresence([{ client: ann.doc.clientID, clock: 1, state: { typing: true, account: scene.seeker } }]);
  ann.channel?.receive({ type: 'awareness', update });
  await scene.settle();
  expect(ben.heard.some(({ type }) => type === 'awareness')).toBe(false);
  expect([ann.closed, ben.closed, scene.store.commits.length]).toEqual([null, null, 0]);
});

test('A4 when the store takes words again, what waited is kept as it was written', async () => {
  const scene = create();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  scene.disk.writable = false;
  ann.say('waits');
  await scene.settle();
  scene.disk.writable = true;
  ann.send(Y.encodeStateAsUpdate(ann.doc), true);
  await scene.settle();
  expect([ann.receipts, scene.store.commits.length]).toEqual([[2], 1]);
});
