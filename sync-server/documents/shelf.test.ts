import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { inboxDocument, type DocumentName } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { createScene } from './testing/scene.ts';

const MAX = 3;
const create = () => {
  const scene = createScene({ limits: { maxOpenDocuments: MAX } });
  const chats = Array.from({ length: MAX + 2 }, () => `chat/${scene.directory.addChat(scene.seeker, scene.listener)}` as DocumentName);
  const socket = scene.connect(scene.seeker);
  return { ...scene, chats, socket };
};

test('where every document that may be in memory is in use, another one is refused, and only that', async () => {
  const scene = create();
  const talkers = scene.chats.map((name) => scene.socket.open(name));
  await scene.settle();
  expect(talkers.map(({ closed }) => closed)).toEqual([null, null, null, CLOSE.unavailable, CLOSE.unavailable]);
  expect([scene.documents.stats().openDocuments, scene.documents.stats().counters.openingsRefused]).toEqual([MAX, 2]);
  talkers[0]?.say('still here');
  await scene.settle();
  expect(talkers[0]?.receipts).toEqual([1]);
});

test('who asks for one that is open already is let in', async () => {
  const scene = create();
  for (const name of scene.chats.slice(0, MAX)) scene.socket.open(name);
  await scene.settle();
  const second = scene.connect(scene.listener).open(scene.chats[0] ?? '');
  await scene.settle();
  expect([second.opened, second.closed]).toEqual([true, null]);
});

test('as soon as one of them is left, there is room, and it is the one idle longest that goes', async () => {
  const scene = create();
  const talkers = scene.chats.slice(0, MAX).map((name) => scene.socket.open(name));
  await scene.settle();
  for (const talker of talkers.slice(1)) talker.channel?.leave();
  await scene.settle();
  const next = scene.socket.open(scene.chats[MAX] ?? '');
  await scene.settle();
  expect([next.opened, scene.documents.stats().openDocuments]).toEqual([true, MAX]);
  const loads = scene.store.loads;
  await scene.documents.read(scene.chats[2] ?? scene.name, () => null); // idle, and used after the one that went
  expect(scene.store.loads).toBe(loads);
});

test('the relay\'s own writes go on past the bound, and leave memory as soon as they are done', async () => {
  const scene = create();
  for (const name of scene.chats.slice(0, MAX)) scene.socket.open(name);
  await scene.settle();
  for (let count = 0; count < 10; count += 1) {
    const name = inboxDocument(scene.directory.addAccount('member'));
    await scene.documents.write(name, (doc) => void logRoots(doc).marks.set('x', count));
    expect(scene.documents.stats().openDocuments).toBe(MAX + 1);
  }
});
