import type { AccountId } from '#shared/ids.ts';
import { titleOf, type Role } from '#shared/people/roles.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readRoles } from './role-store.ts';

/** What somebody is called by the roles they hold, the highest first; by the age flag, as on "Our Team" (F197, F207). */
export async function titlesOf(db: Sql, account: AccountId, isTeen: boolean): Promise<Role['names'][]> {
  const held = await db.selectFrom('role_holders').select('role').where('account', '=', account).execute();
  if (held.length === 0) return [];
  const ids = new Set(held.map(({ role }) => role));
  return (await readRoles(db)).filter(({ id }) => ids.has(id)).toReversed().map((role) => titleOf(role, isTeen));
}
