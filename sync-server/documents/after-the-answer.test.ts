import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { statesIn } from '../policy-wire/testing/try-presence.ts';
import type { Talker } from './testing/fake-socket.ts';
import { createScene, type Scene } from './testing/scene.ts';

/** RELIABILITY D3: when whoever took a right away has their answer, nothing more is taken, delivered or shown. */

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Whether it has resolved by now. */
function watched(promise: Promise<unknown>): () => boolean {
  let done = false;
  const watch = async (): Promise<void> => {
    await promise;
    done = true;
  };
  void watch();
  return () => done;
}

async function talking() {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  return { scene, socket, ann, ben };
}

const end = ({ directory, chat, seeker, listener }: Scene): void =>
  void directory.chats.set(chat, { seeker, listener, state: 'ended', agesMeet: true });
const ban = ({ directory }: Scene, account: AccountId): void => {
  const actor = directory.actors.get(account);
  if (actor !== undefined) directory.actors.set(account, { ...actor, banned: true });
};

const show = (talker: Talker, client: number): void => {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, JSON.stringify({ typing: true }));
  });
  talker.channel?.receive({ type: 'awareness', update });
};
const seen = (talker: Talker) => talker.heard.flatMap((message) => (message.type === 'awareness' ? statesIn(message.update) : []));

test('what somebody brought who was still coming in is on the disk and told before the answer', async () => {
  const scene = createScene();
  scene.store.holdLoads();
  const ann = scene.connect(scene.seeker).open(scene.name);
  ann.say('brought along');
  await turn();
  const answer = Promise.withResolvers<void>();
  scene.directory.delay = () => answer.promise;
  end(scene);
  const answered = watched(scene.documents.refreshDocument(scene.name));
  scene.store.hold();
  scene.store.letLoadsGo();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(scene.store.waiting).toBe(1); // judged by what was true when it asked
  answer.resolve();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(answered()).toBe(false);
  scene.store.letGo();
  await scene.settle();
  expect(answered()).toBe(true);
  ann.say('afterwards');
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ code: 'denied', rule: 'P13-chat-closed' }]);
});

test('what somebody said who has left since is told before the answer, whoever asks for it', async () => {
  const { scene, socket, ann } = await talking();
  scene.store.hold();
  ann.say('the last word');
  await turn();
  socket.vanish();
  ban(scene, scene.seeker);
  end(scene);
  const answers = [scene.documents.refreshAccount(scene.seeker), scene.documents.refreshDocument(scene.name)].map(watched);
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(answers.map((answered) => answered())).toEqual([false, false]);
  scene.store.letGo();
  await scene.settle();
  expect(answers.map((answered) => answered())).toEqual([true, true]);
});

test('a device that is signed out when its socket has just gone: what was not judged yet is dropped', async () => {
  const { scene, socket, ann, ben } = await talking();
  scene.store.hold();
  ann.say('before');
  await turn();
  ann.say('not judged yet');
  socket.vanish();
  expect(scene.documents.stats().sessions).toBe(2);
  const answered = watched(scene.documents.closeDevice(socket.identity.device));
  await turn();
  expect(answered()).toBe(false);
  scene.store.letGo();
  await scene.settle();
  expect([answered(), ben.texts]).toEqual([true, ['before']]);
  expect(scene.documents.stats()).toMatchObject({ sessions: 1, channels: 1 });
});

test('an account that ends when its socket has just gone: the same', async () => {
  const { scene, socket, ann, ben } = await talking();
  scene.store.hold();
  ann.say('before');
  await turn();
  ann.say('not judged yet');
  socket.vanish();
  scene.directory.actors.delete(scene.seeker);
  const answered = watched(scene.documents.refreshAccount(scene.seeker));
  await turn();
  scene.store.letGo();
  await scene.settle();
  expect([answered(), ben.texts]).toEqual([true, ['before']]);
});

test('a commit that fails answers as well', async () => {
  const { scene, ann } = await talking();
  scene.store.hold();
  scene.store.failing = true;
  ann.say('lost');
  await turn();
  const answered = watched(scene.documents.refreshAccount(scene.seeker));
  await turn();
  scene.store.letGo();
  await scene.settle();
  expect(answered()).toBe(true);
});

test('at rest nobody waits for the disk', async () => {
  const { scene } = await talking();
  scene.store.hold();
  const answered = watched(scene.documents.refreshAccount(scene.seeker));
  await turn();
  expect([answered(), scene.store.waiting]).toEqual([true, 0]);
});

test('W14 whoever was signed off while their presence was on its way to the disk is not shown by it', async () => {
  const { scene, ann, ben } = await talking();
  scene.store.hold();
  show(ann, 7); // a fresh id, which is bound first
  await turn();
  expect(scene.store.waiting).toBe(1);
  end(scene);
  const refreshed = scene.documents.refreshDocument(scene.name);
  await turn();
  scene.store.letGo();
  await refreshed;
  await scene.settle();
  expect(seen(ben).filter(({ state }) => state !== null)).toEqual([]);
  expect(scene.documents.stats().present).toBe(0);
  // A stock client takes silence for a lost connection.
  expect(seen(ann)).toEqual([{ client: 7, state: { typing: true, account: scene.seeker } }]);
});
