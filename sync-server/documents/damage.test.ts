import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { GroupCommit } from './group-commit.ts';
import type { DocumentChange } from './store.ts';
import { createScene } from './testing/scene.ts';

const corrupt = (): Error => Object.assign(new Error('database disk image is malformed'), { errcode: 11 });

test('A7 a document that cannot be decoded is set aside and named; all others are served; nothing of it is sent', async () => {
  const scene = createScene();
  const other = `chat/${scene.directory.addChat(scene.seeker, scene.listener)}`;
  await scene.store.inner.commit([{ name: scene.name, clients: [], content: { kind: 'updates', updates: [Uint8Array.of(1, 2, 3)] } }]);
  const socket = scene.connect(scene.seeker);
  const [ann, beth] = [socket.open(scene.name), socket.open(other)];
  await scene.settle();
  expect([ann.closed, ann.opened, ann.heard]).toEqual([CLOSE.storage, false, []]);
  beth.say('hello');
  await scene.settle();
  expect(beth.receipts).toEqual([1]);
  expect(scene.documents.stats().damagedDocuments).toBe(1);
  expect(scene.logged.filter((line) => line.startsWith('document-damaged'))).toEqual([expect.stringContaining(scene.name)]);
});

test('A7 one that is set aside is not read again and again, and begins anew only when it was erased', async () => {
  const scene = createScene();
  await scene.store.inner.commit([{ name: scene.name, clients: [], content: { kind: 'updates', updates: [Uint8Array.of(1)] } }]);
  for (let time = 0; time < 3; time += 1) {
    await expect(scene.documents.write(scene.name, (doc) => logRoots(doc).marks.set('x', 1))).rejects.toThrow('decoded');
  }
  expect(scene.store.loads).toBe(1);
  await scene.documents.erase(scene.name);
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  expect([ann.opened, scene.documents.stats().damagedDocuments]).toEqual([true, 0]);
});

test('A7 damage that one document of a commit meets takes no other along', async () => {
  const keep = new Set<string>();
  const commits = new GroupCommit({
    load: async () => ({ snapshot: null, updates: [], clients: [] }),
    erase: async () => undefined,
    commit: async (changes: readonly DocumentChange[]) => {
      if (changes.some(({ name }) => name.endsWith('bad'))) throw corrupt();
      for (const { name } of changes) keep.add(name);
    },
  });
  const add = (name: string): Promise<void> =>
    commits.add({ name: name as DocumentChange['name'], clients: [], content: { kind: 'updates', updates: [] } });
  const ended = await Promise.allSettled(['one', 'bad', 'two'].map(add));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([...keep]).toEqual(['one', 'two']);
});
