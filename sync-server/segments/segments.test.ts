import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { formatMarkKey, logRoots, WHOLE } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { continuationOf, CONTINUED_KEY, continuedIn } from '#shared/documents/segments.ts';
import { newEntryId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import type { CreateGate } from '../documents/live-document.ts';
import type { LiveDocumentsParts } from '../documents/live-documents.ts';
import { standingOf } from '../documents/standing.ts';
import { createGate as createRealGate } from '../gate/gate.ts';
import { structCount } from '../gate/yjs-internals.ts';
import { createScene, random, type Scene } from '../documents/testing/scene.ts';
import type { FakeSocket, Talker } from '../documents/testing/fake-socket.ts';

const unhurried: typeof standingOf = (...asked) => {
  const standing = standingOf(...asked);
  return standing.at === 'reader' ? { ...standing, messageRate: { burst: 1e6, refillMs: 1 } } : standing;
};
const sceneOf = (maxEntries: number, { maxBytes = 1e6, maxStructs = 1e6 } = {}, parts: Partial<LiveDocumentsParts> = {}): Scene =>
  createScene({ limits: { segment: { maxEntries, maxStructs, maxBytes } }, standingOf: unhurried, ...parts });

async function open(scene: Scene, socket: FakeSocket, segment = 0): Promise<Talker> {
  const talker = socket.open(chatDocument(scene.chat, segment));
  await scene.settle();
  talker.ask();
  await scene.settle();
  return talker;
}
const say = async (scene: Scene, who: Talker, ...texts: string[]): Promise<void> => {
  for (const text of texts) who.say(text, scene.time.nowMs());
  await scene.settle();
};
const stored = (scene: Scene, segment: number) =>
  scene.documents.read(chatDocument(scene.chat, segment), (doc) => [
    logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind)),
    continuationOf(doc),
  ]);

test('W19 the relay closes a segment in the turn that fills it, and says where the log goes on', async () => {
  const scene = sceneOf(3);
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'one', 'two');
  expect(await stored(scene, 0)).toEqual([['one', 'two'], null]);
  await say(scene, ann, 'three');
  expect(await stored(scene, 0)).toEqual([['one', 'two', 'three'], 1]);
  expect(continuationOf(ann.doc)).toBe(1);
  expect(ann.receipts.at(-1)).toBe(3);
  const [last] = scene.store.commits.at(-1) ?? [];
  expect(last?.continues).toEqual({ log: scene.name, segment: 1 });
});

test('W19 by its bytes, well before its entries are many', async () => {
  const scene = sceneOf(1_000, { maxBytes: 8_000 });
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'x'.repeat(3_900));
  expect(await stored(scene, 0)).toMatchObject([expect.anything(), null]);
  await say(scene, ann, 'y'.repeat(3_900), 'z');
  expect(await stored(scene, 0)).toMatchObject([expect.anything(), 1]);
});

test('W19 not by bytes that are gone: a mark set over and over is kept once', async () => {
  const scene = sceneOf(1_000, { maxBytes: 8_000 });
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'one');
  const entry = logRoots(ann.doc).entries.get(0).id;
  for (let times = 0; times < 200; times += 1) {
    logRoots(ann.doc).marks.set(formatMarkKey({ subject: WHOLE, account: scene.seeker, name: 'read' }), { entry });
    await scene.settle();
  }
  expect(ann.refusals).toEqual([]);
  await say(scene, ann, 'two');
  expect(await stored(scene, 0)).toEqual([['one', 'two'], null]);
});

/** Their two marks in turn: Yjs never puts those together (GATE-RULES G27). */
async function mark(scene: Scene, who: Talker, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    const key = formatMarkKey({ subject: WHOLE, account: who.account, name: count % 2 === 0 ? 'delivered' : 'read' });
    logRoots(who.doc).marks.set(key, { entry: newEntryId(who.account, random) });
    await scene.settle();
  }
}

