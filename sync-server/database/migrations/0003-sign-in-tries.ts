import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../column-types.ts';

/** Who tried to sign in, so that the limits hold across a restart (RELIABILITY C9). Names and addresses only as hashes. */
export const signInTries = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('sign_in_tries')
      .addColumn('seq', types.sequence.type as never, types.sequence.build)
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('name_hash', 'text', (column) => column.notNull())
      .addColumn('address_hash', 'text', (column) => column.notNull())
      .addColumn('failed', 'integer', (column) => column.notNull())
      .addColumn('known', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sign_in_tries_name').on('sign_in_tries').columns(['name_hash', 'at_ms']).execute();
    await db.schema.createIndex('sign_in_tries_address').on('sign_in_tries').columns(['address_hash', 'at_ms']).execute();

    await db.schema
      .createTable('known_addresses')
      .addColumn('name_hash', 'text', (column) => column.notNull())
      .addColumn('address_hash', 'text', (column) => column.notNull())
      .addColumn('seen_at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('known_addresses_pair', ['name_hash', 'address_hash'] as never)
      .execute();

    await db.schema
      .createTable('sign_in_salt')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('salt', types.bytes as never, (column) => column.notNull())
      .execute();
  },
});
