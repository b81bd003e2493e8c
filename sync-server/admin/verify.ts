import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { storeFile } from '../database/data-folder.ts';
import { StoreTooOld, StoreUnknown } from '../database/migrate.ts';
import { hasLostCommits } from '../database/log-loss.ts';
import { openForReading } from '../database/open.ts';
import { isDamage, sqliteCode } from '../database/storage-error.ts';
import { DONE, noStoreIn, type AdminContext, type Outcome } from './context.ts';
import { findDamage, type Finding } from './findings.ts';

/** More findings than this tell an operator nothing new. */
const MAX_LINES = 50;

const LOG_DAMAGED = 'log: what was written last is damaged, and SQLite will not read it';

/** Looks for damage in the store, whether or not the relay runs, or in a backup. Changes nothing. */
export async function verify(context: AdminContext, command: { readonly file: string | null }): Promise<Outcome> {
  return command.file === null ? verifyStore(context) : verifyBackup(context, resolve(context.cwd, command.file));
}

async function verifyBackup(context: AdminContext, file: string): Promise<Outcome> {
  if (!existsSync(file)) return err(`There is no file ${file}.`);
  // A store that was set aside has its log beside it; read without that, it would be said to be older than it is.
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return err(`${file} has a log beside it, so it is no finished backup: restore it into another folder to look at it.`);
  const found = await findIn(file, { alone: true });
  if (!found.ok) return found;
  sayFindings(context, found.value);
  if (found.value.length > 0) return err(`${file} is damaged. Restore an older backup if that one is whole.`);
  context.say(`${file} is whole.`);
  return DONE;
}

async function verifyStore(context: AdminContext): Promise<Outcome> {
  const file = storeFile(context.dataFolder);
  if (!existsSync(file)) return err(noStoreIn(context.dataFolder));
  const lost = hasLostCommits(file); // asked before SQLite opens it
  const found = await findIn(file);
  if (!found.ok) return found;
  const findings = lost ? [LOG_DAMAGED, ...found.value] : found.value;
  if (findings.length === 0) {
    context.say('The store is whole.');
    return DONE;
  }
  sayFindings(context, findings);
  // What is left is whole, and newer than any backup.
  if (found.value.length === 0) return err('The store itself is whole: go on with it. Words of the last seconds may be missing; they are on the devices of those who said them.');
  return err('The store is damaged. Stop the relay, keep a copy of the folder, and restore the newest backup.');
}

/** What is wrong with the store in a file, `alone` if it is a copy that nobody writes; an error when it cannot be looked at. */
export async function findIn(file: string, { alone = false } = {}): Promise<Result<readonly Finding[], string>> {
  try {
    const database = await openForReading(file, { alone });
    try {
      return ok(await findDamage(database));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof StoreTooOld) return err(`${file} was made by an older Samovar. A start of the relay, or a restore into another folder, brings it up to date.`);
    if (error instanceof StoreUnknown && error.fault === 'damaged') return ok([`kysely_migration: ${error.message}`]);
    if (!isDamage(error) && sqliteCode(error) !== 1) throw error;
    return ok([`${file}: SQLite cannot open it`]);
  }
}

export function sayFindings(context: AdminContext, findings: readonly Finding[]): void {
  for (const finding of findings.slice(0, MAX_LINES)) context.say(finding);
  if (findings.length > MAX_LINES) context.say(`... and ${findings.length - MAX_LINES} more.`);
}
