import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { WIRE } from '#shared/limits.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { createGate } from '../gate/gate.ts';
import * as wire from '../gate/testing/wire.ts';
import { createScene } from './testing/scene.ts';

const bytesOf = async (scene: ReturnType<typeof createScene>): Promise<Uint8Array> =>
  scene.documents.read(scene.name, (doc) => Y.encodeStateAsUpdate(doc));

test('W6 opening tells the state vector, and what is written reaches the other side and its author', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  expect(ann.opened).toBe(true);
  expect(ann.heard[0]?.type).toBe('state-vector');
  ann.ask();
  ann.say('hello');
  await scene.settle();
  expect(ben.texts).toEqual(['hello']);
  expect(ann.heard.map((message) => message.type)).toEqual(['state-vector', 'update', 'update', 'receipt']);
});

test('W7 nobody sees and nobody is told before the commit has ended', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  scene.store.hold();
  ann.say('hello');
  await scene.settle();
  expect(scene.store.waiting).toBe(1);
  ben.ask(); // asking for the state meanwhile must not show it either
  await scene.settle();
  expect({ receipts: ann.receipts, texts: ben.texts }).toEqual({ receipts: [], texts: [] });
  scene.store.letGo();
  await scene.settle();
  expect({ receipts: ann.receipts, texts: ben.texts }).toEqual({ receipts: [1], texts: ['hello'] });
});

test('W3 a channel that did not ask for receipts gets none', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name, false);
  await scene.settle();
  ann.say('hello');
  await scene.settle();
  expect(ann.receipts).toEqual([]);
});

test('updates of one turn, of all documents, are one commit, and one message for each document', async () => {
  const scene = createScene();
  const other = `chat/${scene.directory.addChat(scene.seeker, scene.listener)}`;
  const socket = scene.connect(scene.seeker);
  const [ann, beth] = [socket.open(scene.name), socket.open(other)];
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  const before = ben.heard.length;
  ['a', 'b', 'c'].forEach((text) => ann.say(text));
  beth.say('elsewhere');
  await scene.settle();
  expect(scene.store.commits.map((group) => group.map((change) => change.name))).toEqual([[scene.name, other]]);
  expect(ben.heard.slice(before).map((message) => message.type)).toEqual(['update']);
  expect(ben.texts).toEqual(['a', 'b', 'c']);
  expect(ann.receipts).toEqual([3]);
});

test('W8 a refused update changes nothing, is told, and stops receipts until a sync step 2', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  ann.say('one');
  await scene.settle();
  const before = await bytesOf(scene);
  ann.say('I am Ben', scene.time.nowMs(), scene.listener);
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ n: 2, code: 'forged-author', again: 'never' }]);
  expect(await bytesOf(scene)).toEqual(before);
  expect(scene.store.commits).toHaveLength(1);

  ann.say('built on the refused one');
  await scene.settle();
  expect(ann.refusals.at(-1)).toMatchObject({ n: 3, code: 'incomplete', again: 'resync' });
  expect(ann.receipts).toEqual([1]);
  expect(await bytesOf(scene)).toEqual(before);
});

test('D6 what comes behind a refused update in the same turn still passes the gate', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker);
  const [first, second] = [ann.open(scene.name), scene.connect(scene.seeker).open(scene.name)];
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  first.say('forged', scene.time.nowMs(), scene.listener);
  second.say('honest');
  second.say('forged too', scene.time.nowMs(), scene.listener);
  await scene.settle();
  expect(ben.texts).toEqual(['honest']);
  expect(second.refusals).toMatchObject([{ n: 2, code: 'forged-author' }]);
});

test('G2 what hangs on a removed entry is taken, and reaches neither readers nor the store', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ann.say('soon gone');
  await scene.settle();
  logRoots(ann.doc).entries.delete(0, 1);
  await scene.settle();
  const ghost = wire.values({ parent: [ann.doc.clientID, 0], key: 'x' }, 'GHOST');
  ann.send(wire.encodeUpdate([{ client: 4242, clock: 0, structs: [ghost] }]));
  await scene.settle();
  expect([ann.refusals, ann.receipts.at(-1)]).toEqual([[], 3]);
  const told = ben.heard.flatMap((message) => (message.type === 'update' ? [message.update] : []));
  const { snapshot, updates } = await scene.store.load(scene.name);
  expect(told).toHaveLength(3);
  expect([...told, ...updates, snapshot ?? new Uint8Array()].filter((bytes) => Buffer.from(bytes).includes('GHOST'))).toEqual([]);
});

