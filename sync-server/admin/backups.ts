import { existsSync } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { err } from '#shared/result.ts';
import { flushFolder } from '../database/backup.ts';
import { incomingOf, lockDataFolder, prepareDataFolder, storeFile } from '../database/data-folder.ts';
import { isDamage } from '../database/storage-error.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { eraseAgain, erasedIn } from './erase-again.ts';
import { findIn, sayFindings } from './verify.ts';

/** Copies the store to a file while the relay goes on (RELIABILITY A8), and looks whether the copy is whole. */
export async function backup(
  context: AdminContext,
  database: Database,
  command: { readonly file: string; readonly force: boolean },
): Promise<Outcome> {
  const file = resolve(context.cwd, command.file);
  if (existsSync(file) && !command.force) return err(`${file} is there already. Name another, or add --force.`);
  await database.backup(file);
  if (!isWholeStore(file)) return err(`The copy in ${file} is damaged. Try again, on another disk; then look with "verify".`);
  const found = await findIn(file, { alone: true });
  if (found.ok && found.value.length > 0) {
    sayFindings(context, found.value);
    return err(`Copied to ${file}, with the damage that is in the store itself: do not delete older backups.`);
  }
  context.say(`Backed up to ${file}. It holds everything the relay knows: keep it as safe as the relay itself.`);
  return DONE;
}

/**
 * Puts a backup in the store's place. What was there is kept beside it under another name, since a restore is done on
 * bad days, when mistakes are made.
 */
export async function restore(
  context: AdminContext,
  command: { readonly file: string; readonly force: boolean },
): Promise<Outcome> {
  const source = resolve(context.cwd, command.file);
  if (!existsSync(source)) return err(`There is no file ${source}.`);
  const prepared = prepareDataFolder(context.dataFolder);
  if (!prepared.ok) return err(`${context.dataFolder} cannot be the data folder: it is ${FOLDER_FAULTS[prepared.error]}.`);
  const lock = lockDataFolder(context.dataFolder);
  if (!lock.ok) return err('The relay is running on this data. Stop it first.');
  try {
    const store = storeFile(context.dataFolder);
    if (existsSync(store) && !command.force) {
      return err(`There is a store in ${context.dataFolder} already. Add --force to replace it; it is kept beside.`);
    }
    const incoming = incomingOf(store);
    await bringIn(source, incoming);
    if (!isWholeStore(incoming)) {
      await rm(incoming);
      return err(`${source} is no backup of Samovar, or it is damaged.`);
    }
    return await replaceStore(context, incoming, store);
  } finally {
    lock.value.release();
  }
}

export const FOLDER_FAULTS = {
  'not-a-folder': 'not a folder',
  'not-ours': 'open to other users and holds other things; make it yours alone (chmod 700) or name another',
} as const;

/** Copies a backup into the folder, on the disk. One with a log beside it, as a store that was set aside has, is made one file. */
async function bringIn(source: string, incoming: string): Promise<void> {
  await copyFile(source, incoming);
  if (existsSync(`${source}-wal`)) {
    await copyFile(`${source}-wal`, `${incoming}-wal`);
    mergeLog(incoming);
  }
  for (const companion of ['-wal', '-shm']) await rm(`${incoming}${companion}`, { force: true });
  const handle = await open(incoming, 'r+');
  await handle.chmod(0o600);
  await handle.sync();
  await handle.close();
}

/** SQLite does it when the last one closes. A file that is no store is left to be refused. */
function mergeLog(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch (error) {
    if (!isDamage(error)) throw error;
  } finally {
    database.close();
  }
}

/**
 * As long as the incoming file is there, no relay starts: whenever this process dies, it finds either store whole, or is
 * told to restore again.
 */
async function replaceStore(context: AdminContext, incoming: string, store: string): Promise<Outcome> {
  let erased: ReturnType<typeof erasedIn> = [];
  if (existsSync(store)) {
    erased = erasedIn(store);
    const aside = await setAside(store);
    context.say(`What was there is now ${aside}; delete it when you are sure.`);
  }
  await rename(incoming, store);
  await flushFolder(context.dataFolder);
  const restored = await openDatabase({ file: store }); // brings an older backup to the newest shape
  const again = await eraseAgain(restored, erased ?? [], context.ports.clock.nowMs());
  await restored.close();
  if (again > 0) context.say(`${again} erased since this backup: they are taken out again, and their words at the next start of the relay.`);
  if (erased === null) context.say('Who was erased since this backup could not be read: have them delete their accounts again.');
  const found = await findIn(store, { alone: true });
  if (found.ok && found.value.length > 0) {
    sayFindings(context, found.value);
    return err('Restored, with the damage that is in the backup: what is named above is lost unless an older one has it.');
  }
  context.say('Restored. Start the relay.');
  return DONE;
}

/**
 * Gives the store a second name, under which it stays, with the log that belongs to it. It is not opened: SQLite might
 * mend what somebody else could still have saved.
 */
async function setAside(store: string): Promise<string> {
  const aside = freeName(`${store}.replaced`);
  // A disk that knows no second names, as on a memory stick, has a moment without a store instead.
  await link(store, aside).catch(() => rename(store, aside));
  if (existsSync(`${store}-wal`)) await rename(`${store}-wal`, `${aside}-wal`);
  await rm(`${store}-shm`, { force: true });
  return aside;
}

function freeName(wanted: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}.${n}`;
    if (!existsSync(name)) return name;
  }
}

/** True for a file that SQLite finds whole and that was made by us. Leaves nothing beside it. */
function isWholeStore(file: string): boolean {
  try {
    const place = pathToFileURL(file);
    place.searchParams.set('immutable', '1');
    const database = new DatabaseSync(place, { readOnly: true });
    try {
      const whole = database.prepare('pragma integrity_check').all();
      const ours = database.prepare("select 1 from kysely_migration where name = '0001-first-cup'").all();
      return whole.length === 1 && whole[0]?.['integrity_check'] === 'ok' && ours.length === 1;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
