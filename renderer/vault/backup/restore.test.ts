import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { webRandom } from '../../host/web-ports.ts';
import { newRecoveryKey } from '../recovery-key.ts';
import type { Vault } from '../types.ts';
import { databaseName } from '../vault-database.ts';
import { createVaultBench, reopen } from '../vault.fixture.ts';
import { backupHost, bodies, fullVault, lose, PASSPHRASE, write } from './backup.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};

describe('a backup', () => {
  test('B6: after the database was lost it comes back in its own place, session and all, and opens as before', async () => {
    const host = backupHost(new Map());
    const bench = createVaultBench({ host });
    const vault = track(await fullVault(bench.profiles));
    const { id } = vault.profile;
    await bench.profiles.copies.backUp(vault);
    await vault.close();
    await lose(bench, databaseName(id));
    expect(await bench.profiles.open(id, null)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    const [backup] = await bench.profiles.copies.list();
    const looked = await bench.profiles.copies.unlockBackup(backup!, null);
    expect(looked.ok && looked.value.about.notes).toBe(2);
    const restored = await bench.profiles.copies.bringBack(backup!, null);
    if (!restored.ok) throw new Error(restored.error.code);
    expect(restored.value.vault.profile.id).toBe(id);
    await restored.value.vault.close();
    const again = track(await reopen(bench.anotherWindow(), id));
    expect(await bodies(again)).toEqual(['the first note']);
    expect(await again.settings.get('session')).toEqual({ token: 'secret-token' });
    // What is brought back is there to stay, and is not erased as it is opened (F016).
    expect(await again.settings.get('only-this-visit')).toBeNull();
    expect(await again.documents.names()).toEqual([]);
    expect(await again.outbox.all()).toEqual([]);
  });

  test.each(['passphrase', 'recovery key'])('B6: after everything was lost but the backups, the %s opens it', async (kind) => {
    const host = backupHost(new Map());
    const bench = createVaultBench({ host });
    const vault = track(await fullVault(bench.profiles));
    const { id } = vault.profile;
    const recovery = newRecoveryKey(webRandom);
    expect((await vault.setPassphrase(PASSPHRASE)).ok).toBe(true);
    expect((await vault.setRecoveryKey(recovery)).ok).toBe(true);
    await bench.profiles.copies.backUp(vault);
    await vault.close();
    await lose(bench, databaseName(id));
    await lose(bench, 'samovar-shelf');
    const { copies } = bench.profiles;
    const [backup] = await copies.list();
    expect(await copies.unlockBackup(backup!, null)).toMatchObject({ error: { code: 'passphrase-needed' } });
    expect(await copies.bringBack(backup!, 'not it at all')).toMatchObject({ error: { code: 'wrong-passphrase' } });
    expect(await bench.disk.databases()).not.toContainEqual(expect.objectContaining({ name: databaseName(id) }));
    const restored = await copies.bringBack(backup!, kind === 'passphrase' ? PASSPHRASE : recovery);
    if (!restored.ok) throw new Error(restored.error.code);
    await restored.value.vault.close();
    expect(await bodies(track(await reopen(bench.anotherWindow(), id, PASSPHRASE)))).toEqual(['the first note']);
  });

  test('RELIABILITY F2: beside a place that is still there, which is left alone', async () => {
    const bench = createVaultBench({ host: backupHost(new Map()) });
    const vault = track(await fullVault(bench.profiles));
    await vault.setPassphrase(PASSPHRASE);
    await bench.profiles.copies.backUp(vault);
    await write(vault, 'written since');
    const [backup] = await bench.profiles.copies.list();
    const restored = await bench.profiles.copies.bringBack(backup!, PASSPHRASE);
    if (!restored.ok) throw new Error(restored.error.code);
    track(restored.value.vault);
    expect(restored.value.vault.profile).toMatchObject({ protection: 'passphrase' });
    expect(restored.value.vault.profile.id).not.toBe(vault.profile.id);
    expect(await bodies(restored.value.vault)).toEqual(['the first note']);
    expect(await bodies(vault)).toEqual(['the first note', 'written since']);
  });

  test('B7: opened with the recovery key, what stood behind a passphrase does not come to lie in the open', async () => {
    const bench = createVaultBench({ host: backupHost(new Map()) });
    const vault = track(await fullVault(bench.profiles));
    const recovery = newRecoveryKey(webRandom);
    await vault.setPassphrase(PASSPHRASE);
    await vault.setRecoveryKey(recovery);
    await bench.profiles.copies.backUp(vault);
    const [backup] = await bench.profiles.copies.list();
    const restored = await bench.profiles.copies.bringBack(backup!, recovery);
    if (!restored.ok) throw new Error(restored.error.code);
    const { id } = restored.value.vault.profile;
    expect(restored.value.vault.profile).toMatchObject({ protection: 'passphrase', recovery: true });
    await restored.value.vault.close();
    expect(await bench.profiles.open(id, null)).toMatchObject({ error: { code: 'passphrase-needed' } });
    const again = track(await reopen(bench.anotherWindow(), id, recovery.toLowerCase()));
    expect(await bodies(again)).toEqual(['the first note']);
  });

  test('a worn one is refused by name and changes nothing', async () => {
    const host = backupHost(new Map());
    const bench = createVaultBench({ host });
    const vault = track(await fullVault(bench.profiles));
    await bench.profiles.copies.backUp(vault);
    await vault.close();
    await lose(bench, databaseName(vault.profile.id));
    for (const bytes of host.files.values()) bytes[bytes.length - 20]! ^= 1;
    const [backup] = await bench.profiles.copies.list();
    expect(await bench.profiles.copies.unlockBackup(backup!, null)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    expect(await bench.profiles.copies.bringBack(backup!, null)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    expect((await bench.disk.databases()).map(({ name }) => name)).toEqual(['samovar-shelf']);
  });

  test('RELIABILITY F2: a disk that fills up in the middle leaves no empty place where the lost one was', async () => {
    const bench = createVaultBench({ host: backupHost(new Map()) });
    const vault = track(await fullVault(bench.profiles));
    await bench.profiles.copies.backUp(vault);
    await vault.close();
    await lose(bench, databaseName(vault.profile.id));
    const [backup] = await bench.profiles.copies.list();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await bench.profiles.copies.bringBack(backup!, null)).toMatchObject({ ok: false, error: { code: 'storage' } });
    vi.restoreAllMocks();
    expect((await bench.disk.databases()).map(({ name }) => name)).toEqual(['samovar-shelf']);
    expect(await bench.profiles.open(vault.profile.id, null)).toMatchObject({ error: { code: 'damaged' } });
  });
});
