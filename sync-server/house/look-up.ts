import type { AccountId } from '#shared/ids.ts';
import type { PersonView } from '#shared/people/keeping.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { talksWith } from './impartial.ts';
import { personOf } from './restricted-list.ts';
import { restrictionOf } from './restriction-store.ts';
import { readRoles } from './role-store.ts';

/**
 * What stands against somebody, for those who may do something about it: by the exact name alone (F024), and to nobody else is it told
 * who is there (D5). Looking says nothing of ages: a list of teenagers could be made of it, without a line in the record.
 */
export async function lookUp(db: Sql, by: AccountId, name: string): Promise<Result<PersonView, Fault>> {
  const caller = await findAccount(db, by);
  if (caller === null) return fail('signed-out');
  const refused = refusalOf(decide(toActor(caller), { action: 'restrictions.read' }));
  if (refused !== null) return refused;
  const row = await findAccountByName(db, name);
  if (row === null) return fail('not-found');
  return ok(await viewOf(db, by, row));
}

/** What is told of somebody, whoever it is that looks; at the console that is nobody's account. */
export async function viewOf(db: Sql, by: AccountId, row: AccountRow): Promise<PersonView> {
  const held = await db.selectFrom('role_holders').select('role').where('account', '=', row.id).execute();
  const ids = new Set(held.map(({ role }) => role));
  const roles = (await readRoles(db)).filter(({ id }) => ids.has(id)).map(({ names }) => names);
  const restriction = restrictionOf(row);
  const { reason, because, sinceMs, ...person } = await personOf(db, by, await talksWith(db, by), row);
  // What is over is told by the record of acts, to those who may read it.
  const stands = restriction === null ? { reason: null, because: null, sinceMs: null } : { reason, because, sinceMs };
  return { ...person, ...stands, restriction, roles, cleared: row.cleared_for_teens === 1 };
}
