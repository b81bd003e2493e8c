import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { AccountId } from '#shared/ids.ts';
import { anonymizeAccount } from '../accounts/account-store.ts';
import type { Database } from '../database/open.ts';

/**
 * Who was erased in a store that is about to be replaced, so that a backup of before does not bring them back (RELIABILITY
 * H3). Read from its file alone, which an erasure has always reached, and nothing of it is touched. Null: it cannot be read.
 */
export function erasedIn(store: string): AccountId[] | null {
  const place = pathToFileURL(store);
  place.searchParams.set('immutable', '1');
  try {
    const database = new DatabaseSync(place, { readOnly: true });
    try {
      const rows = database.prepare('select id from accounts where forgotten_at_ms is not null').all();
      return rows.map(({ id }) => String(id) as AccountId);
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

/** Takes them out of the restored store; the relay's next start erases their words before it serves anybody. Gives how many. */
export async function eraseAgain({ db }: Database, erased: readonly AccountId[], nowMs: number): Promise<number> {
  let count = 0;
  for (const id of erased) {
    const back = await db.selectFrom('accounts').select('id').where('id', '=', id).where('forgotten_at_ms', 'is', null).executeTakeFirst();
    if (back === undefined) continue;
    await anonymizeAccount(db, id, nowMs);
    count += 1;
  }
  return count;
}
