import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { nameSkeleton } from '#shared/people/look-alikes.ts';
import type { AccountId } from '#shared/ids.ts';

/** The tables as they are at this number. */
interface Shape {
  accounts: { id: AccountId; name: string; name_skeleton: string | null; forgotten_at_ms: number | null };
}

/**
 * Ways back into an account (RELIABILITY E6), what names look like, so that no two look the same (F012), and since when an
 * erasure is complete, so that one that was cut short is finished (H3).
 */
export const accountKeys = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('recovery_codes')
      .addColumn('account', 'text', (column) => column.primaryKey().references('accounts.id').onDelete('cascade'))
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addColumn('made_at_ms', 'bigint', (column) => column.notNull())
      .execute();
    // Not unique: names of before may look alike already, and keep their people.
    await db.schema.alterTable('accounts').addColumn('name_skeleton', 'text').execute();
    await db.schema.createIndex('accounts_skeleton').on('accounts').column('name_skeleton').execute();
    // Of nobody yet: whoever was forgotten before has the rest of it done at the next start.
    await db.schema.alterTable('accounts').addColumn('erased_at_ms', 'bigint').execute();
    const typed = db as unknown as Kysely<Shape>;
    const people = await typed.selectFrom('accounts').select(['id', 'name']).where('forgotten_at_ms', 'is', null).execute();
    for (const { id, name } of people) {
      await typed.updateTable('accounts').set({ name_skeleton: nameSkeleton(name) }).where('id', '=', id).execute();
    }
  },
});
