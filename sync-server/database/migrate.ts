import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';
import { firstCup } from './migrations/0001-first-cup.ts';

/** Every migration, by the number it runs under. Only ever added to: a released one is never changed. */
const migrations = (types: ColumnTypes): Record<string, Migration> => ({
  '0001-first-cup': firstCup(types),
});

/**
 * Brings a store to the newest shape, in one transaction: a relay that is killed meanwhile finds the old shape whole
 * (RELIABILITY A9). Does nothing when it is there already. Throws when the store belongs to a newer Samovar.
 */
export async function migrateToLatest<Tables>(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(types) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the store could not be brought to its newest shape', { cause: error });
}
