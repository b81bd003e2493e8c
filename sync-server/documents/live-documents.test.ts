import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { createDice } from '#shared/testing/dice.ts';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, queueDocument } from '#shared/documents/names.ts';
import { newEntryId, RELAY } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { createScene, random, type Scene } from './testing/scene.ts';

const notice = (text: string) =>
  ({ id: newEntryId(RELAY, random), author: RELAY, at: 1_800_000_000_000, kind: 'notice', text }) as never;
const append = (text: string) => (doc: Y.Doc): void => logRoots(doc).entries.push([notice(text)]);
const texts = (doc: Y.Doc): string[] => logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : ''));
/** Every document forgotten, so that the next one who asks reads the store. */
async function forgetAll(scene: Scene): Promise<void> {
  await scene.settle();
  scene.time.advance(10 * 60_000);
  expect(scene.documents.stats().openDocuments).toBe(0);
}

test('a write by the relay is durable when its promise resolves, and readers hear of it', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  await scene.documents.write(scene.name, append('opened'));
  expect((await scene.store.load(scene.name)).updates).toHaveLength(1);
  expect(ann.texts).toEqual(['opened']);
  expect(await scene.documents.read(scene.name, texts)).toEqual(['opened']);
});

test('a write does not resolve, and a read does not see it, before the commit', async () => {
  const scene = createScene();
  await scene.documents.read(scene.name, texts);
  scene.store.hold();
  const done: string[] = [];
  const write = scene.documents.write(scene.name, append('held')).then(() => done.push('write'));
  const read = scene.documents.read(scene.name, texts).then((seen) => done.push(`read ${seen.join()}`));
  await scene.settle();
  expect(done).toEqual([]);
  scene.store.letGo();
  await Promise.all([write, read]);
  expect(done).toEqual(['write', 'read held']);
});

test('a write that throws before it changed anything is told to its writer alone', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  const failing = scene.documents.write(scene.name, () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(ann.closed).toBeNull();
});

test('a write that throws half-way leaves nothing behind', async () => {
  const scene = createScene();
  await scene.documents.write(scene.name, append('whole'));
  const failing = scene.documents.write(scene.name, (doc) => {
    append('half')(doc);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await scene.documents.read(scene.name, texts)).toEqual(['whole']);
});

test('a look that throws is told to the one who looked', async () => {
  const scene = createScene();
  const looking = scene.documents.read(scene.name, () => {
    throw new Error('no');
  });
  await expect(looking).rejects.toThrow('no');
  await scene.documents.write(scene.name, append('still there'));
});

test('G10 the relay writes under one client id for ever, and nobody else may use it', async () => {
  const scene = createScene();
  for (let round = 0; round < 3; round += 1) {
    await scene.documents.write(scene.name, append(`round ${round}`));
    await forgetAll(scene);
  }
  const { clients } = await scene.store.load(scene.name);
  expect(clients.map(([, account]) => account)).toEqual([RELAY]);
  const state = await scene.documents.read(scene.name, (doc) => Y.decodeStateVector(Y.encodeStateVector(doc)));
  expect([...state.keys()]).toEqual([clients[0]![0]]);

  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  ann.ask();
  await scene.settle();
  ann.doc.clientID = clients[0]![0];
  ann.say('as the relay', scene.time.nowMs());
  await scene.settle();
  expect(ann.refusals).toMatchObject([{ code: 'foreign-client' }]);
});

test('G3 owners outlive the memory of a document', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  await scene.settle();
  ann.say('mine');
  socket.vanish();
  await forgetAll(scene);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  ben.ask();
  await scene.settle();
  ben.doc.clientID = ann.doc.clientID;
  ben.say('with her id');
  await scene.settle();
  expect(ben.refusals).toMatchObject([{ code: 'foreign-client' }]);
});

test('A10 last leave and first join in the same moment, 2,000 times: nothing lost, nothing left in memory', async () => {
  const scene = createScene({ limits: { maxOpenDocuments: 1, documentIdleMs: 1 } });
  const other = queueDocument('adult');
  const dice = createDice(1);
  for (let round = 0; round < 2_000; round += 1) {
    const writing = scene.documents.write(scene.name, (doc) => void logRoots(doc).marks.set(`-|${RELAY}|n`, round));
    const pressing = scene.documents.read(other, texts); // pushes the first one out of memory
    // Wherever the first two have come to by then: how many steps a load or a write takes is not what is tried.
    for (let steps = dice.below(16); steps > 0; steps -= 1) await Promise.resolve();
    scene.time.advance(5);
    const reading = scene.documents.read(scene.name, (doc) => logRoots(doc).marks.get(`-|${RELAY}|n`));
    await Promise.all([writing, pressing]);
    scene.time.advance(5);
    expect([round - 1, round, undefined]).toContain(await reading);
    expect(await scene.documents.read(scene.name, (doc) => logRoots(doc).marks.get(`-|${RELAY}|n`))).toBe(round);
  }
  await forgetAll(scene);
  expect(scene.documents.stats().counters.loads).toBeGreaterThan(1_000);
});

