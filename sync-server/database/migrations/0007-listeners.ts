import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** F088, F193: what a listener agreed to and when, and what their app said of the course. */
export const listeners = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('listener_version', 'text').execute();
    await db.schema.alterTable('accounts').addColumn('listener_agreed_at_ms', 'bigint').execute();
    await db.schema.alterTable('accounts').addColumn('course', 'text').execute();
  },
});
