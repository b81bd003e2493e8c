import type { Random } from '#shared/ports.ts';
import type { Sql } from './account-store.ts';

const SALT_BYTES = 32;

/** One for the life of the store, so that hashes are the same after a restart and mean nothing in another store. */
export async function readSalt(db: Sql, random: Random): Promise<Uint8Array> {
  await db
    .insertInto('sign_in_salt')
    .values({ id: 1, salt: random.bytes(SALT_BYTES) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return (await db.selectFrom('sign_in_salt').select('salt').where('id', '=', 1).executeTakeFirstOrThrow()).salt;
}
