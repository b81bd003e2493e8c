import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables as they are at this number. */
interface Shape {
  accounts: { id: string; age_group: string | null };
  profiles: { account: string; over_35: number };
  listings: { account: string; over_35: number };
  listing_topics: { account: string; over_35: number };
  listing_languages: { account: string; over_35: number };
}

const TAGGED = ['profiles', 'listings', 'listing_topics', 'listing_languages'] as const;

/**
 * Names of accounts that were erased, as keyed hashes, which are nobody's for a while (F012, H3). And "35 or over", which is said of
 * adults alone from here on (F086): whoever is none, and had chosen it, has it no more.
 */
export const restingNames = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('names_resting')
      .addColumn('name_hash', 'text', (column) => column.primaryKey())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .execute();
    const typed = db as unknown as Kysely<Shape>;
    for (const table of TAGGED) {
      const adults = typed.selectFrom('accounts').select('id').where('age_group', '=', 'adult');
      await typed.updateTable(table).set({ over_35: 0 }).where('over_35', '=', 1).where('account', 'not in', adults).execute();
    }
  },
});