test('W9 asks for what is missing at once, and again after a second at the soonest', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  const gap = new Y.Doc();
  const updates: Uint8Array[] = [];
  gap.on('update', (update: Uint8Array) => updates.push(update));
  ['lost', 'one', 'two', 'three'].forEach((text) => gap.getArray('entries').push([text]));
  const asked = (): number => ann.heard.filter((message) => message.type === 'state-vector').length - 1;
  for (const update of updates.slice(1)) {
    ann.send(update);
    await scene.settle();
  }
  expect(ann.refusals.map((refusal) => refusal.code)).toEqual(['incomplete', 'incomplete', 'incomplete']);
  expect(asked()).toBe(1);
  scene.time.advance(WIRE.resyncIntervalMs);
  await scene.settle();
  expect(asked()).toBe(2);
});

test('W10 the third update that no honest client writes closes the socket, not the others', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  const ben = scene.connect(scene.listener);
  ben.open(scene.name);
  await scene.settle();
  for (let count = 0; count < WIRE.maxStrikes; count += 1) {
    expect(socket.closed).toBeNull();
    ann.send(Uint8Array.of(1));
    await scene.settle();
  }
  expect(socket.closed).toBe(CLOSE.malformed);
  expect(ben.closed).toBeNull();
  const { refused, refusedBy } = scene.documents.stats().counters;
  expect([refused, [...refusedBy]]).toEqual([{ malformed: 3 }, [['G18', { malformed: 3 }]]]);
});

test('a gate that fails on one update refuses it, and disturbs nobody', async () => {
  const scene = createScene({
    createGate: (parts) => {
      const gate = createGate(parts);
      const judge: typeof gate.judge = (update, context) => {
        if (update.length === 3) throw new Error('a fault of ours');
        return gate.judge(update, context);
      };
      return { ...gate, judge };
    },
  });
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ann.send(Uint8Array.of(1, 2, 3));
  ben.say('hello');
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ n: 1, code: 'malformed' }]);
  expect(ann.texts).toEqual(['hello']);
  expect(scene.logged.some((line) => line.startsWith('gate-failed'))).toBe(true);
});

test('C9 messages past the rate are refused as too-fast, marks are not; a guest has less', async () => {
  const scene = createScene();
  const guest = scene.directory.addAccount('guest');
  const chat = scene.directory.addChat(guest, scene.listener);
  const talker = scene.connect(guest).open(`chat/${chat}`);
  await scene.settle();
  for (let count = 0; count < 5; count += 1) talker.say(`message ${count}`);
  await scene.settle();
  expect(talker.refusals).toEqual([]);
  const entry = logRoots(talker.doc).entries.get(0).id;
  for (let count = 0; count < 10; count += 1) logRoots(talker.doc).marks.set(`-|${guest}|read`, { entry });
  await scene.settle();
  expect(talker.refusals).toEqual([]);
  talker.say('one too many');
  await scene.settle();
  expect(talker.refusals).toMatchObject([{ code: 'too-fast', again: 'later' }]);
  scene.time.advance(3_000);
  talker.send(Y.encodeStateAsUpdate(talker.doc), true);
  await scene.settle();
  expect(talker.refusals).toHaveLength(1);
  expect(talker.receipts.at(-1)).toBe(17);
});

test('A4 what the disk refuses is not acknowledged and not shown; reading goes on, and so does writing later', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ann.say('kept');
  await scene.settle();
  scene.store.failing = true;
  ann.say('not kept');
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ n: 2, code: 'storage', again: 'later' }]);
  expect([ann.closed, ben.closed]).toEqual([CLOSE.storage, CLOSE.storage]);
  expect(ann.receipts).toEqual([1]);
  expect(ben.texts).toEqual(['kept']);

  const again = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  again.ask();
  await scene.settle();
  expect(again.texts).toEqual(['kept']);

  scene.store.failing = false;
  const back = socket.open(scene.name);
  await scene.settle();
  back.send(Y.encodeStateAsUpdate(ann.doc), true);
  await scene.settle();
  expect(back.receipts).toEqual([1]);
  expect(again.texts).toEqual(['kept', 'not kept']);
});
