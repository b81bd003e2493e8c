import type { Kysely } from 'kysely';
import { newId, type AccountId, type DeviceId } from '#shared/ids.ts';
import { foldName } from '#shared/people/names.ts';
import type { Random } from '#shared/ports.ts';
import type { AccountType } from '#shared/words.ts';
import type { AccountRow, NewAccountRow, Tables } from '../database/tables.ts';

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

export const newAccount = (random: Random, name: string, type: AccountType, nowMs: number): NewAccountRow => ({
  id: newId<AccountId>(random),
  name,
  name_folded: foldName(name),
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
  created_at_ms: nowMs,
  forgotten_at_ms: null,
});

/** False when the name is taken. */
export async function insertAccount(db: Sql, row: NewAccountRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) => conflict.column('name_folded').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Leaves nothing about the person: the row stays without a name, so that the other side of a chat keeps a partner
 * until the chat itself is gone. The folded name cannot be anybody's: no name has a stroke in it.
 */
export async function anonymizeAccount(db: Sql, id: AccountId, nowMs: number): Promise<void> {
  await db
    .updateTable('accounts')
    .set({
      name: FORGOTTEN_NAME,
      name_folded: `${FORGOTTEN_NAME}/${id}`,
      password_hash: null,
      age_group: null,
      parental_consent: 0,
      consent_versions: null,
      consented_at_ms: null,
      entitlements: '[]',
      forgotten_at_ms: nowMs,
    })
    .where('id', '=', id)
    .execute();
  await db.deleteFrom('grants').where('account', '=', id).execute();
}

/** What stands in the place of a forgotten account's name. */
export const FORGOTTEN_NAME = 'forgotten';

/** Leaves word for a running relay that another process changed this account, or ended a session (`change-watch.ts`). */
export async function noteChange(db: Sql, account: AccountId, nowMs: number, device: DeviceId | null = null): Promise<void> {
  await db.insertInto('account_changes').values({ account, device, at_ms: nowMs }).execute();
}
