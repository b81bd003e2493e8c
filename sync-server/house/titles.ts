import type { AccountId } from '#shared/ids.ts';
import { titleOf, type Role } from '#shared/people/roles.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readRoles } from './role-store.ts';

/** What somebody is called by the roles they hold, the highest first; by the age flag and their yes, as on "Our Team" (F197, F207). */
export async function titlesOf(db: Sql, account: AccountId, isTeen: boolean): Promise<Role['names'][]> {
  const held = await db.selectFrom('role_holders').select(['role', 'teen_title']).where('account', '=', account).execute();
  if (held.length === 0) return [];
  const yes = new Map(held.map(({ role, teen_title: said }) => [role, said === 1]));
  return (await readRoles(db)).filter(({ id }) => yes.has(id)).toReversed().map((role) => titleOf(role, isTeen, yes.get(role.id) === true));
}

/** The teens' titles of the roles that somebody holds, and whether they said yes to them; null where there are none. */
export async function teenTitleOf(db: Sql, account: AccountId): Promise<{ titles: Role['names'][]; shown: boolean } | null> {
  const held = await db.selectFrom('role_holders').select(['role', 'teen_title']).where('account', '=', account).execute();
  const roles = (await readRoles(db)).filter(({ id, teenNames }) => teenNames !== null && held.some(({ role }) => role === id));
  if (roles.length === 0) return null;
  const shown = roles.every(({ id }) => held.some(({ role, teen_title: said }) => role === id && said === 1));
  return { titles: roles.flatMap(({ teenNames }) => teenNames ?? []), shown };
}

/** For the roles they hold now: one that is given later, or given anew, asks anew. */
export async function sayTeenTitle(trx: Sql, account: AccountId, shown: boolean): Promise<void> {
  const roles = (await readRoles(trx)).flatMap(({ id, teenNames }) => (teenNames === null ? [] : [id]));
  if (roles.length === 0) return;
  await trx.updateTable('role_holders').set({ teen_title: shown ? 1 : 0 }).where('account', '=', account).where('role', 'in', roles).execute();
}
