import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Profiles, Vault } from './types.ts';
import { databaseName } from './vault-database.ts';
import { asked, createVaultBench, newVault, openRaw, plainHost, reopen, tamper } from './vault.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};
const codeOf = async (profiles: Profiles, id: string, passphrase: string | null): Promise<string> => {
  const opened = await profiles.open(id, passphrase);
  if (!opened.ok) return opened.error.code;
  track(opened.value);
  return 'opened';
};
const withNote = async (profiles: Profiles): Promise<Vault> => {
  const vault = track(await newVault(profiles));
  const note = await vault.notes.create();
  await vault.notes.save(note.id, { body: 'kept' });
  return vault;
};
const bodies = async (vault: Vault): Promise<string[]> => (await vault.notes.list()).map((note) => note.body);

describe('making and listing', () => {
  test('F013: without a keychain a vault is made without a question, and says how little protects it', async () => {
    const { profiles, anotherWindow } = createVaultBench();
    const vault = await withNote(profiles);
    expect(vault.profile.protection).toBe('device');
    await vault.close();
    expect(await bodies(track(await reopen(anotherWindow(), vault.profile.id)))).toEqual(['kept']);
  });

  test('with a keychain the key is there, under the name that the desktop expects', async () => {
    const keychain = new Map<string, Uint8Array>();
    const { profiles, anotherWindow } = createVaultBench({ host: plainHost(keychain) });
    const vault = await withNote(profiles);
    expect(vault.profile.protection).toBe('keychain');
    expect([...keychain].map(([name, secret]) => [name, secret.length])).toEqual([[`vault-${vault.profile.id}`, 32]]);
    await vault.close();
    expect(await bodies(track(await reopen(anotherWindow(), vault.profile.id)))).toEqual(['kept']);
  });

  test.each([
    ['says yes and forgets', { write: async () => true, read: async () => null }],
    ['gives back something else', { write: async () => true, read: async () => new Uint8Array(32) }],
    ['breaks', { write: () => Promise.reject(new Error('no bus')), read: async () => null }],
  ])('RELIABILITY F7: a keychain that %s is none', async (_what, keychain) => {
    const host = plainHost();
    const { profiles } = createVaultBench({ host: { ...host, keychain: { ...host.keychain, ...keychain } } });
    expect(track(await newVault(profiles)).profile.protection).toBe('device');
  });

  test('the shelf tells which profile was opened last, and a page without WebCrypto is told why there is none', async () => {
    const { profiles, anotherWindow } = createVaultBench();
    const [first, second] = [await newVault(profiles), await newVault(profiles)];
    await first.close();
    await second.close();
    await (await reopen(profiles, first.profile.id)).close();
    const listed = (await profiles.list()).toSorted((a, b) => b.openedAtMs - a.openedAtMs);
    expect(listed.map((profile) => profile.id)).toEqual([first.profile.id, second.profile.id]);
    expect(await anotherWindow({ subtle: null }).create()).toMatchObject({ ok: false, error: { code: 'storage' } });
  });

  test('V10, RELIABILITY F1: every transaction is durable before it resolves', async () => {
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const bench = createVaultBench();
    const vault = track(await newVault(bench.profiles));
    await vault.notes.create();
    await vault.documents.append('queue/adult' as never, Uint8Array.of(1));
    const writes = spy.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes).toHaveLength(3);
    expect(writes.filter(([, , options]) => options?.durability !== 'strict')).toEqual([]);
  });
});

