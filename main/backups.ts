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
  /**
   * Takes the backup in when it has all its bytes, and lets go of what it supersedes: by age, or where it stands
   * `alone`, since older ones open in ways that are no longer wanted, of every other one of its place.
   */
  finish(upload: string, bytes: number, alone?: boolean): Promise<string>;
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Of one profile, or of all. */
  erase(profile: string | null): Promise<void>;
  /** Lets go of what is half handed over: the page that was at it is gone. */
  abandon(): Promise<void>;
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
  /** The oldest first. */
  const uploads = new Map<string, Upload>();
  let queue: Promise<unknown> = Promise.resolve();
  /** What lies in the folder under its name, as of the last look. */
  let taken = 0;

  /** One change of the folder after the other, so that none sweeps away or supersedes what another is about to write. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const mine = queue.then(step);
    queue = mine.catch(() => undefined);
    return mine;
  }

  async function drop(id: string): Promise<void> {
    const upload = uploads.get(id);
    if (upload === undefined) return;
    uploads.delete(id);
    // A disk that fails on the way out must not keep the file, nor the next backup from being made.
    await upload.handle.close().catch(() => undefined);
    await rm(upload.path, { force: true });
  }

  async function list(): Promise<readonly BackupFile[]> {
    const found: BackupFile[] = [];
    for (const name of await readdir(folder).catch(ifMissing)) {
      const parsed = parseName(name);
      const file = parsed === null ? null : await stat(join(folder, name)).catch(goneIfMissing);
      if (parsed !== null && file !== null) found.push({ ...parsed, name, bytes: file.size });
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

  async function begin(profile: string): Promise<string> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const [oldest] = uploads.keys();
    for (const [id, upload] of uploads) if (upload.profile === profile) await drop(id);
    if (oldest !== undefined && uploads.size >= COPY.maxUploads) await drop(oldest);
    await sweep();
    const files = await list();
    const places = new Set(files.map((file) => file.profile)).add(profile);
    if (places.size > COPY.maxBackupPlaces) throw new Error('refused: there are backups of too many places');
    taken = weightOf(files);
    const id = randomBytes(16).toString('hex');
    const path = join(folder, `${id}${UNFINISHED}`);
    uploads.set(id, { profile, path, handle: await open(path, 'wx', 0o600), bytes: 0 });
    return id;
  }

  async function append(id: string, piece: Uint8Array): Promise<void> {
    const upload = known(uploads, id);
    const all = taken + weightOf([...uploads.values()]) + piece.length;
    try {
      if (upload.bytes + piece.length > COPY.maxBytes) throw new Error('refused: the backup is too large');
      if (all > COPY.maxFolderBytes) throw new Error('refused: the folder of backups is full');
      await upload.handle.writeFile(piece);
      upload.bytes += piece.length;
    } catch (error) {
      await drop(id);
      throw error;
    }
  }

  async function finish(id: string, bytes: number, alone: boolean): Promise<string> {
    const upload = known(uploads, id);
    const atMs = nowMs();
    const name = nameOf(upload.profile, atMs);
    try {
      if (upload.bytes !== bytes) throw new Error('refused: the backup is not whole');
      // On the disk before it gets its name, so that a name always stands for a whole backup.
      await upload.handle.sync();
      await upload.handle.close();
      await rename(upload.path, join(folder, name));
    } catch (error) {
      await drop(id);
      throw error;
    }
    uploads.delete(id);
    // And its name as well, before others go for its sake.
    await syncFolder(folder);
    const mine = (await list()).filter(({ profile }) => profile === upload.profile);
    // Never the one just made, whatever the clock says of the others.
    const gone = (alone ? mine : superseded(mine, atMs)).filter((file) => file.name !== name);
    for (const old of gone) await rm(join(folder, old.name), { force: true });
    taken = weightOf(await list());
    return name;
  }

  async function abandon(of: (upload: Upload) => boolean): Promise<void> {
    for (const [id, upload] of uploads) if (of(upload)) await drop(id);
  }

  return {
    list,
    begin: (profile) => inTurn(() => begin(profile)),
    append: (id, piece) => inTurn(() => append(id, piece)),
    finish: (id, bytes, alone = false) => inTurn(() => finish(id, bytes, alone)),
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
    erase: (profile) =>
      inTurn(async () => {
        await abandon((upload) => profile === null || upload.profile === profile);
        if (profile === null) {
          await rm(folder, { recursive: true, force: true });
          return;
        }
        for (const file of await list()) if (file.profile === profile) await rm(join(folder, file.name), { force: true });
      }),
    abandon: () => inTurn(() => abandon(() => true)),
  };
}

const weightOf = (all: readonly { readonly bytes: number }[]): number => all.reduce((sum, { bytes }) => sum + bytes, 0);

/** Where a system opens no folders (Windows), its own journal has to do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function known(uploads: ReadonlyMap<string, Upload>, id: string): Upload {
  const upload = uploads.get(id);
  if (upload === undefined) throw new Error('refused: no such upload');
  return upload;
}

/** Let go of between two looks. */
function goneIfMissing(error: unknown): null {
  ifMissing(error);
  return null;
}

/** No folder yet: no backups. Anything else the disk says is passed on. */
function ifMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
