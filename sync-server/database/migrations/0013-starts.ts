import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What waits between two people apart from the queue (F030, F157, F158), who opened a chat, and how many a listener completed (F154). */
export const starts = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('starts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('writer', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('recipient', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('topic', 'text')
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('then_queue', 'integer', (column) => column.notNull())
      .addColumn('queued', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('lapses_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('settled_at_ms', 'bigint')
      .addColumn('chat', 'text')
      .execute();
    await db.schema.createIndex('starts_writer').on('starts').columns(['writer', 'state']).execute();
    await db.schema.createIndex('starts_recipient').on('starts').columns(['recipient', 'state']).execute();
    await db.schema.createIndex('starts_lapse').on('starts').columns(['state', 'lapses_at_ms']).execute();
    await db.schema.createIndex('starts_chat').on('starts').column('chat').execute();
    await db.schema.alterTable('chats').addColumn('opened_by', 'text').execute();
    await db.schema.alterTable('accounts').addColumn('completed_chats', 'integer', (column) => column.notNull().defaultTo(0)).execute();
  },
});
