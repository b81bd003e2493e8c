import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Y from 'yjs';
import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { newEntryId, RELAY } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { openDatabase } from '../database/open.ts';
import { SqlDocumentStore } from './store.sql.ts';
import { createScene, random } from './testing/scene.ts';

/** How many of the store's files hold the word, the write-ahead log included. */
const filesWith = (folder: string, word: string): number =>
  readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(word)).length;

test('H3 erased words are in no file of the store: one deleted message, then a whole chat', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-documents-'));
  const database = await openDatabase({ file: join(folder, 'relay.sqlite') });
  const clock = { nowMs: () => 1_800_000_000_000 };
  const store = new SqlDocumentStore(database.db, clock);
  const scene = createScene({ store, checkpoint: () => database.checkpoint() });
  try {
    const ann = scene.connect(scene.seeker).open(scene.name);
    await scene.settle();
    ann.say('first canary');
    ann.say('second canary');
    await scene.settle();
    expect(filesWith(folder, 'first canary')).toBeGreaterThan(0);
    ann.doc.getArray('entries').delete(0, 1);
    await scene.settle();
    scene.time.advance(1_000);
    await scene.settle();
    expect(filesWith(folder, 'first canary')).toBe(0);
    expect(filesWith(folder, 'second canary')).toBeGreaterThan(0);
    await scene.documents.erase(scene.name);
    expect(filesWith(folder, 'second canary')).toBe(0);
  } finally {
    await scene.documents.close();
    await database.close();
    rmSync(folder, { recursive: true });
  }
});

const append = (text: string) => (doc: Y.Doc): void => {
  const notice = { id: newEntryId(RELAY, random), author: RELAY, at: 1_800_000_000_000, kind: 'notice', text };
  logRoots(doc).entries.push([notice]);
};
const texts = (doc: Y.Doc): string[] => logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : ''));

/** A document with two words in it that is in the store alone, and whose next load is held when it has read them. */
async function heldAtLoading() {
  const scene = createScene();
  for (const word of ['canary', 'canary two']) await scene.documents.write(scene.name, append(word));
  scene.time.advance(10 * 60_000);
  expect(scene.documents.stats().openDocuments).toBe(0);
  scene.store.holdLoads();
  return scene;
}

test('H3, A10 a document that is erased while it is loaded comes back empty, to whoever waited for it', async () => {
  const scene = await heldAtLoading();
  const reading = scene.documents.read(scene.name, texts);
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  const erasing = scene.documents.erase(scene.name);
  scene.store.letLoadsGo();
  await erasing;
  expect([await reading, ann.closed]).toEqual([[], CLOSE.gone]);
  // What the relay writes then is whole by itself: nothing of it refers to what is gone.
  await scene.documents.write(scene.name, append('afterwards'));
  scene.time.advance(10 * 60_000);
  expect(await scene.documents.read(scene.name, texts)).toEqual(['afterwards']);
  expect(scene.documents.stats().damagedDocuments).toBe(0);
});

test('H3 a write that waited for it, and deletes, puts nothing of it back', async () => {
  const scene = await heldAtLoading();
  const writing = scene.documents.write(scene.name, (doc) => {
    const { entries } = logRoots(doc);
    if (entries.length > 0) entries.delete(0, 1); // which makes the relay write all that is left anew
    append('anew')(doc);
  });
  const erasing = scene.documents.erase(scene.name);
  scene.store.letLoadsGo();
  await Promise.all([writing, erasing]);
  const { snapshot, updates } = await scene.store.load(scene.name);
  expect(Buffer.concat([...(snapshot === null ? [] : [snapshot]), ...updates]).includes('canary')).toBe(false);
  expect(await scene.documents.read(scene.name, texts)).toEqual(['anew']);
});

test('H3 erased again while somebody waits for the end of the first erasure: all three come to an end', async () => {
  const scene = await heldAtLoading();
  const reading = scene.documents.read(scene.name, texts);
  const first = scene.documents.erase(scene.name);
  const writing = scene.documents.write(scene.name, append('between'));
  const second = first.then(() => scene.documents.erase(scene.name));
  scene.store.letLoadsGo();
  await Promise.all([first, second]);
  await writing.catch(() => undefined); // taken before the second erasure, or with it
  expect(await reading).not.toContain('canary');
  expect((await scene.documents.read(scene.name, texts)).join()).not.toContain('canary');
});
