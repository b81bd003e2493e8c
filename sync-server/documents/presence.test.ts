import { expect, test } from 'vitest';
import { queueDocument } from '#shared/documents/names.ts';
import { GATE, WIRE } from '#shared/limits.ts';
import { parsePresence } from './presence.ts';
import { awarenessUpdate as update, readAwareness as read, type WireState } from './testing/awareness.ts';
import type { Talker } from './testing/fake-socket.ts';
import { createScene } from './testing/scene.ts';

const show = (talker: Talker, ...states: WireState[]): void => {
  talker.channel?.receive({ type: 'awareness', update: update(...states) });
};
const seen = (talker: Talker): WireState[] =>
  talker.heard.flatMap((message) => (message.type === 'awareness' ? read(message.update) : []));
const statesSeen = (talker: Talker): unknown[] => seen(talker).map(([client, , state]) => [client, state]);

async function twoTalkers() {
  const scene = createScene();
  const sockets = [scene.connect(scene.seeker), scene.connect(scene.listener)] as const;
  const [ann, ben] = [sockets[0].open(scene.name), sockets[1].open(scene.name)];
  await scene.settle();
  return { scene, sockets, ann, ben };
}

test.each([
  ['empty', Uint8Array.of()],
  ['truncated', update([1, 1, {}]).slice(0, -2)],
  ['too large', update([1, 1, { typing: 'x'.repeat(2_000) }])],
  ['a client id of 2^32', update([2 ** 32, 1, {}])],
  ['a state that is a word', update([1, 1, 'me'])],
])('W11 %s is no presence', (_title, bytes) => {
  expect(parsePresence(bytes)).toBeNull();
});

test('W12 the relay says who it is; whatever else a client shows stays with the relay', async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ann, [7, 1, { typing: true, account: scene.listener, user: { name: 'Ben' } }]);
  await scene.settle();
  expect(statesSeen(ben)).toEqual([[7, { typing: true, account: scene.seeker }]]);
});

test("W14 a sender hears its own state back under its own clock, so that it is no news to it; others' clocks grow", async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ann, [7, 1, {}]);
  await scene.settle();
  scene.time.advance(1_000);
  show(ann, [7, 2, { typing: true }]);
  await scene.settle();
  expect(seen(ann).map(([, clock]) => clock)).toEqual([1, 2]);
  const clocks = seen(ben).map(([, clock]) => clock);
  expect(clocks[1]!).toBeGreaterThan(clocks[0]!);
});

test('W14 a leased id that counts from 0 again after a reload is still seen', async () => {
  const { scene, sockets, ann, ben } = await twoTalkers();
  show(ann, [7, 90, {}]);
  await scene.settle();
  sockets[0].vanish();
  await scene.settle();
  const again = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  show(again, [7, 0, { typing: true }]);
  await scene.settle();
  const clocks = seen(ben).map(([, clock]) => clock);
  expect(clocks.toSorted((a, b) => a - b)).toEqual(clocks);
  expect(new Set(clocks).size).toBe(3);
  expect(statesSeen(ben).map((state) => (state as unknown[])[1])).toEqual([
    { typing: false, account: scene.seeker },
    null,
    { typing: true, account: scene.seeker },
  ]);
});

test("C8 another's client id, another's removal and invented ids are seen by nobody", async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ben, [9, 1, {}]);
  await scene.settle();
  const before = seen(ben).length;
  for (let round = 0; round < 20; round += 1) {
    show(ann, [9, 1_000 + round, null]);
    show(ann, [9, 2_000 + round, { typing: true }]);
    scene.time.advance(1_000);
    await scene.settle();
  }
  expect(seen(ben)).toHaveLength(before);
  expect(scene.documents.stats().present).toBe(1);
});

test("W11 a stock client that repeats another's state before its own is still seen by its own", async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ben, [9, 1, {}]);
  await scene.settle();
  show(ben, [9, 2, null]); // ben is gone, but 9 stays ben's
  scene.time.advance(1_000);
  await scene.settle();
  show(ann, [9, 1, {}], [5, 1, {}]);
  await scene.settle();
  expect(statesSeen(ben).at(-1)).toMatchObject([5, { typing: false }]);
});

