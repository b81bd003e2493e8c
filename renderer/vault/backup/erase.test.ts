import { afterEach, describe, expect, test } from 'vitest';
import type { Vault, VaultShelf } from '../types.ts';
import { databaseName } from '../vault-database.ts';
import { asked, createVaultBench, newVault } from '../vault.fixture.ts';
import { backupHost } from './backup.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  for (const vault of open.splice(0)) await vault.close();
});
async function fullVault(profiles: VaultShelf): Promise<Vault> {
  const vault = await newVault(profiles);
  open.push(vault);
  await vault.notes.create();
  return vault;
}

describe('erasing', () => {
  test('V9: one place takes its backups along, and only its own', async () => {
    const host = backupHost(new Map());
    const { profiles } = createVaultBench({ host });
    const [one, other] = [await fullVault(profiles), await fullVault(profiles)];
    await profiles.copies.backUp(one);
    await profiles.copies.backUp(other);
    await profiles.erase(one.profile.id);
    expect((await profiles.copies.list()).map(({ profile }) => profile)).toEqual([other.profile.id]);
  });

  test('B9: everything: databases that nobody remembers, backups, keys', async () => {
    const keychain = new Map<string, Uint8Array>([['vault-of-nobody', new Uint8Array(32)]]);
    const host = backupHost(keychain);
    const bench = createVaultBench({ host });
    const [one] = [await fullVault(bench.profiles), await fullVault(bench.profiles)];
    await bench.profiles.copies.backUp(one);
    (await asked(bench.disk.open(databaseName('00000000000000000000')))).close();
    await asked(bench.disk.open('somebody-elses')).then((database) => database.close());
    await bench.profiles.copies.eraseEverything();
    expect((await bench.disk.databases()).map(({ name }) => name)).toEqual(['somebody-elses']);
    expect([host.files.size, keychain.size]).toEqual([0, 0]);
    expect(await bench.profiles.list()).toEqual([]);
  });
});
