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

/** Whether this one blocked that one, and so knows. */
export async function hasBlocked(db: Kysely<Tables>, blocker: AccountId, blocked: AccountId): Promise<boolean> {
  const block = await db.selectFrom('blocks').select('at_ms').where('blocker', '=', blocker).where('blocked', '=', blocked).executeTakeFirst();
  return block !== undefined;
}

/** F155: whether a member wants no more first words of this listener. */
export async function hasRefused(db: Kysely<Tables>, member: AccountId, listener: AccountId): Promise<boolean> {
  const mark = await db.selectFrom('refusals').select('at_ms').where('member', '=', member).where('listener', '=', listener).executeTakeFirst();
  return mark !== undefined;
}
