import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../column-types.ts';

/** Therapists' licences, who applies to be one, the end of what was granted, and the directory of therapists (F042–F046). */
export const therapists = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('grants').addColumn('until_ms', 'bigint').execute();
    await db.schema
      .createTable('therapists')
      .addColumn('account', 'text', (column) => column.primaryKey().references('accounts.id').onDelete('cascade'))
      .addColumn('legal_name', 'text', (column) => column.notNull())
      .addColumn('country', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('number', 'text', (column) => column.notNull())
      .addColumn('since_ms', 'bigint', (column) => column.notNull())
      .addColumn('entry_until_ms', 'bigint')
      .execute();
    await db.schema
      .createTable('therapist_applications')
      .addColumn('seq', types.sequence.type as never, types.sequence.build)
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('legal_name', 'text')
      .addColumn('country', 'text')
      .addColumn('region', 'text')
      .addColumn('number', 'text')
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('answered_at_ms', 'bigint')
      .execute();
    await db.schema.createIndex('therapist_applications_account').on('therapist_applications').column('account').execute();
    await createDirectory(db);
  },
});

/** One row for each thing a therapist is found by, in the directory's order, so that a page of a rare one is found as fast. */
async function createDirectory(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('therapist_listings')
    .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
    .addColumn('facet', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull())
    .addColumn('until_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('therapist_listings_of', ['account', 'facet', 'value'] as never)
    .execute();
  const columns = ['facet', 'value', 'place', 'account', 'until_ms'];
  await db.schema.createIndex('therapist_listings_place').on('therapist_listings').columns(columns as never).execute();
}
