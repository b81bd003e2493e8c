import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../column-types.ts';

/** F109: what an operator has opened for an account, and a line for each time that was given or taken back. */
export const entitlements = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .alterTable('accounts')
      .addColumn('entitlements', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
    await db.schema
      .createTable('grants')
      .addColumn('seq', types.sequence.type as never, types.sequence.build)
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('entitlement', 'text', (column) => column.notNull())
      .addColumn('granted', 'integer', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('grants_account').on('grants').column('account').execute();
  },
});
