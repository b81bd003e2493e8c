import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../column-types.ts';

/** Holds of new identities on a banned person's device, what people say to a ban or hold, and who asks to be cleared (F104, F085). */
export const holds = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('held', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    await db.schema.createIndex('accounts_banned').on('accounts').column('banned').execute();
    await db.schema.createIndex('accounts_held').on('accounts').column('held').execute();
    await db.schema
      .createTable('device_marks')
      .addColumn('account', 'text', (column) => column.primaryKey().references('accounts.id').onDelete('cascade'))
      .addColumn('mark', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .execute();
    for (const table of ['appeals', 'clearance_applications'] as const) {
      await db.schema
        .createTable(table)
        .addColumn('seq', types.sequence.type as never, types.sequence.build)
        .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('at_ms', 'bigint', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('answer', 'text')
        .addColumn('answered_at_ms', 'bigint')
        .execute();
      await db.schema.createIndex(`${table}_account`).on(table).column('account').execute();
    }
  },
});
