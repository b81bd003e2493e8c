import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * When each guest was last seen, also behind the end of their session (F016), and how far the relay's time was moved by steps of the
 * machine's clock (A6): a month in which nobody could come is no month without anybody. Of whom nothing is known any more, it begins now.
 */
export const guestsSeen = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('guest_seen_at_ms', 'bigint').execute();
    await db.schema.alterTable('relay_clock').addColumn('stepped_ms', 'bigint', (column) => column.notNull().defaultTo(0)).execute();
    await sql`update accounts set guest_seen_at_ms = coalesce(
      (select max(sessions.seen_at_ms) from sessions where sessions.account = accounts.id),
      (select max(relay_clock.now_ms) from relay_clock),
      created_at_ms
    ) where type = 'guest' and forgotten_at_ms is null`.execute(db);
  },
});