describe('V8, RELIABILITY F2: what cannot be opened is named and left alone', () => {
  test('a database that is gone is not made anew', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.close();
    const name = databaseName(vault.profile.id);
    await asked(bench.disk.deleteDatabase(name) as IDBRequest<unknown>);
    const opened = await bench.profiles.open(vault.profile.id, null);
    expect(opened).toEqual({ ok: false, error: { code: 'damaged', detail: 'lost' } });
    expect((await bench.disk.databases()).map((one) => one.name)).not.toContain(name);
    expect(await bench.profiles.list()).toHaveLength(1);
  });

  test('a vault of a newer Samovar is not touched', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.close();
    const newer = await asked(bench.disk.open(databaseName(vault.profile.id), 990));
    newer.close();
    expect(await codeOf(bench.profiles, vault.profile.id, null)).toBe('newer-version');
    const raw = await openRaw(bench.disk, databaseName(vault.profile.id));
    expect(raw.version).toBe(990);
    raw.close();
  });

  test('a shelf of a newer Samovar is named as well', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    (await asked(bench.disk.open('samovar-shelf', 990))).close();
    await expect(bench.profiles.list()).rejects.toMatchObject({ code: 'newer-version' });
    expect(await codeOf(bench.profiles, vault.profile.id, null)).toBe('newer-version');
  });

  test('a profile that is not on the shelf', async () => {
    expect(await codeOf(createVaultBench().profiles, '0123456789abcdefghjk', null)).toBe('storage');
  });

  test('RELIABILITY F7: another keychain: said so, nothing lost, and opens when the old one is back', async () => {
    const keychain = new Map<string, Uint8Array>();
    const bench = createVaultBench({ host: plainHost(keychain) });
    const vault = await withNote(bench.profiles);
    await vault.close();
    const other = bench.anotherWindow({ host: plainHost(new Map()) });
    expect(await codeOf(other, vault.profile.id, null)).toBe('keychain-changed');
    const wrong = new Map([[`vault-${vault.profile.id}`, new Uint8Array(32)]]);
    expect(await codeOf(bench.anotherWindow({ host: plainHost(wrong) }), vault.profile.id, null)).toBe('keychain-changed');
    expect(await bodies(track(await reopen(bench.profiles, vault.profile.id)))).toEqual(['kept']);
  });

  test('a damaged device key', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.close();
    await tamper(bench.disk, 'samovar-shelf', 'profiles', async (store) => {
      const row = await asked(store.get(vault.profile.id));
      row.wraps[0].box[3] ^= 1;
      await asked(store.put(row));
    });
    expect(await codeOf(bench.profiles, vault.profile.id, null)).toBe('damaged');
  });

  test('a full disk: told by name, the old is kept, and writing works again when there is room', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    const [note] = await vault.notes.list();
    const noRoom = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    const spies = [vi.spyOn(IDBObjectStore.prototype, 'put'), vi.spyOn(IDBObjectStore.prototype, 'add')];
    for (const spy of spies) spy.mockImplementation(noRoom);
    await expect(vault.notes.save(note!.id, { body: 'lost?' })).rejects.toMatchObject({ code: 'full' });
    await expect(vault.notes.create()).rejects.toMatchObject({ code: 'full' });
    await expect(vault.documents.append('queue/adult' as never, Uint8Array.of(1))).rejects.toMatchObject({ code: 'full' });
    expect(await vault.setPassphrase('a kettle on a quiet stove')).toMatchObject({ error: { code: 'storage' } });
    expect(await bench.profiles.create()).toMatchObject({ ok: false, error: { code: 'storage' } });
    // Reading, and opening, go on.
    expect(await bodies(track(await reopen(bench.anotherWindow(), vault.profile.id)))).toEqual(['kept']);
    vi.restoreAllMocks();
    await vault.notes.save(note!.id, { body: 'room again' });
    expect(await bodies(vault)).toEqual(['room again']);
  });
});

describe('V9: erasing', () => {
  test('takes the rows, the key and the place on the shelf, and nothing of anybody else', async () => {
    const keychain = new Map<string, Uint8Array>();
    const bench = createVaultBench({ host: plainHost(keychain) });
    const gone = await withNote(bench.profiles);
    const stays = await withNote(bench.profiles);
    await bench.profiles.erase(gone.profile.id);
    expect((await bench.profiles.list()).map((profile) => profile.id)).toEqual([stays.profile.id]);
    expect([...keychain.keys()]).toEqual([`vault-${stays.profile.id}`]);
    expect((await bench.disk.databases()).map((one) => one.name)).not.toContain(databaseName(gone.profile.id));
    expect(await bodies(stays)).toEqual(['kept']);
    await expect(gone.notes.list()).rejects.toMatchObject({ code: 'closed' });
  });

  test('in another window, its vault closes and is not made again', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await bench.anotherWindow().erase(vault.profile.id);
    await expect(vault.notes.create()).rejects.toMatchObject({ code: 'closed' });
    expect((await bench.disk.databases()).map((one) => one.name)).toEqual(['samovar-shelf']);
  });

  test('stopped half way it cannot be opened any more, and is finished later', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.close();
    const spy = vi.spyOn(bench.disk, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('stopped', 'UnknownError');
    });
    await expect(bench.profiles.erase(vault.profile.id)).rejects.toMatchObject({ code: 'storage' });
    spy.mockRestore();
    expect(await codeOf(bench.profiles, vault.profile.id, null)).toBe('storage');
    const later = bench.anotherWindow();
    expect(later.hasErased()).toBe(false);
    expect([await later.list(), later.hasErased(), bench.profiles.hasErased()]).toEqual([[], true, true]);
    await expect.poll(async () => (await bench.disk.databases()).map((one) => one.name)).toEqual(['samovar-shelf']);
  });
});
