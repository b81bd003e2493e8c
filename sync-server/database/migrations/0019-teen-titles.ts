import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether a teen who holds a role wishes to be called by its teens' title (F207): nobody's age is given away without a yes. */
export const teenTitles = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('role_holders').addColumn('teen_title', 'integer', (column) => column.notNull().defaultTo(0)).execute();
  },
});
