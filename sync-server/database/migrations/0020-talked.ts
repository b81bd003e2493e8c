import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** That somebody once began something in the name of an account (P51): known for longer than what they began is kept. */
export const talked = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('talked', 'integer', (column) => column.notNull().defaultTo(0)).execute();
  },
});
