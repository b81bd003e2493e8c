import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people say about themselves, whether a listener is on a break, and the directory of listeners (F023, F040, F164). */
export const profiles = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .alterTable('accounts')
      .addColumn('away', 'text', (column) => column.notNull().defaultTo('no'))
      .execute();
    await db.schema
      .createTable('profiles')
      .addColumn('account', 'text', (column) => column.primaryKey().references('accounts.id').onDelete('cascade'))
      .addColumn('bio', 'text', (column) => column.notNull())
      .addColumn('topics', 'text', (column) => column.notNull())
      .addColumn('languages', 'text', (column) => column.notNull())
      .addColumn('over_35', 'integer', (column) => column.notNull())
      .addColumn('accepts_starts', 'integer', (column) => column.notNull())
      .addColumn('no_chats', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('away_until_ms', 'bigint')
      .addColumn('away_note', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('accounts_type').on('accounts').columns(['type', 'id']).execute();
    await createDirectory(db);
  },
});

async function createDirectory(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('listings')
    .addColumn('account', 'text', (column) => column.primaryKey().references('accounts.id').onDelete('cascade'))
    .addColumn('name_folded', 'text', (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull())
    .addColumn('hears_teens', 'integer', (column) => column.notNull())
    .addColumn('hears_adults', 'integer', (column) => column.notNull())
    .addColumn('over_35', 'integer', (column) => column.notNull())
    .execute();
  // With everything a page asks about on its way, so that what does not fit is passed over without a second look.
  await db.schema.createIndex('listings_place').on('listings').columns(['place', 'account', 'hears_teens', 'hears_adults', 'over_35']).execute();
  await db.schema.createIndex('listings_name').on('listings').column('name_folded').execute();
  for (const [table, word] of [['listing_topics', 'topic'], ['listing_languages', 'language']] as const) {
    await db.schema
      .createTable(table)
      .addColumn(word, 'text', (column) => column.notNull())
      .addColumn('place', 'bigint', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('hears_teens', 'integer', (column) => column.notNull())
      .addColumn('hears_adults', 'integer', (column) => column.notNull())
      .addColumn('over_35', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${table}_of`, ['account', word] as never)
      .execute();
    const columns = [word, 'place', 'account', 'hears_teens', 'hears_adults', 'over_35'];
    await db.schema.createIndex(`${table}_place`).on(table).columns(columns as never).execute();
  }
}
