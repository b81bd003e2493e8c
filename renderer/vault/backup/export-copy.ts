import type { Random } from '#shared/ports.ts';
import type { HostBackups } from '../../host/host.ts';
import { passphraseBytes } from '../key-wrap.ts';
import type { Argon2Cost, Stretch } from '../stretch.ts';
import type { Vault } from '../types.ts';
import { writeCopy, type CopyContents } from './write-copy.ts';

const SALT_BYTES = 16;

/** What an export needs from outside. */
export interface ExportParts {
  readonly stretch: Stretch;
  readonly cost: Argon2Cost;
  readonly random: Random;
}

export interface Exported {
  readonly file: Blob;
  readonly notes: number;
  /** Rows that could not be read and so are not in it. */
  readonly unreadable: number;
}

/** One encrypted file with everything that is the person's own, under a passphrase chosen for it. */
export async function exportCopy(vault: Vault, passphrase: string, parts: ExportParts): Promise<Exported> {
  const salt = parts.random.bytes(SALT_BYTES);
  const base = await parts.stretch(passphraseBytes(passphrase), salt, parts.cost);
  const contents = await vault.copying.contents('export');
  const went = new Map<string, number>();
  const pieces: BlobPart[] = [];
  const lock = { kind: 'export', base, salt, cost: parts.cost } as const;
  for await (const piece of writeCopy(lock, noting(contents, went), parts.random)) pieces.push(new Uint8Array(piece));
  await vault.copying.wentOut(went);
  const file = new Blob(pieces, { type: 'application/octet-stream' });
  return { file, notes: went.size, unreadable: contents.unreadable() };
}

/** Notes on the way which version of each note goes out. */
function noting(contents: CopyContents, went: Map<string, number>): CopyContents {
  return {
    ...contents,
    async *batches() {
      for await (const batch of contents.batches()) {
        for (const item of batch) if (item.t === 'note') went.set(item.note.id, item.note.updatedAtMs);
        yield batch;
      }
    },
  };
}

/**
 * A backup for the host's own folder, under the vault's own key. Where it is to stand `alone`, older ones go for it; not
 * while rows here cannot be read, for then an older one may be all that is left of them.
 */
export async function backUpTo(vault: Vault, backups: HostBackups, random: Random, alone: boolean): Promise<void> {
  const { base, door } = await vault.copying.door();
  const contents = await vault.copying.contents('local');
  const pieces = writeCopy({ kind: 'local', base, door }, contents, random);
  await backups.write(vault.profile.id, pieces, () => alone && contents.unreadable() === 0);
}
