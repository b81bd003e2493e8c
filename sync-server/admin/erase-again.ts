import type { AccountId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import { anonymizeAccount } from '../accounts/account-store.ts';
import type { Database } from '../database/open.ts';

/**
 * Takes those who were erased in the store that is replaced out of a backup of before; the relay's next start erases their
 * words before it serves anybody (RELIABILITY H3). Gives how many.
 */
export async function eraseAgain({ db }: Database, erased: readonly AccountId[], nowMs: number, random: Random): Promise<number> {
  let count = 0;
  for (const id of erased) {
    const back = await db.selectFrom('accounts').select('id').where('id', '=', id).where('forgotten_at_ms', 'is', null).executeTakeFirst();
    if (back === undefined) continue;
    await anonymizeAccount(db, id, nowMs, random);
    count += 1;
  }
  return count;
}
