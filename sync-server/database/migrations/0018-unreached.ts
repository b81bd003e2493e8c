import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Words that wait and reach nobody, whom a member wants no more first words of, in which chats a listener listened (F084, F102,
 * F155, F237), and names that were given up (F012).
 */
export const unreached = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('starts').addColumn('reaches', 'integer', (column) => column.notNull().defaultTo(1)).execute();
    await db.schema.alterTable('chats').addColumn('heard', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    await db.schema.alterTable('chats').addColumn('counted', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    // Of chats before, nobody knows more than that they ended.
    await sql`update chats set heard = 1 where state in ('ended', 'expired')`.execute(db);
    await db.schema
      .createTable('refusals')
      .addColumn('member', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('listener', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('refusals_pair', ['member', 'listener'] as never)
      .execute();
    await db.schema.createIndex('refusals_listener').on('refusals').column('listener').execute();
    await db.schema
      .createTable('names_given_up')
      .addColumn('name_folded', 'text', (column) => column.primaryKey())
      .addColumn('name_skeleton', 'text')
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('names_given_up_skeleton').on('names_given_up').column('name_skeleton').execute();
    await db.schema.createIndex('names_given_up_account').on('names_given_up').column('account').execute();
  },
});
