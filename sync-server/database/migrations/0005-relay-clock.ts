import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** RELIABILITY A6: the time at which this store was last served, and a jump of the machine's clock that is in doubt. */
export const relayClock = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('relay_clock')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('now_ms', 'bigint', (column) => column.notNull())
      .addColumn('doubt_step_ms', 'bigint')
      .addColumn('doubt_held_ms', 'bigint')
      .execute();
  },
});
