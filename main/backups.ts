import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { COPY } from '../shared/limits.ts';
import { nameOf, parseName, superseded, type BackupName } from './backup-names.ts';

/** One backup as it lies in the folder. */
export interface BackupFile extends BackupName {
  readonly name: string;
  readonly bytes: number;
}

/**
 * The encrypted backups of the vaults, outside of IndexedDB, which a browser may reset (DESIGN §7). What is in them is
 * sealed before it comes here; this side chooses every name, bounds every size, and decides what is kept how long.
 */
export interface Backups {
  list(): Promise<readonly BackupFile[]>;
  begin(profile: string): Promise<string>;
  append(upload: string, piece: Uint8Array): Promise<void>;
  /** Takes the backup in when it has all its bytes, and lets go of what it supersedes. */
  finish(upload: string, bytes: number): Promise<string>;
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Of one profile, or of all. */
  erase(profile: string | null): Promise<void>;
}

interface Upload {
  readonly profile: string;
  readonly path: string;
  readonly handle: FileHandle;
  bytes: number;
}

const UNFINISHED = '.new';

/** Names are checked by the IPC schema before they get here, and made of checked parts again, so that none leads out. */
export function createBackups(folder: string, nowMs: () => number): Backups {
  const uploads = new Map<string, Upload>();

  async function drop(id: string): Promise<void> {
    const upload = uploads.get(id);
    if (upload === undefined) return;
    uploads.delete(id);
    await upload.handle.close();
    await rm(upload.path, { force: true });
  }

  async function list(): Promise<readonly BackupFile[]> {
    const found: BackupFile[] = [];
    for (const name of await readdir(folder).catch(ifMissing)) {
      const parsed = parseName(name);
      if (parsed !== null) found.push({ ...parsed, name, bytes: (await stat(join(folder, name))).size });
    }
    return found.toSorted((one, other) => other.atMs - one.atMs);
  }

  /** What a crash left half written. */
  async function sweep(): Promise<void> {
    const mine = new Set([...uploads.values()].map(({ path }) => path));
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (name.endsWith(UNFINISHED) && !mine.has(path)) await rm(path, { force: true });
    }
  }

  return {
    list,
    async begin(profile) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const [id, upload] of uploads) if (upload.profile === profile) await drop(id);
      await sweep();
      const id = randomBytes(16).toString('hex');
      const path = join(folder, `${id}${UNFINISHED}`);
      uploads.set(id, { profile, path, handle: await open(path, 'wx', 0o600), bytes: 0 });
      return id;
    },
    async append(id, piece) {
      const upload = known(uploads, id);
      if (upload.bytes + piece.length > COPY.maxBytes) {
        await drop(id);
        throw new Error('refused: the backup is too large');
      }
      try {
        await upload.handle.writeFile(piece);
        upload.bytes += piece.length;
      } catch (error) {
        await drop(id);
        throw error;
      }
    },
    async finish(id, bytes) {
      const upload = known(uploads, id);
      if (upload.bytes !== bytes) {
        await drop(id);
        throw new Error('refused: the backup is not whole');
      }
      // On the disk before it gets its name, so that a name always stands for a whole backup.
      await upload.handle.sync();
      await upload.handle.close();
      uploads.delete(id);
      const name = nameOf(upload.profile, nowMs());
      await rename(upload.path, join(folder, name));
      const files = (await list()).filter(({ profile }) => profile === upload.profile);
      for (const old of superseded(files)) await rm(join(folder, old.name), { force: true });
      return name;
    },
    async read(name, offset, length) {
      const handle = await open(join(folder, name), 'r');
      try {
        const piece = new Uint8Array(length);
        const { bytesRead } = await handle.read(piece, 0, length, offset);
        return piece.slice(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async erase(profile) {
      for (const [id, upload] of uploads) if (profile === null || upload.profile === profile) await drop(id);
      if (profile === null) {
        await rm(folder, { recursive: true, force: true });
        return;
      }
      for (const file of await list()) if (file.profile === profile) await rm(join(folder, file.name), { force: true });
    },
  };
}

function known(uploads: ReadonlyMap<string, Upload>, id: string): Upload {
  const upload = uploads.get(id);
  if (upload === undefined) throw new Error('refused: no such upload');
  return upload;
}

/** No folder yet: no backups. Anything else the disk says is passed on. */
function ifMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
