import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '#shared/result.ts';

/** The store's file in the data folder. */
export const storeFile = (folder: string): string => join(folder, 'samovar.db');

/** Beside the store while a backup is being put in its place; what a restore that was cut short leaves. */
export const incomingOf = (store: string): string => `${store}.restoring`;

/** Beside the store while a restore looks at a copy of it; the relay's start takes away what one that was cut short leaves. */
export const lookingOf = (store: string): string => `${store}.looking`;

const LOCK = 'relay.lock';

export type FolderFault = 'not-a-folder' | 'not-ours' | 'in-use';

/** Held by the one process that serves from a data folder. */
export interface FolderLock {
  /** May be called any number of times. A process that dies gives it up by itself. */
  release(): void;
}

/**
 * Makes the data folder, for its owner alone (RELIABILITY J2). One that others may enter is closed to them when it is
 * empty or already holds a store, and so are the store's own files; a folder with other things in it is left as it is and
 * refused as `not-ours`. Gives the names of what stood open with a store in it, so that its operator learns of it: whoever
 * has a login on that machine could have read, or written, what people said.
 */
export function prepareDataFolder(folder: string): Result<readonly string[], Exclude<FolderFault, 'in-use'>> {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return ok([]);
  }
  if (!statSync(folder).isDirectory()) return err('not-a-folder');
  if (process.platform === 'win32') return ok([]);
  const hasStore = existsSync(storeFile(folder));
  if (isOpenToOthers(folder) && readdirSync(folder).length > 0 && !hasStore) return err('not-ours');
  // Behind a closed folder nobody reaches a file, but a copy that was put there keeps its rights wherever it goes next.
  const stoodOpen = [folder, ...COMPANIONS.map((companion) => `${storeFile(folder)}${companion}`)].filter(
    (path) => existsSync(path) && isOpenToOthers(path),
  );
  for (const path of stoodOpen) chmodSync(path, path === folder ? 0o700 : 0o600);
  return ok(hasStore ? stoodOpen.map((path) => basename(path)) : []);
}

/** The store's file, and those that SQLite keeps beside it: there are people's words in each. */
const COMPANIONS = ['', '-wal', '-shm'];

const isOpenToOthers = (path: string): boolean => (statSync(path).mode & 0o077) !== 0;

/** Whoever only looks whether the folder is in use has the lock for less than this. */
const LOOK_MS = 100;

/** Whether a relay serves from the folder, or a restore is under way. Takes nothing, and makes no file. */
export function isFolderInUse(folder: string): boolean {
  const file = join(folder, LOCK);
  if (!existsSync(file)) return false;
  const look = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  try {
    look.prepare('select count(*) from sqlite_schema').get();
    return false;
  } catch {
    return true;
  } finally {
    look.close();
  }
}

/**
 * Takes the folder for this process. Two relays on one store would each hold half of the truth in memory, so the
 * second is refused. The lock is SQLite's own lock on a file of its own: it works on every system that SQLite works
 * on, and the system gives it back when the process is killed.
 */
export function lockDataFolder(folder: string): Result<FolderLock, 'in-use'> {
  const lock = new DatabaseSync(join(folder, LOCK), { timeout: LOOK_MS });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch {
    lock.close();
    return err('in-use');
  }
  return ok({
    release: () => {
      if (lock.isOpen) lock.close();
    },
  });
}
