import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HostBackup } from '../../host/host.ts';
import { webRandom } from '../../host/web-ports.ts';
import { newRecoveryKey } from '../recovery-key.ts';
import type { Vault } from '../types.ts';
import { databaseName } from '../vault-database.ts';
import { createVaultBench, reopen, tamper, type VaultBench } from '../vault.fixture.ts';
import { backupHost, bodies, fullVault, lose, PASSPHRASE, write, type BackupHost } from './backup.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};

const OLD = 'the old unlucky words';
const KEY = newRecoveryKey(webRandom);
const OTHER_KEY = newRecoveryKey(webRandom);

/** A vault under a passphrase, with two backups of it. */
async function lockedVault(host: BackupHost = backupHost(new Map())) {
  const bench = createVaultBench({ host });
  const vault = track(await fullVault(bench.profiles));
  await vault.setPassphrase(OLD);
  await bench.profiles.copies.backUp(vault);
  await write(vault, 'written since');
  await bench.profiles.copies.backUp(vault);
  return { bench, host, vault, copies: bench.profiles.copies };
}
const codeOf = async (bench: VaultBench, backup: HostBackup, typed: string | null): Promise<string> => {
  const unlocked = await bench.profiles.copies.unlockBackup(backup, typed);
  return unlocked.ok ? 'opened' : unlocked.error.code;
};

describe('B6: after a change of the ways in', () => {
  test.each<[string, (vault: Vault) => Promise<unknown>]>([
    ['changed passphrase', (vault) => vault.setPassphrase(PASSPHRASE)],
    ['passphrase that was taken off', (vault) => vault.removePassphrase(OLD)],
  ])('a %s opens no backup any more: a new one has taken the place of all older ones', async (_what, change) => {
    const { bench, host, vault } = await lockedVault();
    const before = [...host.files.keys()];
    await change(vault);
    expect(host.files.size).toBe(1);
    expect(before).not.toContain([...host.files.keys()][0]);
    await vault.close();
    await lose(bench, databaseName(vault.profile.id));
    const [backup] = await bench.profiles.copies.list();
    // Where the keychain opens it unasked, what is typed is of no account; the shelf goes, and the keychain with it.
    await lose(bench, 'samovar-shelf');
    await host.keychain.clear();
    expect(await codeOf(bench, backup!, OLD)).not.toBe('opened');
  });

  test('and the new passphrase brings everything back', async () => {
    const { bench, vault, copies } = await lockedVault();
    await vault.setPassphrase(PASSPHRASE);
    await vault.close();
    await lose(bench, databaseName(vault.profile.id));
    await lose(bench, 'samovar-shelf');
    const [backup] = await copies.list();
    const restored = await copies.bringBack(backup!, PASSPHRASE);
    if (!restored.ok) throw new Error(restored.error.code);
    expect(await bodies(track(restored.value.vault))).toEqual(['the first note', 'written since']);
  });

  test('an older recovery key opens none either; a first one sends none away', async () => {
    const { bench, host, vault } = await lockedVault();
    await vault.setRecoveryKey(KEY);
    expect(host.files.size).toBe(2);
    await bench.profiles.copies.backUp(vault);
    await vault.setRecoveryKey(OTHER_KEY);
    expect(host.files.size).toBe(1);
    await vault.close();
    await lose(bench, 'samovar-shelf');
    const [backup] = await bench.profiles.copies.list();
    expect([await codeOf(bench, backup!, KEY), await codeOf(bench, backup!, OTHER_KEY)]).toEqual(['wrong-passphrase', 'opened']);
  });

  test('a folder that takes nothing keeps the older ones; the change stands, and the next backup makes up for it', async () => {
    const { host, vault, copies } = await lockedVault();
    host.full = true;
    expect((await vault.setPassphrase(PASSPHRASE)).ok).toBe(true);
    expect([host.files.size, await copies.opensOtherwise(vault.profile.id)]).toEqual([2, true]);
    host.full = false;
    await copies.backUp(vault);
    expect([host.files.size, await copies.opensOtherwise(vault.profile.id)]).toEqual([1, false]);
  });

  test('RELIABILITY F5: where a row cannot be read the older ones stay, for they may be all that is left of it', async () => {
    const { bench, host, vault, copies } = await lockedVault();
    const { id } = vault.profile;
    const note = (await vault.notes.list()).find(({ body }) => body === 'written since')!;
    await vault.close();
    await tamper(bench.disk, databaseName(id), 'a', (store) => store.put({ id: note.id, $: new Uint8Array(60) }));
    const again = track(await reopen(bench.profiles, id, OLD));
    await again.setPassphrase(PASSPHRASE);
    expect(host.files.size).toBe(3);
    expect(await copies.opensOtherwise(id)).toBe(true);
  });

  test('where the key then lies on the device alone they stay: a newer one would open for nobody once that is lost', async () => {
    const { host, vault } = await lockedVault(backupHost(null));
    await vault.removePassphrase(OLD);
    expect(vault.profile.protection).toBe('device');
    expect(host.files.size).toBe(2);
  });

  test('backups of another place stay where they are', async () => {
    const { bench, host, vault } = await lockedVault();
    const other = track(await fullVault(bench.profiles));
    await bench.profiles.copies.backUp(other);
    await vault.setPassphrase(PASSPHRASE);
    expect([...host.files.keys()].filter((name) => name.startsWith(other.profile.id))).toHaveLength(1);
  });
});

