import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { LATER_ROLES, LATER_TRACKS } from '#shared/people/roles.ts';
import type { ColumnTypes } from '../column-types.ts';
import { roleRow, trackRow, type Seeded } from './0009-roles.ts';

/**
 * Who asks to be noted in the other age group (F082), and the roles of peers and of members who never
 * listen (F197, F205). A house that has made its own under these names keeps them.
 */
export const ages = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('age_wishes')
      .addColumn('seq', types.sequence.type as never, types.sequence.build)
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('wanted', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('answered_at_ms', 'bigint')
      .execute();
    await db.schema.createIndex('age_wishes_account').on('age_wishes').column('account').execute();
    await seed(db as unknown as Kysely<Seeded>);
  },
});

async function seed(db: Kysely<Seeded>): Promise<void> {
  const last = await db.selectFrom('role_tracks').select('position').orderBy('position', 'desc').executeTakeFirst();
  const from = (last?.position ?? -1) + 1;
  const tracks = LATER_TRACKS.map((track, index) => trackRow(track, from + index));
  await db.insertInto('role_tracks').values(tracks).onConflict((conflict) => conflict.column('id').doNothing()).execute();
  const known = new Set((await db.selectFrom('role_tracks').select('id').execute()).map(({ id }) => id));
  // A house may have taken the track out on which one of them would stand.
  const roles = LATER_ROLES.filter(({ track }) => known.has(track)).map(roleRow);
  if (roles.length > 0) await db.insertInto('roles').values(roles).onConflict((conflict) => conflict.column('id').doNothing()).execute();
}