test('W19, G27 by the pieces that marks leave behind, where somebody sets two of them in turn', async () => {
  const scene = sceneOf(1_000, { maxStructs: 40 });
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'one');
  await mark(scene, ann, 38);
  expect(await stored(scene, 0)).toEqual([['one'], null]);
  await mark(scene, ann, 1);
  expect(ann.refusals).toEqual([]);
  expect(await stored(scene, 0)).toEqual([['one'], 1]);
});

test('W19, G27 pieces are counted as they are: also after the segment was forgotten and read again', async () => {
  const scene = sceneOf(1_000, { maxStructs: 40 });
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'one');
  await mark(scene, ann, 30);
  for (let times = 0; times < 50; times += 1) await mark(scene, ann, 1);
  expect(await stored(scene, 0)).toEqual([['one'], null]); // the same one over and over is kept once
  const again = scene.connect(scene.seeker);
  ann.channel?.leave();
  scene.time.advance(10 * 60_000);
  await scene.settle();
  await mark(scene, await open(scene, again), 9);
  expect(await stored(scene, 0)).toEqual([['one'], 1]);
});

test('W20, G27 a closed segment takes marks up to a bound; then they belong into the next one', async () => {
  const BOUND = 30;
  const createGate: CreateGate = (parts) => createRealGate({ ...parts, limits: { maxStructsInLog: BOUND } });
  const scene = sceneOf(2, {}, { createGate });
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'one', 'two');
  expect(await stored(scene, 0)).toEqual([['one', 'two'], 1]);
  await mark(scene, ann, 60);
  expect(await scene.documents.read(scene.name, structCount)).toBe(BOUND);
  expect(ann.refusals[0]).toMatchObject({ code: 'segment-full', again: 'rebase' });
  const fresh = await open(scene, scene.connect(scene.seeker));
  logRoots(fresh.doc).entries.delete(0, 1);
  await scene.settle();
  expect(fresh.refusals).toEqual([]); // taking words back is always possible
  const next = await open(scene, scene.connect(scene.seeker), 1);
  await mark(scene, next, 4);
  expect(next.refusals).toEqual([]);
});

test('W19 deleted entries count as well: they are what Yjs goes on paying for', async () => {
  const scene = sceneOf(6);
  const [ann, ben] = [await open(scene, scene.connect(scene.seeker)), await open(scene, scene.connect(scene.listener))];
  for (const round of [1, 2]) {
    await say(scene, ann, `a${round}`);
    await say(scene, ben, `b${round}`);
    await scene.documents.write(scene.name, (doc) => logRoots(doc).entries.delete(0, 1));
  }
  scene.time.advance(10 * 60_000); // forgotten and read again from the store
  await scene.settle();
  await say(scene, ann, 'a3');
  expect(await stored(scene, 0)).toEqual([['a2', 'b2', 'a3'], null]);
  await say(scene, ben, 'b3');
  expect(await stored(scene, 0)).toMatchObject([expect.anything(), 1]);
});

test('W20 a closed segment takes no entry; marks and deletions go on', async () => {
  const scene = sceneOf(2);
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'one', 'two');
  const before = await scene.store.load(scene.name);
  await say(scene, ann, 'too late');
  expect(ann.refusals).toMatchObject([{ code: 'segment-full', again: 'rebase' }]);
  expect(await scene.store.load(scene.name)).toEqual(before);

  const fresh = await open(scene, scene.connect(scene.seeker));
  logRoots(fresh.doc).marks.set(`-|${scene.seeker}|read`, { entry: newEntryId(scene.seeker, random) });
  logRoots(fresh.doc).entries.delete(0, 1);
  await scene.settle();
  expect(fresh.refusals).toEqual([]);
  expect(await stored(scene, 0)).toEqual([['two'], 1]);
  expect(scene.logged.filter((line) => line.includes('segment-full'))).toHaveLength(1);
});

