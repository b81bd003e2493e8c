import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A session that goes on under a new token without a password (RELIABILITY E3): the one that follows, until it is first used; and by
 * when it must have been, after its person's rank rose.
 */
export const renewals = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('sessions').addColumn('next_hash', 'text').execute();
    await db.schema.createIndex('sessions_next').on('sessions').column('next_hash').execute();
    await db.schema.alterTable('sessions').addColumn('renew_by_ms', 'bigint').execute();
  },
});
