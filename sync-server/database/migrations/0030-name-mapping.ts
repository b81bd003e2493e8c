import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** F012: by which mapping the forms of the names in this store were made. No row: by one of before, so that they are all made anew. */
export const nameMapping = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('name_mapping')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('mapping', 'text', (column) => column.notNull())
      .execute();
  },
});
