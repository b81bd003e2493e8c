import { existsSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err } from '#shared/result.ts';
import { lockDataFolder, prepareDataFolder, storeFile } from '../database/data-folder.ts';
import type { Database } from '../database/open.ts';
import { DONE, withStore, type AdminContext, type Outcome } from './context.ts';

/** Copies the store to a file while the relay goes on (RELIABILITY A8), and looks whether the copy is whole. */
export async function backup(
  context: AdminContext,
  database: Database,
  command: { readonly file: string; readonly force: boolean },
): Promise<Outcome> {
  const file = resolve(context.cwd, command.file);
  if (existsSync(file) && !command.force) return err(`${file} is there already. Name another, or add --force.`);
  await database.backup(file);
  if (!isWholeStore(file)) return err(`The copy in ${file} is damaged. Try again, on another disk.`);
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
  if (!isWholeStore(source)) return err(`${source} is no backup of Samovar, or it is damaged.`);
  const prepared = prepareDataFolder(context.dataFolder);
  if (!prepared.ok) return err(`${context.dataFolder} cannot be the data folder: it is ${FOLDER_FAULTS[prepared.error]}.`);
  const lock = lockDataFolder(context.dataFolder);
  if (!lock.ok) return err('The relay is running on this data. Stop it first.');
  try {
    const store = storeFile(context.dataFolder);
    if (existsSync(store) && !command.force) {
      return err(`There is a store in ${context.dataFolder} already. Add --force to replace it; it is kept beside.`);
    }
    return await replaceStore(context, source, store);
  } finally {
    lock.value.release();
  }
}

export const FOLDER_FAULTS = {
  'not-a-folder': 'not a folder',
  'not-ours': 'open to other users and holds other things; make it yours alone (chmod 700) or name another',
} as const;

async function replaceStore(context: AdminContext, source: string, store: string): Promise<Outcome> {
  const incoming = `${store}.restoring`;
  await copyFile(source, incoming);
  const handle = await open(incoming, 'r+');
  await handle.chmod(0o600);
  await handle.sync();
  await handle.close();
  if (existsSync(store)) {
    // Opened and closed once, so that what its log still holds is in the one file that is kept.
    await withStore(context, async () => DONE);
    await rename(store, `${store}.replaced`);
    context.say(`What was there is now ${store}.replaced; delete it when you are sure.`);
  }
  for (const companion of ['-wal', '-shm']) await rm(`${store}${companion}`, { force: true });
  await rename(incoming, store);
  await withStore(context, async () => DONE); // brings an older backup to the newest shape
  context.say('Restored. Start the relay.');
  return DONE;
}

/** True for a file that SQLite finds whole and that was made by us. Leaves nothing beside it. */
function isWholeStore(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
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
