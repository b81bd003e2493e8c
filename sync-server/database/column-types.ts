import { sql, type ColumnBuilderCallback, type RawBuilder } from 'kysely';

/** What databases spell differently. A migration is written once, in these words. */
export interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea';
  /** A growing number given by the database, as the primary key; never used twice, also not after deletes. */
  readonly sequence: { readonly type: RawBuilder<unknown>; readonly build: ColumnBuilderCallback };
}

export const SQLITE_TYPES: ColumnTypes = {
  bytes: 'blob',
  // The type must be spelled exactly so: only then is it SQLite's row number.
  sequence: { type: sql`integer`, build: (column) => column.primaryKey().autoIncrement() },
};
