import { existsSync, statSync } from 'node:fs';
import { chmod, copyFile, link, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { err, ok, type Result } from '#shared/result.ts';
import { flushFile, flushFolder } from '../database/backup.ts';
import { incomingOf, lockDataFolder, lookingOf, prepareDataFolder, storeFile } from '../database/data-folder.ts';
import { noteBackup } from '../database/last-backup.ts';
import { StoreUnknown } from '../database/migrate.ts';
import type { ListFault } from '../database/migration-list.ts';
import { isDamage } from '../database/storage-error.ts';
import type { Database } from '../database/open.ts';
import { bringLevel } from './bring-level.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { knownIn, NOTHING_KNOWN } from './known-since.ts';
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
  await noteBackup(context.dataFolder, context.ports.clock.nowMs());
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
  if (prepared.value.length > 0) context.say(wasOpen(prepared.value));
  const lock = lockDataFolder(context.dataFolder);
  if (!lock.ok) return err('The relay is running on this data. Stop it first.');
  try {
    const store = storeFile(context.dataFolder);
    if (existsSync(store) && !command.force) {
      return err(`There is a store in ${context.dataFolder} already. Add --force to replace it; it is kept beside.`);
    }
    return await restoreFrom(context, source, store);
  } finally {
    lock.value.release();
  }
}

export const FOLDER_FAULTS = {
  'not-a-folder': 'not a folder',
  'not-ours': 'open to other users and holds other things; make it yours alone (chmod 700) or name another',
} as const;

/** For who is at the console, as the relay says it in its log. */
export const wasOpen = (names: readonly string[]): string =>
  `Other users of this machine could reach ${names.join(', ')}; it is closed to them now.`;

/** Everything that can fail is done to the copy, so that until it takes its place the store is as it was. */
async function restoreFrom(context: AdminContext, source: string, store: string): Promise<Outcome> {
  const incoming = incomingOf(store);
  const wasCutShort = existsSync(incoming);
  // After one that was cut short the store may be without its log, and nothing may start before one was done.
  const giveUp = async (): Promise<void> => {
    if (!wasCutShort) for (const companion of ['', '-wal', '-shm']) await rm(`${incoming}${companion}`, { force: true });
  };
  let prepared: Result<Prepared, string>;
  try {
    await bringIn(source, incoming);
    if (!isWholeStore(incoming)) {
      await giveUp();
      return err(`${source} is no backup of Samovar, or it is damaged.`);
    }
    const place = newestPlace(store, wasCutShort);
    const known = place === null ? NOTHING_KNOWN : await knownIn(place, lookingOf(store));
    const said = await fit(source, () => bringLevel(context, incoming, known ?? NOTHING_KNOWN));
    prepared = said.ok ? ok({ incoming, store, said: said.value, wasRead: known !== null }) : said;
  } catch (error) {
    await giveUp();
    throw error;
  }
  if (!prepared.ok) {
    await giveUp();
    return prepared;
  }
  return replaceStore(context, prepared.value);
}

/** What is wrong with the backup, and what to do: said of the store, it would send an operator to look at what is whole. */
async function fit<T>(source: string, bring: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await bring());
  } catch (error) {
    if (error instanceof StoreUnknown) return err(`${source} ${UNKNOWN_BACKUP[error.fault](error.message)}`);
    if (isDamage(error)) return err(`${source} is damaged, and nothing was changed: it holds what no Samovar wrote. ${AN_OLDER_ONE}`);
    throw error;
  }
}

const AN_OLDER_ONE = '"verify <file>" tells which backups are whole: restore an older backup that is.';

const UNKNOWN_BACKUP: Readonly<Record<ListFault, (list: string) => string>> = {
  newer: () => 'was made by a newer Samovar, and nothing was changed: restore it with the admin command of that one.',
  damaged: (list) => `is damaged, and nothing was changed: ${list}. ${AN_OLDER_ONE}`,
  'newer-or-damaged': (list) =>
    `either was made by a newer Samovar or is damaged, and nothing was changed: ${list}. If a newer one ever ran here, use the admin command of that one. If none did: ${AN_OLDER_ONE}`,
};

/** Where the store that is replaced is, with its log: a restore that was cut short may have set both aside already, or the log alone. */
function newestPlace(store: string, wasCutShort: boolean): string | null {
  const aside = lastAside(store);
  if (!existsSync(store)) return wasCutShort ? aside : null;
  const isSet = aside !== null && statSync(aside).ino === statSync(store).ino && existsSync(`${aside}-wal`);
  return isSet ? aside : store;
}

/** Copies a backup into the folder, on the disk. One with a log beside it, as a store that was set aside has, is made one file. */
async function bringIn(source: string, incoming: string): Promise<void> {
  await copyFile(source, incoming);
  if (existsSync(`${source}-wal`)) {
    await copyFile(`${source}-wal`, `${incoming}-wal`);
    mergeLog(incoming);
  }
  for (const companion of ['-wal', '-shm']) await rm(`${incoming}${companion}`, { force: true });
  await chmod(incoming, 0o600);
  await flushFile(incoming);
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

interface Prepared {
  readonly incoming: string;
  readonly store: string;
  /** What was done to the backup, for the operator. */
  readonly said: readonly string[];
  /** Whether the store that is replaced could be read. */
  readonly wasRead: boolean;
}

/**
 * As long as the incoming file is there, no relay starts: whenever this process dies, it finds either store whole, or is
 * told to restore again.
 */
async function replaceStore(context: AdminContext, { incoming, store, said, wasRead }: Prepared): Promise<Outcome> {
  if (existsSync(store)) {
    const aside = await setAside(store);
    context.say(`What was there is now ${aside}; delete it when you are sure.`);
  }
  await rename(incoming, store);
  await flushFolder(context.dataFolder);
  for (const line of said) context.say(line);
  if (!wasRead) {
    context.say('Who was erased or banned since this backup could not be read: have them delete their accounts again, ban them again.');
  }
  const found = await findIn(store, { alone: true });
  if (found.ok && found.value.length > 0) {
    sayFindings(context, found.value);
    return err(
      'Restored, with the damage that is in the backup: what is named above is lost unless an older one has it. Look for one that "verify <file>" ' +
        'finds whole and restore that, or start the relay and go on without what is damaged: all the rest is served.',
    );
  }
  context.say(`Restored into ${context.dataFolder}. Start the relay.`);
  return DONE;
}

/**
 * Gives the store a second name, under which it stays, with the log that belongs to it. It is not opened: SQLite might
 * mend what somebody else could still have saved.
 */
async function setAside(store: string): Promise<string> {
  const aside = asideOf(store, nextAside(store));
  // A disk that knows no second names, as on a memory stick, has a moment without a store instead.
  await link(store, aside).catch(() => rename(store, aside));
  if (existsSync(`${store}-wal`)) await rename(`${store}-wal`, `${aside}-wal`);
  await rm(`${store}-shm`, { force: true });
  return aside;
}

const asideOf = (store: string, n: number): string => (n === 1 ? `${store}.replaced` : `${store}.replaced.${n}`);

function nextAside(store: string): number {
  for (let n = 1; ; n += 1) if (!existsSync(asideOf(store, n))) return n;
}

function lastAside(store: string): string | null {
  const next = nextAside(store);
  return next === 1 ? null : asideOf(store, next - 1);
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
