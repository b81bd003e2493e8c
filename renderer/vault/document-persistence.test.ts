import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { chatDocument } from '#shared/documents/names.ts';
import type { ChatId } from '#shared/ids.ts';
import { createDice } from '#shared/testing/dice.ts';
import { PERSISTENCE, persistDocument, type DocumentPersistence } from './document-persistence.ts';
import { VaultFailure } from './failure.ts';
import type { DocumentStore, Vault } from './types.ts';
import { createVaultBench, handTimers, newVault } from './vault.fixture.ts';

const NAME = chatDocument('0123456789abcdefghjk' as ChatId);

let vault: Vault;
let timers: ReturnType<typeof handTimers>;
let failures: VaultFailure[];

beforeEach(async () => {
  vault = await newVault(createVaultBench().profiles);
  timers = handTimers();
  failures = [];
});
afterEach(() => vault.close());

const persist = (doc: Y.Doc, store: DocumentStore = vault.documents): DocumentPersistence =>
  persistDocument({ store, name: NAME, doc, timers, onFailure: (failure) => failures.push(failure) });
const rows = async (): Promise<number> => (await vault.documents.load(NAME))?.rows ?? 0;
const entriesOf = (doc: Y.Doc): unknown[] => doc.getArray('entries').toJSON();
const reloaded = async (): Promise<unknown[]> => {
  const doc = new Y.Doc();
  const again = persist(doc);
  await again.whenLoaded;
  await again.close();
  return entriesOf(doc);
};
/** Every decrypted byte that the store keeps of the document. */
const keptBytes = async (): Promise<Buffer> =>
  Buffer.concat(((await vault.documents.load(NAME))?.updates ?? []) as Uint8Array[]);

test('V11: what changes within 50 ms becomes one row, and comes back', async () => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  await kept.whenLoaded;
  doc.getArray('entries').push(['one']);
  doc.getArray('entries').push(['two']);
  expect(await rows()).toBe(0);
  timers.advance(PERSISTENCE.collectMs);
  await expect.poll(rows).toBe(1);
  doc.getArray('entries').push(['three']);
  await kept.flush();
  expect(await rows()).toBe(2);
  await kept.close();
  expect(await reloaded()).toEqual(['one', 'two', 'three']);
  expect(await rows()).toBe(2);
});

test('closing writes what is pending, ends its timers, and does so once', async () => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  doc.getArray('entries').push(['written before it was loaded']);
  await Promise.all([kept.close(), kept.close()]);
  doc.getArray('entries').push(['after it was closed']);
  expect(timers.waiting).toBe(0);
  expect(await reloaded()).toEqual(['written before it was loaded']);
  expect(failures).toEqual([]);
});

test('what was written while loading joins what was kept', async () => {
  const first = new Y.Doc();
  const kept = persist(first);
  first.getArray('entries').push(['old']);
  await kept.close();
  const second = new Y.Doc();
  const again = persist(second);
  second.getMap('marks').set('seen', true);
  await again.whenLoaded;
  expect(entriesOf(second)).toEqual(['old']);
  timers.advance(PERSISTENCE.collectMs);
  await expect.poll(rows).toBe(2);
  await again.close();
});

test('V11: 500 rows are folded into one snapshot', async () => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  await kept.whenLoaded;
  for (let n = 1; n < PERSISTENCE.foldRows; n += 1) {
    doc.getArray('entries').push([n]);
    await kept.flush();
  }
  expect(await rows()).toBe(PERSISTENCE.foldRows - 1);
  doc.getArray('entries').push(['last']);
  await kept.flush();
  expect(await vault.documents.load(NAME)).toMatchObject({ rows: 1, hasSnapshot: true });
  await kept.close();
  expect(await reloaded()).toHaveLength(PERSISTENCE.foldRows);
});

test('64 kB more than the snapshot are folded, counted across a restart', async () => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  await kept.whenLoaded;
  doc.getArray('entries').push(['x'.repeat(PERSISTENCE.foldBytes)]);
  await kept.flush();
  expect(await vault.documents.load(NAME)).toMatchObject({ rows: 1, hasSnapshot: true });
  doc.getArray('entries').push(['x'.repeat(PERSISTENCE.foldBytes)]);
  await kept.close();
  expect(await rows()).toBe(2);
  const later = new Y.Doc();
  const again = persist(later);
  await again.whenLoaded;
  later.getArray('entries').push(['y'.repeat(PERSISTENCE.foldBytes)]);
  await again.flush();
  expect(await vault.documents.load(NAME)).toMatchObject({ rows: 1, hasSnapshot: true });
  await again.close();
});

