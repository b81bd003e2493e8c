import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../column-types.ts';

/** Accounts, sessions, the request queue, chats, and documents with their updates. */
export const firstCup = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await createAccounts(db, types);
    await createMatching(db);
    await createDocuments(db, types);
  },
});

async function createAccounts(db: Kysely<never>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_folded', 'text', (column) => column.notNull().unique())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('age_group', 'text')
    .addColumn('parental_consent', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('consent_versions', 'text')
    .addColumn('consented_at_ms', 'bigint')
    .addColumn('cleared_for_teens', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('banned', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('admin', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('forgotten_at_ms', 'bigint')
    .execute();

  await db.schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
    .addColumn('device', 'text', (column) => column.notNull().unique())
    .addColumn('device_name', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('seen_at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_account').on('sessions').column('account').execute();
  await db.schema.createIndex('sessions_seen').on('sessions').column('seen_at_ms').execute();

  await db.schema
    .createTable('account_changes')
    .addColumn('seq', types.sequence.type as never, types.sequence.build)
    .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
    .addColumn('device', 'text')
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .execute();
}

async function createMatching(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seeker', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
    .addColumn('topic', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('age_group', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('settled_at_ms', 'bigint')
    .addColumn('chat', 'text')
    .execute();
  // P6: the database itself keeps the promise that a person waits once, whatever races in front of it.
  await db.schema
    .createIndex('requests_one_waiting')
    .unique()
    .on('requests')
    .column('seeker')
    .where('state' as never, '=', 'waiting')
    .execute();
  await db.schema.createIndex('requests_queue').on('requests').columns(['state', 'age_group', 'created_at_ms']).execute();
  await db.schema.createIndex('requests_seeker').on('requests').column('seeker').execute();

  await db.schema
    .createTable('chats')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seeker', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('listener', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('topic', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('opened_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('ended_at_ms', 'bigint')
    .addColumn('ended_by', 'text')
    .execute();
  await db.schema.createIndex('chats_seeker').on('chats').columns(['seeker', 'state']).execute();
  await db.schema.createIndex('chats_listener').on('chats').columns(['listener', 'state']).execute();
  await db.schema.createIndex('chats_state').on('chats').column('state').execute();

  await db.schema
    .createTable('blocks')
    .addColumn('blocker', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
    .addColumn('blocked', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('blocks_pair', ['blocker', 'blocked'] as never)
    .execute();
  await db.schema.createIndex('blocks_blocked').on('blocks').column('blocked').execute();
}

async function createDocuments(db: Kysely<never>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('snapshot', types.bytes as never)
    .addColumn('snapshot_seq', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('updated_at_ms', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('document_updates')
    .addColumn('seq', types.sequence.type as never, types.sequence.build)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('bytes', types.bytes as never, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('document_updates_name').on('document_updates').columns(['name', 'seq']).execute();

  await db.schema
    .createTable('document_clients')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('client', 'bigint', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('document_clients_pair', ['name', 'client'] as never)
    .execute();
}
