import { expect, test } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { queueDocument } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { createScene } from './testing/scene.ts';

test('W4 what is not there, what is not ours and what cannot be are closed with the same code', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.stranger);
  const talkers = [scene.name, 'chat/00000000000000000000', 'chat/nonsense', '', queueDocument('adult')].map((name) => socket.open(name));
  await scene.settle();
  expect(talkers.map((talker) => [talker.closed, talker.heard.length])).toEqual(talkers.map(() => [CLOSE.notFound, 0]));
  expect(scene.store.loads).toBe(0);
});

test('D3 once a chat is over, nothing more is taken, and whoever may still read goes on reading', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  ann.say('before');
  await scene.settle();
  scene.directory.chats.set(scene.chat, { seeker: scene.seeker, listener: scene.listener, state: 'ended', agesMeet: true });
  await scene.documents.refreshDocument(scene.name);
  ann.say('after');
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ code: 'denied', rule: 'P13-chat-closed' }]);
  expect(ann.closed).toBeNull();
});

test('D3 whoever may not read any more is closed with 4403, and hears nothing more', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.listener);
  const name = queueDocument('adult');
  const queue = socket.open(name);
  await scene.settle();
  const actor = scene.directory.actors.get(scene.listener)!;
  scene.directory.actors.set(scene.listener, { ...actor, banned: true });
  await scene.documents.refreshAccount(scene.listener);
  expect(queue.closed).toBe(CLOSE.forbidden);
  const heard = queue.heard.length;
  await scene.documents.write(name, (doc) => doc.getMap('marks').set('anything', 1));
  expect(queue.heard).toHaveLength(heard);
  expect(socket.closed).toBeNull();
});

test('a chat past its window is gone for good to its parties, and was never there to others', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  scene.directory.chats.set(scene.chat, { seeker: scene.seeker, listener: scene.listener, state: 'expired', agesMeet: true });
  await scene.documents.refreshDocument(scene.name);
  expect(ann.closed).toBe(CLOSE.gone);
  const late = scene.connect(scene.listener).open(scene.name);
  const stranger = scene.connect(scene.stranger).open(scene.name);
  await scene.settle();
  expect([late.closed, stranger.closed]).toEqual([CLOSE.gone, CLOSE.notFound]);
});

test('D3 the last word on a right wins, however slow the first answer is', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  const answer = Promise.withResolvers<void>();
  const facts = scene.directory.facts.bind(scene.directory);
  scene.directory.facts = async (address) => {
    const asOfNow = await facts(address);
    await answer.promise;
    return asOfNow;
  };
  const first = scene.documents.refreshDocument(scene.name);
  await new Promise<void>((resolve) => setImmediate(resolve));
  scene.directory.chats.set(scene.chat, { seeker: scene.seeker, listener: scene.listener, state: 'ended', agesMeet: true });
  const second = scene.documents.refreshDocument(scene.name);
  answer.resolve();
  await Promise.all([first, second]);
  expect(ann.channel?.rights?.append.verdict.allowed).toBe(false);
});

test('a right that is taken while the document opens is not given', async () => {
  const scene = createScene();
  const answers: (() => void)[] = [];
  scene.directory.delay = () => new Promise<void>((go) => answers.push(go));
  const ann = scene.connect(scene.seeker).open(scene.name);
  scene.directory.chats.delete(scene.chat);
  const refreshed = scene.documents.refreshDocument(scene.name);
  scene.directory.delay = () => Promise.resolve();
  for (const go of answers) go();
  await refreshed;
  await scene.settle();
  expect([ann.opened, ann.closed]).toEqual([false, CLOSE.notFound]);
});

test('D3 an ended session is closed with 4401 in all its channels; what it sent and was not judged is dropped', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ann.say('too late');
  await scene.documents.closeDevice(socket.identity.device);
  await scene.settle();
  expect(socket.closed).toBe(CLOSE.signedOut);
  expect(ben.texts).toEqual([]);
  expect(scene.documents.stats().channels).toBe(1);
});

test('W18 every socket of an account is told to ask who it is, after its channels were judged anew; others are not', async () => {
  const scene = createScene();
  const [phone, laptop, other] = [scene.connect(scene.seeker), scene.connect(scene.seeker), scene.connect(scene.listener)];
  await scene.documents.refreshAccount(scene.seeker);
  expect([phone.toldOfAccount, laptop.toldOfAccount, other.toldOfAccount]).toEqual([1, 1, 0]);
});

test('D3 an account that is no more has no sockets', async () => {
  const scene = createScene();
  const [withChannel, without] = [scene.connect(scene.seeker), scene.connect(scene.seeker)];
  withChannel.open(scene.name);
  await scene.settle();
  scene.directory.actors.delete(scene.seeker);
  await scene.documents.refreshAccount(scene.seeker);
  expect([withChannel.closed, without.closed]).toEqual([CLOSE.signedOut, CLOSE.signedOut]);
});

test('where nobody can say what is right, the channel is closed', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  scene.directory.delay = () => Promise.reject(new Error('no database'));
  await scene.documents.refreshDocument(scene.name);
  expect(ann.closed).toBe(CLOSE.storage);
});

test('a client that leaves right after writing has still written', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ann.say('goodbye');
  socket.vanish();
  await scene.settle();
  expect(ben.texts).toEqual(['goodbye']);
  expect(scene.documents.stats()).toMatchObject({ sessions: 1, channels: 1 });
});

test('D3 a thousand rounds of writing against revoking: nothing is taken after the revoker was told', async () => {
  const scene = createScene();
  for (let round = 0; round < 1_000; round += 1) {
    const account: AccountId = scene.directory.addAccount('member');
    const chat = scene.directory.addChat(account, scene.listener);
    const name = `chat/${chat}` as typeof scene.name;
    const talker = scene.connect(account).open(name);
    await new Promise<void>((resolve) => setImmediate(resolve));
    talker.say('racing');
    if (round % 3 > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    scene.directory.chats.set(chat, { seeker: account, listener: scene.listener, state: 'ended', agesMeet: true });
    await scene.documents.refreshDocument(name);
    const told = await scene.documents.read(name, (doc) => doc.getArray('entries').length);
    talker.say('after');
    await scene.settle();
    expect(await scene.documents.read(name, (doc) => doc.getArray('entries').length)).toBe(told);
  }
});
