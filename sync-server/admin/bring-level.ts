import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import { findAccount } from '../accounts/account-store.ts';
import { flushFile } from '../database/backup.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { ban } from '../house/restriction-store.ts';
import { actInWords } from './audit.ts';
import type { AdminContext } from './context.ts';
import { endSessions } from './end-sessions.ts';
import { eraseAgain } from './erase-again.ts';
import type { KnownSince } from './known-since.ts';
import { takeAwayAgain } from './take-away-again.ts';

/** Where the record of the store that is replaced cannot be read. */
const BANNED_SINCE = RELAY_REASONS['banned-since-backup'];

/**
 * Makes a backup fit to be served, before it takes the store's place: a restore that is cut short must leave nothing behind
 * that brings people back who were erased (RELIABILITY H3), sessions and codes that were ended since (E3), whom somebody banned
 * (F103), or what was taken from sight (DESIGN promise 5). It is brought to the newest shape by it.
 */
export async function bringLevel(context: AdminContext, incoming: string, known: KnownSince): Promise<readonly string[]> {
  const database = await openDatabase({ file: incoming });
  let said: readonly string[];
  try {
    said = await level(context, database, known);
  } finally {
    await database.close();
  }
  // What stands in its log alone would not come along.
  if ((statSync(`${incoming}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw new Error('the restored store kept a log');
  for (const companion of ['-wal', '-shm']) await rm(`${incoming}${companion}`, { force: true });
  await flushFile(incoming);
  return said;
}

async function level({ ports }: AdminContext, database: Database, known: KnownSince): Promise<readonly string[]> {
  const { db } = database;
  const nowMs = ports.clock.nowMs();
  const has = new Set((await db.selectFrom('audit').select('hash').execute()).map(({ hash }) => hash));
  const { kept, lockedOut } = await endSessions(database, known.guests, nowMs);
  await db.deleteFrom('recovery_codes').execute();
  const said = [
    'Everybody with a password signs in again: no such session, and no recovery code of the backup goes on. Passwords are those of the backup.',
  ];
  if (kept > 0) said.push(`${kept} guests, who have no password, go on where they were: their sessions still held.`);
  if (lockedOut > 0) {
    said.push(
      `${lockedOut} guests of the backup cannot come back, as they have no password: without the store of before nobody knows which sessions had ended.`,
    );
  }
  const again = await eraseAgain(database, known.erased, nowMs, ports.random);
  if (again > 0) {
    said.push(`${again} erased since this backup: they are taken out again, and their words at the next start of the relay.`);
  }
  let banned = 0;
  for (const { id, reason, told } of known.banned) {
    const isNew = await db.transaction().execute(async (trx) => {
      const row = await findAccount(trx, id);
      if (row === null) return false;
      const isNewly = await ban(trx, { by: null, reason: reason ?? BANNED_SINCE, nowMs }, row);
      // Also where it was another ban in the backup.
      if (told !== undefined) await trx.updateTable('accounts').set({ ban_told: told }).where('id', '=', id).execute();
      return isNewly;
    });
    if (isNew) banned += 1;
  }
  if (banned > 0) said.push(`${banned} banned since this backup: they are banned again.`);
  said.push(...(await takeAwayAgain(database, known.still, nowMs)));
  const undone = known.acts.filter(({ act, hash }) => act !== 'ban' && !has.has(hash));
  if (undone.length > 0) {
    said.push('Done since this backup, and undone by it, but for what is said above. Do again what has to stand:', ...undone.map(actInWords));
  }
  return said;
}
