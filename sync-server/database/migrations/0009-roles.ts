import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ADMIN_ROLE, FIRST_ROLES, FIRST_TRACKS, type Role, type Track } from '#shared/people/roles.ts';

export interface Seeded {
  accounts: { id: string; admin: number; rank: number; capabilities: string };
  role_tracks: { id: string; position: number; names: string };
  roles: { id: string; track: string; rank: number; names: string; teen_names: string | null; purposes: string; capabilities: string };
  role_holders: { role: string; account: string; at_ms: number };
}

/** Roles, their tracks and who holds them (F206, F209). A new house gets the seven ranks; admins of before hold theirs. */
export const roles = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('role_tracks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('names', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('roles')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('track', 'text', (column) => column.notNull().references('role_tracks.id'))
      .addColumn('rank', 'integer', (column) => column.notNull())
      .addColumn('names', 'text', (column) => column.notNull())
      .addColumn('teen_names', 'text')
      .addColumn('purposes', 'text', (column) => column.notNull())
      .addColumn('capabilities', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('role_holders')
      .addColumn('role', 'text', (column) => column.notNull().references('roles.id').onDelete('cascade'))
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('role_holders_of', ['role', 'account'] as never)
      .execute();
    await db.schema.createIndex('role_holders_account').on('role_holders').column('account').execute();
    await db.schema.alterTable('accounts').addColumn('rank', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    await db.schema.alterTable('accounts').addColumn('capabilities', 'text', (column) => column.notNull().defaultTo('[]')).execute();
    await seed(db as unknown as Kysely<Seeded>);
  },
});

async function seed(db: Kysely<Seeded>): Promise<void> {
  await db.insertInto('role_tracks').values(FIRST_TRACKS.map(trackRow)).execute();
  await db.insertInto('roles').values(FIRST_ROLES.map(roleRow)).execute();
  const admin = FIRST_ROLES.find(({ id }) => id === ADMIN_ROLE);
  const admins = await db.selectFrom('accounts').select('id').where('admin', '=', 1).execute();
  for (const { id } of admins) await db.insertInto('role_holders').values({ role: ADMIN_ROLE, account: id, at_ms: 0 }).execute();
  if (admin === undefined) return;
  const powers = { rank: admin.rank, capabilities: JSON.stringify(admin.capabilities) };
  await db.updateTable('accounts').set(powers).where('admin', '=', 1).execute();
}

export const trackRow = ({ id, names }: Track, position: number): Seeded['role_tracks'] => ({ id, position, names: JSON.stringify(names) });

export const roleRow = ({ id, track, rank, names, teenNames, purposes, capabilities }: Role): Seeded['roles'] => ({
  id,
  track,
  rank,
  names: JSON.stringify(names),
  teen_names: teenNames === null ? null : JSON.stringify(teenNames),
  purposes: JSON.stringify(purposes),
  capabilities: JSON.stringify(capabilities),
});
