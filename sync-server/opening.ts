import { existsSync, rmSync } from 'node:fs';
import type { Timers } from '#shared/ports.ts';
import { incomingOf, lockDataFolder, lookingOf, prepareDataFolder, storeFile, type FolderFault, type FolderLock } from './database/data-folder.ts';
import { StoreUnknown } from './database/migrate.ts';
import { hasLostCommits } from './database/log-loss.ts';
import { openDatabase, type Database } from './database/open.ts';
import { diskFaultOf, isDamage, isStorageError, sqliteCode } from './database/storage-error.ts';
import type { Log } from './ports.ts';

/** Why a relay cannot start although nothing is wrong with it: the operator can help. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

const FOLDER_FAULTS: Readonly<Record<FolderFault, string>> = {
  'not-a-folder': 'is not a folder',
  'not-ours': 'holds other things and is open to other users: make it yours alone (chmod 700), or name another in SAMOVAR_DATA',
  'in-use': 'is in use by another relay: stop that one first, or name another folder in SAMOVAR_DATA',
};

/** Makes the data folder, and takes it for this process. Throws `CannotStart` when it cannot be had. */
export function takeFolder(folder: string, log: Log): FolderLock {
  const lock = asking(folder, () => {
    const prepared = prepareDataFolder(folder);
    if (!prepared.ok) return prepared;
    if (prepared.value.length > 0) log.error('store-was-open-to-others', { closed: prepared.value.join(', ') });
    return lockDataFolder(folder);
  });
  if (!lock.ok) throw new CannotStart(`${folder} ${FOLDER_FAULTS[lock.error]}.`);
  return lock.value;
}

function asking<T>(folder: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw whyNotStarted(error, folder);
  }
}

export interface OpenedStore {
  readonly database: Database;
  /** Its log was damaged: what was acknowledged last may be missing (RELIABILITY A7). */
  readonly lostLog: boolean;
}

/** Opens the store in a folder. Rejects with `CannotStart` for what an operator can mend; nothing in it was changed. */
export async function openStore(folder: string, { log, timers }: { readonly log: Log; readonly timers: Timers }): Promise<OpenedStore> {
  if (existsSync(incomingOf(storeFile(folder)))) {
    throw new CannotStart(
      `A restore in ${folder} was cut short. Run "npm run admin -- restore <file> --force" again; ` +
        `or delete ${incomingOf(storeFile(folder))} to go on with the store that was there.`,
    );
  }
  // Nothing is under way, so these are what a restore that was cut short has left; there may be words in them.
  for (const left of [incomingOf(storeFile(folder)), lookingOf(storeFile(folder))]) {
    for (const companion of ['', '-wal', '-shm']) rmSync(`${left}${companion}`, { force: true });
  }
  // Asked first: SQLite passes over it in silence. What was said then is on people's devices alone.
  const lostLog = hasLostCommits(storeFile(folder));
  if (lostLog) log.error('store-log-damaged');
  try {
    return { database: await openDatabase({ file: storeFile(folder), timers, log }), lostLog };
  } catch (error) {
    throw whyNotStarted(error, folder);
  }
}

/** What the operator is told when the store is why the relay does not start; any other error as it is. */
export function whyNotStarted(error: unknown, folder: string): unknown {
  if (error instanceof CannotStart) return error;
  const because = (text: string): CannotStart => new CannotStart(text, { cause: error });
  if (error instanceof StoreUnknown && error.fault === 'newer') return because(`The store in ${folder} was made by a newer Samovar: run that one.`);
  if (error instanceof StoreUnknown && error.fault === 'newer-or-damaged') {
    return because(
      `The store in ${folder} either was made by a newer Samovar or is damaged. If a newer one ever ran here, run that one. If none did, ` +
        'keep a copy of the folder, and put the newest backup in its place with "npm run admin -- restore <file> --force".',
    );
  }
  if (error instanceof StoreUnknown || isDamage(error) || (sqliteCode(error) !== null && !isStorageError(error))) {
    return because(
      `The store in ${folder} is damaged, and the relay will not guess what it held. Keep a copy of the folder, look with ` +
        '"npm run admin -- verify", and put the newest backup in its place with "npm run admin -- restore <file> --force".',
    );
  }
  if (diskFaultOf(error) === 'disk-full') return because(`The disk of ${folder} is full: free some space first.`);
  if (diskFaultOf(error) === 'disk-failed') return because(`The disk of ${folder} fails, or may not be written: look at it first.`);
  if (!isStorageError(error)) return error;
  return because(`The store in ${folder} cannot be opened: another program keeps it busy, or it may not be read.`);
}
