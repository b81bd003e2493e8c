import { IDBDatabase, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { webRandom } from '../host/web-ports.ts';
import { createChangeFeed } from './change-feed.ts';
import { createDamage } from './damage.ts';
import { createDocumentStore } from './document-store.dexie.ts';
import { encryptTables } from './encrypt-tables.ts';
import { createNotes } from './notes.dexie.ts';
import { createOutbox } from './outbox.dexie.ts';
import { createRowCipher } from './row-cipher.ts';
import { vaultSecrets } from './secrets.ts';
import { createSettings } from './settings.dexie.ts';
import type { Vault } from './types.ts';
import { databaseName, quietDexie, STORES, type VaultDatabase } from './vault-database.ts';
import { createVaultBench, newVault, openRaw, plainHost, reopen, type VaultBench } from './vault.fixture.ts';
import { createWork } from './work.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};

const DOCUMENT = 'chat/0123456789abcdefghjk/1' as never;

/** Puts a database of the first version under a profile, filled through the adapters as version 1 had them. */
async function asVersion1(bench: VaultBench, keychain: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const made = await newVault(bench.profiles);
  const { id } = made.profile;
  await made.close();
  const key = keychain.get(`vault-${id}`)!;
  const secrets = vaultSecrets(key);
  const idb = { indexedDB: bench.disk, IDBKeyRange };
  await quietDexie(databaseName(id), idb).delete();
  const dexie = quietDexie(databaseName(id), idb);
  dexie.version(1).stores(STORES[1]);
  encryptTables(dexie, createRowCipher(id, secrets.cipherKey, webRandom));
  await dexie.open();
  const table = (name: string) => dexie.table(name);
  const db = {
    dexie, notes: table('a'), outbox: table('b'), refused: table('c'), documents: table('d'), snapshots: table('e'),
    updates: table('f'), drafts: table('g'), settings: table('h'), meta: table('m'),
  } as unknown as VaultDatabase;
  const feed = createChangeFeed(id, (name) => new BroadcastChannel(name));
  const parts = { db, secrets, work: createWork(), damage: createDamage(), feed, clock: bench.parts.clock, random: webRandom };
  const note = await createNotes(parts).create();
  // A note of version 1 had neither tags nor links.
  await dexie.table('a').put({ id: note.id, title: 'Old', body: 'kept through', pinned: true, createdAtMs: 1, updatedAtMs: 2, deletedAtMs: null });
  await createSettings(parts, db.drafts).set('chat/x', 'half a sentence');
  await createSettings(parts, db.settings).set('welcomed', true);
  await createDocumentStore(parts).append(DOCUMENT, Uint8Array.of(1, 2, 3));
  await createDocumentStore(parts).setClientId(DOCUMENT, 7);
  await createOutbox(parts).add({ id: 'e'.repeat(20), chat: 'c'.repeat(20), text: 'not yet sent', writtenAtMs: 3 } as never);
  feed.close();
  dexie.close();
  return id;
}

async function holdsEverything(vault: Vault): Promise<void> {
  expect(await vault.notes.list()).toMatchObject([{ title: 'Old', body: 'kept through', pinned: true, tags: [], about: [] }]);
  expect(await vault.drafts.get('chat/x')).toBe('half a sentence');
  expect(await vault.settings.get('welcomed')).toBe(true);
  expect((await vault.documents.load(DOCUMENT))?.updates).toEqual([Uint8Array.of(1, 2, 3)]);
  expect(await vault.documents.clientId(DOCUMENT)).toBe(7);
  expect((await vault.outbox.all()).map((item) => item.text)).toEqual(['not yet sent']);
  expect(vault.damage.list()).toEqual([]);
}

const nativeVersion = async (bench: VaultBench, id: string): Promise<number> => {
  const database = await openRaw(bench.disk, databaseName(id));
  database.close();
  return database.version;
};

describe('V14: a vault of an older version', () => {
  const goals = z.object({ name: z.string() });

  test('opens with everything in it, and takes what is new', async () => {
    const keychain = new Map<string, Uint8Array>();
    const bench = createVaultBench({ host: plainHost(keychain) });
    const id = await asVersion1(bench, keychain);
    expect(await nativeVersion(bench, id)).toBe(10);
    const vault = track(await reopen(bench.profiles, id));
    await holdsEverything(vault);
    await vault.collection('goals', goals).put('one', { name: 'A walk' });
    await vault.close();
    expect(await nativeVersion(bench, id)).toBe(20);
    const again = track(await reopen(bench.profiles, id));
    await holdsEverything(again);
    expect(await again.collection('goals', goals).get('one')).toEqual({ name: 'A walk' });
  });

  test('stopped in the middle of it, it is the older one still, and opens the next time', async () => {
    const keychain = new Map<string, Uint8Array>();
    const bench = createVaultBench({ host: plainHost(keychain) });
    const id = await asVersion1(bench, keychain);
    vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(() => {
      throw new DOMException('stopped', 'AbortError');
    });
    expect(await bench.profiles.open(id, null)).toMatchObject({ ok: false, error: { code: 'storage' } });
    vi.restoreAllMocks();
    expect(await nativeVersion(bench, id)).toBe(10);
    await holdsEverything(track(await reopen(bench.profiles, id)));
  });

  test('a window of the older app lets go of it, so that the newer one is not kept waiting', async () => {
    const keychain = new Map<string, Uint8Array>();
    const bench = createVaultBench({ host: plainHost(keychain) });
    const id = await asVersion1(bench, keychain);
    const older = quietDexie(databaseName(id), { indexedDB: bench.disk, IDBKeyRange });
    older.version(1).stores(STORES[1]);
    await older.open();
    await holdsEverything(track(await reopen(bench.profiles, id)));
    expect(older.isOpen()).toBe(false);
  });
});
