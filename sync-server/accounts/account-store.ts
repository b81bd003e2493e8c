import type { Kysely } from 'kysely';
import { newId, type AccountId, type DeviceId } from '#shared/ids.ts';
import { nameSkeleton } from '#shared/people/look-alikes.ts';
import { foldName } from '#shared/people/names.ts';
import { FORGOTTEN_NAME } from '#shared/people/unknown.ts';
import type { Random } from '#shared/ports.ts';
import type { AccountType } from '#shared/words.ts';
import type { AccountRow, NewAccountRow, Tables } from '../database/tables.ts';
import { isResting } from './given-up-names.ts';
import { restNames } from './resting-names.ts';
import { blankAccount, eraseOwnRows } from './account-rows.ts';

export { FORGOTTEN_NAME } from '#shared/people/unknown.ts';

/** A transaction or the store itself. */
export type Sql = Kysely<Tables>;

/** Null also for an account that was forgotten: nobody can be it any more. */
export async function findAccount(db: Sql, id: AccountId): Promise<AccountRow | null> {
  const query = db.selectFrom('accounts').selectAll().where('id', '=', id).where('forgotten_at_ms', 'is', null);
  return (await query.executeTakeFirst()) ?? null;
}

/** By name as somebody types it: with or without the @, in any case (F012). */
export async function findAccountByName(db: Sql, typed: string): Promise<AccountRow | null> {
  const folded = foldName(typed.trim().replace(/^@/, ''));
  const query = db.selectFrom('accounts').selectAll().where('name_folded', '=', folded);
  return (await query.where('forgotten_at_ms', 'is', null).executeTakeFirst()) ?? null;
}

/** A name in every form in which it is kept. */
export const namedAs = (name: string) => ({ name, name_folded: foldName(name), name_skeleton: nameSkeleton(name) });

/** Whether another account has this name, or one that looks the same, or gave it up not long ago (F012). */
export async function isNameTaken(db: Sql, name: string, by: AccountId | null = null): Promise<boolean> {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where((eb) => eb.or([eb('name_folded', '=', foldName(name)), eb('name_skeleton', '=', nameSkeleton(name))]))
    .execute();
  return rows.some(({ id }) => id !== by) || (await isResting(db, name, by));
}

export const newAccount = (random: Random, name: string, type: AccountType, nowMs: number): NewAccountRow => ({
  id: newId<AccountId>(random),
  ...namedAs(name),
  type,
  password_hash: null,
  age_group: null,
  parental_consent: 0,
  consent_versions: null,
  consented_at_ms: null,
  cleared_for_teens: 0,
  banned: 0,
  admin: 0,
  entitlements: '[]',
  listener_version: null,
  listener_agreed_at_ms: null,
  course: null,
  away: 'no',
  rank: 0,
  capabilities: '[]',
  held: 0,
  completed_chats: 0,
  talked: 0,
  created_at_ms: nowMs,
  forgotten_at_ms: null,
});

/** False when the name is taken, or one that looks the same is. A guest's is drawn among millions: folded it must be free. */
export async function insertAccount(db: Sql, row: NewAccountRow): Promise<boolean> {
  if (row.type !== 'guest' && (await isNameTaken(db, row.name))) return false;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) => conflict.column('name_folded').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Leaves nothing about the person, by the classes of the data (H3): the row stays without a name, so that the other side
 * of a chat keeps a partner until the chat itself is gone. The folded name cannot be anybody's: no name has a stroke in it. The name rests (F012),
 * but where `random` is null, by which a store that has no key for hashes yet gets one.
 */
export async function anonymizeAccount(db: Sql, id: AccountId, nowMs: number, random: Random | null = null): Promise<void> {
  const name_folded = `${FORGOTTEN_NAME}/${id}`;
  // All or nothing: whoever is marked as forgotten is so in every table.
  await db.transaction().execute(async (trx) => {
    if (random !== null) await restNames(trx, id, nowMs, random);
    await trx.updateTable('accounts').set({ name: FORGOTTEN_NAME, name_folded, forgotten_at_ms: nowMs }).where('id', '=', id).execute();
    await blankAccount(trx, id);
    await eraseFirstRows(trx, id);
  });
}

/** The rows that go first of all. May be done any number of times. */
export async function eraseFirstRows(db: Sql, id: AccountId): Promise<void> {
  // F104: somebody banned who has themselves erased is still known by their device, until its mark's time is over.
  const banned = db.selectFrom('accounts').select('id').where('id', '=', id).where('banned', '=', 1);
  await db.deleteFrom('device_marks').where('account', '=', id).where('account', 'not in', banned).execute();
  await eraseOwnRows(db, id, 'row');
}

/** How many there are of each kind, the forgotten ones left out. */
export async function countAccounts(db: Sql): Promise<readonly { readonly type: AccountType; readonly count: number }[]> {
  const rows = await db
    .selectFrom('accounts')
    .select((eb) => ['type', eb.fn.countAll<number>().as('count')])
    .where('forgotten_at_ms', 'is', null)
    .groupBy('type')
    .orderBy('type')
    .execute();
  return rows.map(({ type, count }) => ({ type, count: Number(count) }));
}

/** Leaves word for a running relay that another process changed this account, or ended a session (`change-watch.ts`). */
export async function noteChange(db: Sql, account: AccountId, nowMs: number, device: DeviceId | null = null): Promise<void> {
  await db.insertInto('account_changes').values({ account, device, at_ms: nowMs }).execute();
}
