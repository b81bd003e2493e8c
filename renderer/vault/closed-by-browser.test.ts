import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Vault } from './types.ts';
import { createVaultBench, newVault } from './vault.fixture.ts';

/** Every connection that was opened, so that a test can close it as a browser does. */
function connectionsOf(disk: IDBFactory): () => void {
  const open = new Set<IDBDatabase>();
  const opening = disk.open.bind(disk);
  vi.spyOn(disk, 'open').mockImplementation((...args) => {
    const request = opening(...args);
    request.addEventListener('success', () => open.add(request.result));
    return request;
  });
  return () => {
    for (const database of open) forceCloseDatabase(database as never);
    open.clear();
  };
}

describe('RELIABILITY F2: a browser that closes the database by itself', () => {
  const vaults: Vault[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const vault of vaults.splice(0)) await vault.close();
  });

  async function aVault(): Promise<{ vault: Vault; disk: IDBFactory; browserCloses: () => void }> {
    const disk = new IDBFactory();
    const browserCloses = connectionsOf(disk);
    const vault = await newVault(createVaultBench({}, disk).profiles);
    vaults.push(vault);
    return { vault, disk, browserCloses };
  }
  /** Its event comes in a turn of its own. */
  const aTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

  test('the next piece of work opens it again: nothing is lost, and writing goes on', async () => {
    const { vault, browserCloses } = await aVault();
    const note = await vault.notes.create();
    await vault.notes.save(note.id, { body: 'before' });
    browserCloses();
    await aTurn();
    expect((await vault.notes.get(note.id))?.body).toBe('before');
    for (const body of ['after', 'and once more']) {
      browserCloses();
      await aTurn();
      await Promise.all([vault.notes.save(note.id, { body }), vault.settings.set('several', 'at once')]);
    }
    expect((await vault.notes.get(note.id))?.body).toBe('and once more');
  });

  test('V8: gone meanwhile, it is named and not made anew', async () => {
    const { vault, disk, browserCloses } = await aVault();
    await vault.notes.create();
    browserCloses();
    await aTurn();
    const name = `samovar-${vault.profile.id}`;
    await new Promise((resolve) => disk.deleteDatabase(name).addEventListener('success', resolve));
    await expect(vault.notes.list()).rejects.toMatchObject({ code: 'lost' });
    await expect(vault.notes.create()).rejects.toMatchObject({ code: 'lost' });
    expect((await disk.databases()).map((one) => one.name)).not.toContain(name);
  });

  test('closed by us, it stays closed', async () => {
    const { vault, browserCloses } = await aVault();
    browserCloses();
    await aTurn();
    await vault.close();
    await expect(vault.notes.list()).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('RELIABILITY F2: no store is opened on a disk without room', () => {
  test('neither the shelf nor a vault; once there is room, all is there', async () => {
    const disk = new IDBFactory();
    let room = true;
    const bench = createVaultBench({ hasRoom: async () => room }, disk);
    const vault = await newVault(bench.profiles);
    const note = await vault.notes.create();
    await vault.notes.save(note.id, { body: 'kept' });
    room = false;
    // What is open is not asked for anew: reading goes on.
    expect(await bench.profiles.list()).toHaveLength(1);
    await vault.close();
    const opened = vi.spyOn(disk, 'open');
    await expect(bench.profiles.list()).rejects.toMatchObject({ code: 'full' });
    expect(await bench.profiles.open(vault.profile.id, null)).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(await bench.profiles.create()).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(opened).not.toHaveBeenCalled();
    room = true;
    const again = await bench.profiles.open(vault.profile.id, null);
    if (!again.ok) throw new Error(again.error.code);
    expect((await again.value.notes.get(note.id))?.body).toBe('kept');
    await again.value.close();
  });

  test('nor is the shelf looked at once the browser has closed what was open', async () => {
    const disk = new IDBFactory();
    let room = true;
    const browserCloses = connectionsOf(disk);
    const { profiles } = createVaultBench({ hasRoom: async () => room }, disk);
    const vault = await newVault(profiles);
    room = false;
    browserCloses();
    await new Promise((resolve) => setTimeout(resolve, 0));
    vi.mocked(disk.open).mockClear();
    await expect(profiles.list()).rejects.toMatchObject({ code: 'full' });
    await expect(vault.setPassphrase('words')).resolves.toMatchObject({ ok: false });
    await vault.close();
    expect(await profiles.open(vault.profile.id, null)).toMatchObject({ ok: false });
    expect(disk.open).not.toHaveBeenCalled();
    room = true;
    expect(await profiles.list()).toHaveLength(1);
    vi.restoreAllMocks();
  });

  test('nor again by itself after the browser closed it: it waits for room', async () => {
    const disk = new IDBFactory();
    let room = true;
    const browserCloses = connectionsOf(disk);
    const vault = await newVault(createVaultBench({ hasRoom: async () => room }, disk).profiles);
    const note = await vault.notes.create();
    room = false;
    browserCloses();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await expect(vault.notes.save(note.id, { body: 'later' })).rejects.toMatchObject({ code: 'full' });
    room = true;
    await vault.notes.save(note.id, { body: 'later' });
    expect((await vault.notes.get(note.id))?.body).toBe('later');
    await vault.close();
  });
});
