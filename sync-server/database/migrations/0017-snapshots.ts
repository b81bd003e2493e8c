import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../column-types.ts';

/**
 * Snapshots get a table of their own. Beside the counters that every message changes, each message wrote the whole snapshot
 * anew: half a megabyte for a line in a long chat, and again to the log.
 */
export const snapshots = (types: ColumnTypes): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('document_snapshots')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('bytes', types.bytes as never, (column) => column.notNull())
      .execute();
    await sql`insert into document_snapshots (name, bytes) select name, snapshot from documents where snapshot is not null`.execute(db);
    await db.schema.alterTable('documents').dropColumn('snapshot').execute();
  },
});
