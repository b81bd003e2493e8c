import type { Kysely } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import { ACCOUNT } from '#shared/limits.ts';
import { nameSkeleton } from '#shared/people/look-alikes.ts';
import { foldName } from '#shared/people/names.ts';
import type { AccountRow, Tables } from '../database/tables.ts';
import { restsStill } from './resting-names.ts';

/**
 * Names that were given up. People are written to by name, and a draft, a page that a device kept, or a link has the old one: for a
 * while it is nobody's, nor is one that looks like it. Its account may take it back. With the account it goes, but for a hash (H3).
 */
type Sql = Kysely<Tables>;

/** In the transaction that gives the account another name. */
export async function giveUpName(db: Sql, { id, name_folded, name_skeleton }: AccountRow, next: string, nowMs: number): Promise<void> {
  await db.deleteFrom('names_given_up').where('account', '=', id).where('name_folded', '=', foldName(next)).execute();
  if (name_folded === foldName(next)) return;
  await db
    .insertInto('names_given_up')
    .values({ name_folded, name_skeleton, account: id, at_ms: nowMs })
    .onConflict((conflict) => conflict.column('name_folded').doUpdateSet({ account: id, at_ms: nowMs }))
    .execute();
}

export async function isResting(db: Sql, name: string, by: AccountId | null): Promise<boolean> {
  const rows = await db
    .selectFrom('names_given_up')
    .select('account')
    .where((eb) => eb.or([eb('name_folded', '=', foldName(name)), eb('name_skeleton', '=', nameSkeleton(name))]))
    .execute();
  return rows.some(({ account }) => account !== by) || restsStill(db, name);
}

/** Those whose time is over are anybody's. */
export async function sweepGivenUpNames(db: Sql, nowMs: number): Promise<void> {
  for (const table of ['names_given_up', 'names_resting'] as const) {
    await db.deleteFrom(table).where('at_ms', '<=', nowMs - ACCOUNT.nameRestsMs).execute();
  }
}
