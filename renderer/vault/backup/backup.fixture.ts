import { webRandom } from '../../host/web-ports.ts';
import type { HostBackup, HostBackups } from '../../host/host.ts';
import { stretchPlainly } from '../stretch.noble.ts';
import type { Vault } from '../types.ts';
import { CHEAP, plainHost } from '../vault.fixture.ts';
import type { Host } from '../../host/host.ts';
import { exportCopy, type Exported } from './export-copy.ts';

export const PASSPHRASE = 'a kettle on a quiet stove';

export const exported = (vault: Vault, passphrase = PASSPHRASE): Promise<Exported> =>
  exportCopy(vault, passphrase, { stretch: stretchPlainly, cost: CHEAP, random: webRandom });

/** A host with a folder of backups in memory. */
export function backupHost(keychain: Map<string, Uint8Array> | null, files = new Map<string, Uint8Array>()): Host & { readonly files: Map<string, Uint8Array> } {
  let written = 0;
  const backups: HostBackups = {
    list: async () =>
      [...files].map(([name, bytes]): HostBackup => ({ name, profile: name.slice(0, 20), atMs: Number(name.slice(21)), bytes: bytes.length })).toReversed(),
    async write(profile, pieces) {
      const all: number[] = [];
      for await (const piece of pieces) all.push(...piece);
      written += 1;
      files.set(`${profile}.${written}`, Uint8Array.from(all));
    },
    read: async (name, offset, length) => (files.get(name) ?? new Uint8Array()).slice(offset, offset + length),
    async erase(profile) {
      for (const name of files.keys()) if (profile === null || name.startsWith(profile)) files.delete(name);
    },
  };
  return { ...plainHost(keychain), backups, files };
}
