import { createHmac } from 'node:crypto';
import type { AccountId } from '#shared/ids.ts';
import { nameSkeleton } from '#shared/people/look-alikes.ts';
import { foldName } from '#shared/people/names.ts';
import type { Random } from '#shared/ports.ts';
import type { Sql } from './account-store.ts';
import { readSalt } from './store-salt.ts';

/**
 * Names of accounts that were erased. Links, drafts and pages that devices kept lead to a name, and for a while whoever trusted it must
 * not meet a stranger under it (F012). Nothing readable stays, and nothing that names the account: two keyed hashes, of the name
 * and of what it looks like (RELIABILITY H3).
 */
const keysOf = (salt: Uint8Array, folded: string, skeleton: string | null): string[] =>
  [`name ${folded}`, ...(skeleton === null ? [] : [`looks like ${skeleton}`])].map((text) =>
    createHmac('sha256', salt).update(`resting ${text}`).digest('hex'));

/** In the transaction that erases an account, before anything of it goes: its own name, and those that it gave up before. */
export async function restNames(trx: Sql, account: AccountId, nowMs: number, random: Random): Promise<void> {
  const named = trx.selectFrom('accounts').select(['name_folded', 'name_skeleton']).where('id', '=', account);
  const own = await named.where('forgotten_at_ms', 'is', null).executeTakeFirst();
  if (own === undefined) return; // done before
  const salt = await readSalt(trx, random);
  const given = trx.selectFrom('names_given_up').select(['name_folded', 'name_skeleton', 'at_ms']).where('account', '=', account);
  for (const { name_folded, name_skeleton, at_ms } of [...(await given.execute()), { ...own, at_ms: nowMs }]) {
    for (const name_hash of keysOf(salt, name_folded, name_skeleton)) {
      await trx
        .insertInto('names_resting')
        .values({ name_hash, at_ms })
        .onConflict((conflict) => conflict.column('name_hash').doUpdateSet({ at_ms }))
        .execute();
    }
  }
}

/** Whether an erased account had this name not long ago, or one that looks the same. */
export async function restsStill(db: Sql, name: string): Promise<boolean> {
  const kept = await db.selectFrom('sign_in_salt').select('salt').where('id', '=', 1).executeTakeFirst();
  if (kept === undefined) return false; // without a key nothing was ever hashed
  const keys = keysOf(kept.salt, foldName(name), nameSkeleton(name));
  return (await db.selectFrom('names_resting').select('at_ms').where('name_hash', 'in', keys).executeTakeFirst()) !== undefined;
}