test('W20 in one turn, what comes behind the entry that fills it is refused and what comes before it is kept', async () => {
  const scene = sceneOf(3);
  const [ann, ben] = [await open(scene, scene.connect(scene.seeker)), await open(scene, scene.connect(scene.listener))];
  for (const text of ['a1', 'a2', 'a3']) {
    ann.say(text, scene.time.nowMs());
    ben.say(text.replace('a', 'b'), scene.time.nowMs());
  }
  await scene.settle();
  const [texts, continued] = await stored(scene, 0);
  expect([new Set(texts as string[]), continued]).toEqual([new Set(['a1', 'b1', 'a2']), 1]);
  expect(ann.refusals.map(({ code, n }) => [code, n])).toEqual([['segment-full', 3]]);
  expect(ben.refusals.map(({ code, n }) => [code, n])).toEqual([['segment-full', 2], ['incomplete', 3]]);
  expect(ann.receipts.at(-1)).toBe(2);
  expect(ben.receipts.at(-1)).toBe(1);
});

test('W20 the next segment is there when the one before it is closed, and no other', async () => {
  const scene = sceneOf(1);
  const socket = scene.connect(scene.seeker);
  expect((await open(scene, socket, 1)).closed).toBe(CLOSE.notFound);
  const ann = await open(scene, socket);
  await say(scene, ann, 'full');
  expect((await open(scene, socket, 2)).closed).toBe(CLOSE.notFound);
  const next = await open(scene, socket, 1);
  expect([next.opened, next.closed]).toEqual([true, null]);
  await say(scene, next, 'and on');
  expect(await stored(scene, 1)).toEqual([['and on'], 2]);
  expect((await open(scene, scene.connect(scene.stranger), 1)).closed).toBe(CLOSE.notFound);
});

test('W20 nobody opens a segment before the commit that begins it: closed on disk and the next one there are one', async () => {
  const scene = sceneOf(1);
  const socket = scene.connect(scene.seeker);
  const ann = await open(scene, socket);
  scene.store.hold();
  ann.say('full', scene.time.nowMs());
  const early = await open(scene, socket, 1);
  expect([early.closed, continuationOf(ann.doc), ann.receipts]).toEqual([CLOSE.notFound, null, []]);
  scene.store.failing = true;
  scene.store.letGo();
  await scene.settle();
  scene.store.failing = false;
  expect((await open(scene, socket, 1)).closed).toBe(CLOSE.notFound);
  expect(await stored(scene, 0)).toEqual([[], null]);
});

test.each([
  ['sets the mark where there is none', (doc: Y.Doc) => logRoots(doc).marks.set(CONTINUED_KEY, continuedIn(1)), 'schema', 9],
  ['clears it', (doc: Y.Doc) => logRoots(doc).marks.delete(CONTINUED_KEY), 'not-yours', 1],
  ['lets it point elsewhere', (doc: Y.Doc) => logRoots(doc).marks.set(CONTINUED_KEY, continuedIn(7)), 'schema', 1],
])('W19 a person who %s is refused', async (_, act, code, maxEntries) => {
  const scene = sceneOf(maxEntries);
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'full');
  act(ann.doc);
  await scene.settle();
  expect(ann.refusals.map((refusal) => refusal.code)).toEqual([code]);
  expect((await stored(scene, 0))[1]).toBe(maxEntries === 1 ? 1 : null);
});

test('G10 what the relay writes itself ends no segment, and its client id stays the same over the boundary', async () => {
  const scene = sceneOf(2);
  const append = (text: string) => (doc: Y.Doc) => void logRoots(doc).entries.push([{ kind: text } as never]);
  for (const text of ['one', 'two', 'three']) await scene.documents.write(scene.name, append(text));
  expect((await stored(scene, 0))[1]).toBeNull();
  const ann = await open(scene, scene.connect(scene.seeker));
  await say(scene, ann, 'four');
  const { clients } = await scene.store.load(scene.name);
  expect(clients.filter(([, account]) => account === 'relay')).toHaveLength(1);
  expect((await stored(scene, 0))[1]).toBe(1);
});
