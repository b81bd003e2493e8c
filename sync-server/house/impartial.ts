import type { AccountId } from '#shared/ids.ts';
import type { Sql } from '../accounts/account-store.ts';

/**
 * With whom an account has an open chat now: about these somebody else decides (P59). They are few, by the bound on open chats. Of
 * another account of the same person nothing is known here (F037), so that it cannot be asked for. Null: whoever sits at the console, who has none.
 */
export async function talksWith(db: Sql, account: AccountId | null): Promise<ReadonlySet<AccountId>> {
  if (account === null) return new Set();
  const chats = await db
    .selectFrom('chats')
    .select(['seeker', 'listener'])
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .where('state', '=', 'open')
    .execute();
  return new Set(chats.map(({ seeker, listener }) => (seeker === account ? listener : seeker)));
}
