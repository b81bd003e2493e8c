import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';

/**
 * Kysely over Node's own SQLite, with no native build step. Everything SQLite-only about the relay's store is in this
 * file, in `open.ts` and in `column-types.ts`; the queries themselves are portable.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: DatabaseSync) {
    const adapter = cachingDatabase(database);
    super({ database: adapter });
    this.#database = adapter;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/**
 * Takes the write lock when a transaction begins. A transaction that reads first and writes later could otherwise be
 * thrown out in the middle, because an admin command wrote to the same file in between.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite can roll back a change of schema, so a migration that is killed half way leaves nothing (RELIABILITY A9). */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Statements kept ready. Preparing costs as much as a point query, and the relay uses far fewer than this. */
const MAX_CACHED_STATEMENTS = 200;

function cachingDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      statements.clear();
      database.close();
    },
    prepare(sql) {
      const statement = statements.get(sql) ?? wrap(database.prepare(sql));
      // Used last, dropped last: a Map keeps the order in which keys were set.
      statements.delete(sql);
      statements.set(sql, statement);
      if (statements.size > MAX_CACHED_STATEMENTS) {
        for (const oldest of statements.keys()) {
          statements.delete(oldest);
          break;
        }
      }
      return statement;
    },
  };
}

const wrap = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => statement.all(...parameters.map(toSqlValue)),
  run: (parameters) => statement.run(...parameters.map(toSqlValue)),
  iterate: (parameters) => statement.iterate(...parameters.map(toSqlValue)),
});

/** Throws for what SQLite has no value for, `undefined` above all: it would hide a forgotten column. */
function toSqlValue(value: unknown): SQLInputValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    default:
      if (value instanceof Uint8Array) return value;
      throw new TypeError(`SQL has no value for a ${typeof value}`);
  }
}
