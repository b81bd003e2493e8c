import { GUEST } from '#shared/limits.ts';
import type { Database } from '../database/open.ts';
import { isSessionOver } from '../accounts/session-rules.ts';
import type { KnownSince } from './known-since.ts';

/** Rows of one statement, which SQL bounds. */
const AT_ONCE = 100;

/**
 * Ends the sessions of a backup, since it does not know which of them were ended after it was made (RELIABILITY E3). A guest's
 * goes on where the store that is replaced still has it: guests have no password to come back with, and that store is the
 * newest word on whether it ended. Without that store none does.
 */
export async function endSessions(
  { db }: Database,
  guests: KnownSince['guests'],
  nowMs: number,
): Promise<{ readonly kept: number; readonly lockedOut: number }> {
  return db.transaction().execute(async (trx) => {
    const ofGuests = await trx
      .selectFrom('sessions')
      .innerJoin('accounts', 'accounts.id', 'sessions.account')
      .selectAll('sessions')
      .where('accounts.type', '=', 'guest')
      .where('accounts.forgotten_at_ms', 'is', null)
      .execute();
    await trx.deleteFrom('sessions').execute();
    const going = ofGuests.flatMap((row) => {
      const known = guests?.get(row.device);
      return known?.account === row.account ? [{ ...row, ...known, seen_at_ms: Math.max(row.seen_at_ms, known.seen_at_ms) }] : [];
    });
    for (let from = 0; from < going.length; from += AT_ONCE) {
      await trx.insertInto('sessions').values(going.slice(from, from + AT_ONCE)).execute();
    }
    const lockedOut = guests === null ? ofGuests.filter((row) => !isSessionOver(row, nowMs, GUEST.maxIdleMs)).length : 0;
    return { kept: going.length, lockedOut };
  });
}
