import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * F104: whether an account began on a device, or was only used there: the hold of somebody whom nobody has judged does not spread by
 * where they sign in. What is there from before is from where accounts began. By its value a mark is found without reading all others.
 */
export const beganMarks = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('device_marks').addColumn('began', 'integer', (column) => column.notNull().defaultTo(1)).execute();
    await db.schema.createIndex('device_marks_mark').on('device_marks').column('mark').execute();
  },
});
