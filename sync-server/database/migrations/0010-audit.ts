import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The record of acts with power, each line bound to the one before it, and how far it goes (RELIABILITY G3). */
export const audit = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('audit')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('by', 'text')
      .addColumn('whom', 'text')
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .addColumn('previous', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('audit_whom').on('audit').columns(['whom', 'seq']).execute();
    await db.schema
      .createTable('audit_head')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
  },
});