test('W11 one state a channel: a new id takes the place of the old one, and ids are bound up to the quota only', async () => {
  const { scene, ann, ben } = await twoTalkers();
  for (let client = 1; client <= GATE.maxClientIdsPerAccount + 20; client += 1) {
    show(ann, [client, 1, {}]);
    scene.time.advance(1_000);
    await scene.settle();
  }
  expect(scene.documents.stats().present).toBe(1);
  expect((await scene.store.load(scene.name)).clients).toHaveLength(GATE.maxClientIdsPerAccount);
  expect(seen(ben).filter(([, , state]) => state === null)).toHaveLength(GATE.maxClientIdsPerAccount - 1);
});

test('W13 an id first shown in presence is its account’s from then on, durably and before others see it', async () => {
  const { scene, ann, ben } = await twoTalkers();
  scene.store.hold();
  show(ann, [ann.doc.clientID, 1, {}]);
  await scene.settle();
  expect(seen(ben)).toEqual([]);
  scene.store.letGo();
  await scene.settle();
  expect(seen(ben)).toHaveLength(1);
  expect((await scene.store.load(scene.name)).clients).toEqual([[ann.doc.clientID, scene.seeker]]);
  ben.doc.clientID = ann.doc.clientID;
  ben.say('with a stolen id');
  await scene.settle();
  expect(ben.refusals).toMatchObject([{ code: 'foreign-client' }]);
});

test('C8 at most two states a second pass, and the newest is never lost', async () => {
  const { scene, ann, ben } = await twoTalkers();
  for (let clock = 1; clock <= 50; clock += 1) show(ann, [7, clock, { typing: clock < 50 }]);
  await scene.settle();
  expect(statesSeen(ben)).toEqual([[7, { typing: true, account: scene.seeker }]]);
  scene.time.advance(500);
  await scene.settle();
  expect(statesSeen(ben).at(-1)).toEqual([7, { typing: false, account: scene.seeker }]);
  expect(seen(ben)).toHaveLength(2);
});

test('a newcomer, and whoever asks, hears who is here; not who fell silent', async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ann, [7, 1, { typing: true }]);
  await scene.settle();
  const late = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  expect(statesSeen(late)).toEqual([[7, { typing: true, account: scene.seeker }]]);
  scene.time.advance(30_000);
  ben.channel?.receive({ type: 'query-awareness' });
  await scene.settle();
  expect(seen(ben)).toHaveLength(1);
});

test('W14 whoever may not take part any more is signed off', async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ann, [7, 1, { typing: true }]);
  await scene.settle();
  scene.directory.chats.set(scene.chat, { seeker: scene.seeker, listener: scene.listener, state: 'ended', agesMeet: true });
  await scene.documents.refreshDocument(scene.name);
  expect(statesSeen(ben).at(-1)).toEqual([7, null]);
  expect(scene.documents.stats().present).toBe(0);
});

test('readers of what the relay writes do not see each other, and hear themselves', async () => {
  const scene = createScene();
  const name = queueDocument('adult');
  const other = scene.directory.addAccount('listener');
  const [one, two] = [scene.connect(scene.listener).open(name), scene.connect(other).open(name)];
  await scene.settle();
  show(one, [7, 1, {}]);
  await scene.settle();
  expect(seen(two)).toEqual([]);
  expect(statesSeen(one)).toEqual([[7, { typing: false, account: scene.listener }]]);
  expect((await scene.store.load(name)).clients).toEqual([]);
});

test('W11 what is too long takes the place of nothing that waits', async () => {
  const { scene, ann, ben } = await twoTalkers();
  show(ann, [7, 1, { typing: false }]);
  show(ann, [7, 2, { typing: true }]);
  ann.channel?.receive({ type: 'awareness', update: new Uint8Array(WIRE.maxPresenceBytes + 1) });
  scene.time.advance(1_000);
  await scene.settle();
  expect(statesSeen(ben).at(-1)).toEqual([7, { typing: true, account: scene.seeker }]);
});