test('F093: a deleted text leaves the rows within a second, however busy the document is', async () => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  await kept.whenLoaded;
  doc.getArray('entries').push([{ text: 'A WORD TO BE GONE' }, { text: 'a word to stay' }]);
  await kept.flush();
  expect((await keptBytes()).includes('A WORD TO BE GONE')).toBe(true);
  doc.getArray('entries').delete(0);
  for (let passed = 0; passed < PERSISTENCE.foldAfterDeleteMs; passed += 100) {
    doc.getArray('entries').push([passed]);
    timers.advance(100);
  }
  await expect.poll(async () => (await keptBytes()).includes('A WORD TO BE GONE')).toBe(false);
  expect((await keptBytes()).includes('a word to stay')).toBe(true);
  await kept.close();
});

test.each([
  ['closed before the second was over', async (kept: DocumentPersistence) => kept.close()],
  ['killed before the second was over', async (kept: DocumentPersistence) => kept.flush()],
])('F093: a deleted text leaves the rows when the app is %s', async (_what, leave) => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  await kept.whenLoaded;
  doc.getArray('entries').push([{ text: 'A WORD TO BE GONE' }]);
  await kept.flush();
  doc.getArray('entries').delete(0);
  await leave(kept);
  timers = handTimers();
  const again = persist(new Y.Doc());
  await again.whenLoaded;
  timers.advance(PERSISTENCE.foldAfterDeleteMs);
  await again.close();
  expect((await keptBytes()).includes('A WORD TO BE GONE')).toBe(false);
});

test('its own load is not written again, and what the relay sends is', async () => {
  const doc = new Y.Doc();
  const kept = persist(doc);
  doc.getArray('entries').push(['mine']);
  await kept.close();
  const second = new Y.Doc();
  const again = persist(second);
  await again.whenLoaded;
  expect(timers.waiting).toBe(0);
  const theirs = new Y.Doc();
  theirs.getArray('entries').push(['theirs']);
  Y.applyUpdate(second, Y.encodeStateAsUpdate(theirs), 'relay');
  await again.close();
  expect((await reloaded()).toSorted()).toEqual(['mine', 'theirs']);
});

test.each(['append', 'replace'] as const)('RELIABILITY F2: a full disk (%s) is told, nothing is lost, and it is tried again', async (verb) => {
  let full = true;
  const store: DocumentStore = {
    ...vault.documents,
    [verb]: (name: typeof NAME, update: Uint8Array) =>
      full ? Promise.reject(new VaultFailure('full', 'test')) : vault.documents[verb](name, update),
  };
  const doc = new Y.Doc();
  const kept = persist(doc, store);
  await kept.whenLoaded;
  doc.getArray('entries').push(['kept', 'gone']);
  if (verb === 'replace') {
    await kept.flush();
    doc.getArray('entries').delete(1);
    timers.advance(PERSISTENCE.foldAfterDeleteMs);
  } else {
    timers.advance(PERSISTENCE.collectMs);
  }
  await expect.poll(() => failures.map((failure) => failure.code)).toContain('full');
  await expect(kept.flush()).rejects.toMatchObject({ code: 'full' });
  doc.getArray('entries').push(['meanwhile']);
  full = false;
  timers.advance(PERSISTENCE.retryMs);
  await expect.poll(rows).toBe(1);
  await kept.close();
  expect(await reloaded()).toEqual(verb === 'replace' ? ['kept', 'meanwhile'] : ['kept', 'gone', 'meanwhile']);
});

test('V11: a document that cannot be read is told and never written over', async () => {
  await vault.documents.append(NAME, Uint8Array.of(1, 2, 3));
  const doc = new Y.Doc();
  const kept = persist(doc);
  await expect(kept.whenLoaded).rejects.toBeInstanceOf(VaultFailure);
  doc.getArray('entries').push(['new']);
  await expect(kept.flush()).rejects.toBeInstanceOf(VaultFailure);
  await expect(kept.compact()).rejects.toBeInstanceOf(VaultFailure);
  await kept.close();
  expect(timers.waiting).toBe(0);
  expect((await vault.documents.load(NAME))?.updates).toEqual([Uint8Array.of(1, 2, 3)]);
  expect(failures).toHaveLength(1);
});

test('seeded: random writing, deleting, closing and compacting keeps every document equal', async () => {
  const seed = 20_261_122;
  const { below: random } = createDice(seed);
  const differing: string[] = [];
  let doc = new Y.Doc();
  let kept = persist(doc);
  for (let step = 0; step < 300; step += 1) {
    const entries = doc.getArray('entries');
    const what = random(10);
    if (what < 5) entries.push([`${step}`]);
    else if (what === 5 && entries.length > 0) entries.delete(random(entries.length));
    else if (what === 6) timers.advance(random(1_500));
    else if (what === 7) await kept.flush();
    else if (what === 8) await kept.compact();
    else {
      await kept.close();
      const next = new Y.Doc();
      kept = persist(next);
      await kept.whenLoaded;
      if (JSON.stringify(entriesOf(next)) !== JSON.stringify(entriesOf(doc))) differing.push(`seed ${seed}, step ${step}`);
      doc = next;
    }
  }
  await kept.close();
  expect(differing).toEqual([]);
  expect(await reloaded()).toEqual(entriesOf(doc));
  expect(failures).toEqual([]);
});