test('A10 many who ask at once get one document, loaded once', async () => {
  const scene = createScene();
  await Promise.all(Array.from({ length: 50 }, (_, index) => scene.documents.write(scene.name, append(`${index}`))));
  expect(scene.store.loads).toBe(1);
  expect(await scene.documents.read(scene.name, texts)).toHaveLength(50);
  expect(scene.store.commits).toHaveLength(1);
});

test('A10 a document that somebody is about to use does not leave to make room for another', async () => {
  const scene = createScene({ limits: { maxOpenDocuments: 1 } });
  await scene.documents.read(scene.name, texts);
  await scene.settle();
  await Promise.all([scene.documents.read(scene.name, texts), scene.documents.read(queueDocument('adult'), texts)]);
  expect(scene.store.loads).toBe(2); // each once
});

test('the bound on documents in memory drops the least recently used ones that nobody has open', async () => {
  const scene = createScene({ limits: { maxOpenDocuments: 3 } });
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  for (let count = 0; count < 10; count += 1) {
    await scene.documents.write(inboxDocument(scene.directory.addAccount('member')), append('news'));
  }
  expect(scene.documents.stats().openDocuments).toBe(3);
  await scene.documents.write(scene.name, append('still live'));
  expect(ann.texts).toEqual(['still live']);
});

test('after so many updates a document is stored as one snapshot', async () => {
  const scene = createScene({ limits: { foldAfterUpdates: 5 } });
  for (let count = 0; count < 13; count += 1) await scene.documents.write(scene.name, append(`${count}`));
  const stored = await scene.store.load(scene.name);
  expect([stored.snapshot !== null, stored.updates.length]).toEqual([true, 1]);
  await forgetAll(scene);
  expect(await scene.documents.read(scene.name, texts)).toHaveLength(13);
});

test('H3 words that were deleted leave the rows in the same commit, and the files soon after', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  ann.say('a canary nobody should find');
  await scene.settle();
  logRoots(ann.doc).entries.delete(0, 1);
  await scene.settle();
  const { snapshot, updates } = await scene.store.load(scene.name);
  expect(updates).toEqual([]);
  expect(Buffer.from(snapshot ?? []).includes('canary')).toBe(false);
  expect(scene.checkpoints()).toBe(0);
  scene.time.advance(1_000);
  expect(scene.checkpoints()).toBe(1);
});

test('overwriting a mark is no deletion, taking one away is', async () => {
  const scene = createScene();
  const key = `-|${RELAY}|request`;
  for (let place = 3; place > 0; place -= 1) {
    await scene.documents.write(scene.name, (doc) => void logRoots(doc).marks.set(key, { place }));
  }
  expect((await scene.store.load(scene.name)).updates).toHaveLength(3);
  await scene.documents.write(scene.name, (doc) => void logRoots(doc).marks.delete(key));
  expect(await scene.store.load(scene.name)).toMatchObject({ updates: [] });
});

test('erasing closes it for good, waits for what is on its way, and leaves nothing', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  ann.say('kept for a moment');
  await scene.settle();
  scene.store.hold();
  ann.say('on its way');
  await new Promise<void>((resolve) => setImmediate(resolve));
  const erasing = scene.documents.erase(scene.name);
  const writing = scene.documents.write(scene.name, append('afterwards'));
  expect(ann.closed).toBe(CLOSE.gone);
  scene.store.letGo();
  await erasing;
  expect(scene.checkpoints()).toBe(1);
  await writing;
  expect(await scene.documents.read(scene.name, texts)).toEqual(['afterwards']);
  expect((await scene.store.load(scene.name)).clients.map(([, account]) => account)).toEqual([RELAY]);
});

test('A7 a damaged document is named and set aside, all others serve', async () => {
  const scene = createScene();
  const damaged = chatDocument(scene.directory.addChat(scene.seeker, scene.listener));
  await scene.store.commit([{ name: damaged, clients: [], content: { kind: 'updates', updates: [Uint8Array.of(1, 2, 3)] } }]);
  const socket = scene.connect(scene.seeker);
  const [bad, good] = [socket.open(damaged), socket.open(scene.name)];
  await scene.settle();
  expect([bad.closed, bad.opened, good.opened]).toEqual([CLOSE.storage, false, true]);
  expect(scene.logged.some((line) => line.includes('document-not-loaded') && line.includes(damaged))).toBe(true);
});

test('closing settles, is idempotent, leaves no timer, and nothing is written afterwards', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  await scene.settle();
  ann.say('the last word');
  await Promise.all([scene.documents.close(), scene.documents.close()]);
  expect((await scene.store.load(scene.name)).updates).toHaveLength(1);
  socket.vanish();
  expect(scene.time.running).toBe(0);
  await expect(scene.documents.write(scene.name, append('too late'))).rejects.toThrow('closing');
});