describe('B7: a backup that still opens in an older way', () => {
  async function withOlderBackup() {
    const { bench, host, vault, copies } = await lockedVault();
    host.full = true;
    await vault.setPassphrase(PASSPHRASE);
    host.full = false;
    await vault.close();
    await lose(bench, databaseName(vault.profile.id));
    const [backup] = await copies.list();
    return { bench, copies, id: vault.profile.id, backup: backup! };
  }

  test('gives its words to a place beside, and the older passphrase does not come back to the one that is lost', async () => {
    const { bench, copies, id, backup } = await withOlderBackup();
    const restored = await copies.bringBack(backup, OLD);
    if (!restored.ok) throw new Error(restored.error.code);
    const { vault } = restored.value;
    track(vault);
    expect(vault.profile).toMatchObject({ protection: 'passphrase' });
    expect(vault.profile.id).not.toBe(id);
    expect(await bodies(vault)).toEqual(['the first note', 'written since']);
    expect(await bench.profiles.open(id, OLD)).toMatchObject({ error: { code: 'wrong-passphrase' } });
    expect(await bench.profiles.open(id, PASSPHRASE)).toMatchObject({ error: { code: 'damaged' } });
  });

  test('opened as the place opens now, it comes back in its own place, and only so', async () => {
    const { bench, copies, id, backup } = await withOlderBackup();
    const restored = await copies.bringBack(backup, PASSPHRASE);
    if (!restored.ok) throw new Error(restored.error.code);
    expect(restored.value.vault.profile.id).toBe(id);
    await restored.value.vault.close();
    expect(await bench.profiles.open(id, OLD)).toMatchObject({ error: { code: 'wrong-passphrase' } });
    track(await reopen(bench.profiles, id, PASSPHRASE));
  });

  test('while the shelf does not answer nothing is put onto it: what it would say is not known', async () => {
    const { bench, copies, backup } = await withOlderBackup();
    vi.spyOn(bench.disk, 'open').mockImplementation(() => {
      throw new DOMException('no answer', 'UnknownError');
    });
    expect(await codeOf(bench, backup, OLD)).toBe('opened');
    expect(await copies.bringBack(backup, OLD)).toMatchObject({ error: { code: 'storage' } });
  });
});

describe('B4: why a backup does not open', () => {
  test('a wrong passphrase is told as one, whatever the other door says', async () => {
    // Made while the keychain opened it; locked since; the keychain has forgotten.
    const host = backupHost(new Map());
    const bench = createVaultBench({ host });
    const vault = track(await fullVault(bench.profiles));
    await bench.profiles.copies.backUp(vault);
    host.full = true;
    await vault.setPassphrase(PASSPHRASE);
    const [backup] = await bench.profiles.copies.list();
    const told = await Promise.all([null, 'not it', PASSPHRASE].map((typed) => codeOf(bench, backup!, typed)));
    expect(told).toEqual(['passphrase-needed', 'wrong-passphrase', 'opened']);
  });

  test('an older passphrase is asked for, and a wrong one told, where the keychain of the place has forgotten', async () => {
    const { bench, host, vault, copies } = await lockedVault();
    host.full = true;
    await vault.removePassphrase(OLD);
    await host.keychain.clear();
    const [backup] = await copies.list();
    const told = await Promise.all([null, 'not it', OLD].map((typed) => codeOf(bench, backup!, typed)));
    expect(told).toEqual(['passphrase-needed', 'wrong-passphrase', 'opened']);
  });

  test('a key that is right for the place and not for the file is damage, and no wrong passphrase', async () => {
    const { bench, host } = await lockedVault();
    const [backup] = await bench.profiles.copies.list();
    const bytes = host.files.get(backup!.name)!;
    const { encodeHead, readHead } = await import('./copy-head.ts');
    const read = await readHead({ size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) });
    if (!read.ok) throw new Error(read.error.code);
    // Whole by its sum, and with a proof that is of some other key.
    const head = encodeHead({ ...read.value.head, proof: '0'.repeat(32) });
    host.files.set(backup!.name, Uint8Array.from([...head, ...bytes.slice(read.value.length)]));
    expect(await codeOf(bench, backup!, OLD)).toBe('damaged');
    expect(await codeOf(bench, backup!, 'not it')).toBe('wrong-passphrase');
  });
});
