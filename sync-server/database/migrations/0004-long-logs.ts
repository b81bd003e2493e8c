import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which segments a long log has; a log that was never cut has no row. */
export const longLogs = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('log_segments')
      .addColumn('log', 'text', (column) => column.primaryKey())
      .addColumn('newest', 'bigint', (column) => column.notNull())
      .addColumn('first_kept', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('erased_below', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  },
});
