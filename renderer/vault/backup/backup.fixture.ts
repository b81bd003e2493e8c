import { z } from 'zod';
import { newEntryId, newId, type AccountId, type ChatId } from '#shared/ids.ts';
import { webRandom } from '../../host/web-ports.ts';
import type { Host, HostBackup, HostBackups } from '../../host/host.ts';
import { stretchPlainly } from '../stretch.noble.ts';
import type { Vault, VaultShelf } from '../types.ts';
import { asked, CHEAP, newVault, plainHost, type VaultBench } from '../vault.fixture.ts';
import { exportCopy, type Exported } from './export-copy.ts';
import type { FillReport } from './copying.ts';
import { sourceOf, type UnlockedCopy } from './read-copy.ts';

export const PASSPHRASE = 'a kettle on a quiet stove';

export const exported = (vault: Vault, passphrase = PASSPHRASE): Promise<Exported> =>
  exportCopy(vault, passphrase, { stretch: stretchPlainly, cost: CHEAP, random: webRandom });

export interface BackupHost extends Host {
  readonly files: Map<string, Uint8Array>;
  /** The folder takes nothing. */
  full: boolean;
}

/** A host with a folder of backups in memory. */
export function backupHost(keychain: Map<string, Uint8Array> | null, files = new Map<string, Uint8Array>()): BackupHost {
  let written = 0;
  const backups: HostBackups = {
    list: async () =>
      [...files].map(([name, bytes]): HostBackup => ({ name, profile: name.slice(0, 20), atMs: Number(name.slice(21)), bytes: bytes.length })).toReversed(),
    async write(profile, pieces, alone) {
      const all: number[] = [];
      for await (const piece of pieces) all.push(...piece);
      if (host.full) throw new Error('ENOSPC');
      written += 1;
      const mine = `${profile}.${written}`;
      files.set(mine, Uint8Array.from(all));
      if (alone?.() !== true) return;
      for (const name of files.keys()) if (name.startsWith(profile) && name !== mine) files.delete(name);
    },
    read: async (name, offset, length) => (files.get(name) ?? new Uint8Array()).slice(offset, offset + length),
    async erase(profile) {
      for (const name of files.keys()) if (profile === null || name.startsWith(profile)) files.delete(name);
    },
  };
  const host: BackupHost = { ...plainHost(keychain), backups, files, full: false };
  return host;
}

export const goal = z.object({ name: z.string(), updatedAtMs: z.number() });
export const chat = newId<ChatId>(webRandom);
export const author = newId<AccountId>(webRandom);

export async function write(vault: Vault, body: string): Promise<string> {
  const { id } = await vault.notes.create();
  await vault.notes.save(id, { body });
  return id;
}
export const bodies = async (vault: Vault): Promise<string[]> => (await vault.notes.list()).map((note) => note.body).toSorted();

/** A vault with something of everything. */
export async function fullVault(profiles: VaultShelf): Promise<Vault> {
  const vault = await newVault(profiles);
  await write(vault, 'the first note');
  const binned = await write(vault, 'in the bin');
  await vault.notes.moveToBin(binned);
  await vault.collection('goals', goal).put('g1', { name: 'walk', updatedAtMs: 5 });
  await vault.drafts.set('chat/abc', 'half a sentence');
  await vault.settings.set('welcome/seen', true);
  await vault.settings.set('session', { token: 'secret-token' });
  await vault.settings.set('only-this-visit', { profile: vault.profile.id, account: 'a guest' });
  await vault.outbox.add({ id: newEntryId(author, webRandom), chat, text: 'on its way', writtenAtMs: 3 });
  await vault.documents.append(`chat/${chat}` as never, Uint8Array.of(1, 2, 3));
  await vault.documents.setClientId(`chat/${chat}` as never, 77);
  return vault;
}
export async function opened(profiles: VaultShelf, file: Blob, passphrase = PASSPHRASE): Promise<UnlockedCopy> {
  const unlocked = await profiles.copies.unlockExport(sourceOf(file), passphrase);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  return unlocked.value;
}
export async function fillFrom(vault: Vault, profiles: VaultShelf, file: Blob): Promise<FillReport> {
  const items = await (await opened(profiles, file)).items();
  if (!items.ok) throw new Error(items.error.code);
  return vault.copying.fill(items.value.items);
}

/** Takes a database away, as a browser does. */
export const lose = (bench: VaultBench, name: string): Promise<unknown> =>
  asked(bench.disk.deleteDatabase(name) as IDBRequest<unknown>);
