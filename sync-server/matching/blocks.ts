import type { Kysely } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import type { Tables } from '../database/tables.ts';

/** F102: whether one of the two has blocked the other, either way. */
export async function isBlockBetween(db: Kysely<Tables>, one: AccountId, other: AccountId): Promise<boolean> {
  const block = await db
    .selectFrom('blocks')
    .select('at_ms')
    .where((eb) =>
      eb.or([
        eb.and([eb('blocker', '=', one), eb('blocked', '=', other)]),
        eb.and([eb('blocker', '=', other), eb('blocked', '=', one)]),
      ]),
    )
    .executeTakeFirst();
  return block !== undefined;
}
