import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/open.ts';
import { SqlDocumentStore } from './store.sql.ts';
import { createScene } from './testing/scene.ts';

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
