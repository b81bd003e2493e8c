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
import type { StoreGuard } from './store-guard.ts';

/**
 * Kysely over Node's own SQLite, with no native build step. Everything SQLite-only about the relay's store is in this
 * file, in `open.ts` and in `column-types.ts`; the queries themselves are portable.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #adapter: SqliteDatabase;
  readonly #connection: DatabaseSync;
  readonly #mayWrite: () => boolean;

  /** `mayWrite`: whether a transaction that begins now may take the write lock. */
  constructor(connection: DatabaseSync, guard: StoreGuard, mayWrite: () => boolean) {
    const adapter = cachingDatabase(connection, guard);
    super({ database: adapter });
    this.#adapter = adapter;
    this.#connection = connection;
    this.#mayWrite = mayWrite;
  }

  override createDriver(): SqliteDriver {
    return new CarefulDriver(this.#adapter, this.#connection, this.#mayWrite);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

class CarefulDriver extends SqliteDriver {
  readonly #sqlite: DatabaseSync;
  readonly #mayWrite: () => boolean;

  constructor(adapter: SqliteDatabase, sqlite: DatabaseSync, mayWrite: () => boolean) {
    super({ database: adapter });
    this.#sqlite = sqlite;
    this.#mayWrite = mayWrite;
  }

  /**
   * Takes the write lock when a transaction begins. A transaction that reads first and writes later could otherwise be
   * thrown out in the middle, because an admin command wrote to the same file in between. While the store is read-only
   * there is no such lock to be had, and reading goes on without it.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#mayWrite() ? 'begin immediate' : 'begin'));
  }

  /** A failing disk makes SQLite roll back by itself; doing it again would hide why behind another error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.isTransaction) await super.rollbackTransaction(connection);
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

function cachingDatabase(database: DatabaseSync, guard: StoreGuard): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  const watched: Watched = (run) => {
    try {
      return run();
    } catch (error) {
      guard.failed(error);
      throw error;
    }
  };
  return {
    close: () => {
      statements.clear();
      database.close();
    },
    prepare(sql) {
      const statement = statements.get(sql) ?? watched(() => wrap(database.prepare(sql), watched));
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

/** Runs something on the store, and tells the guard of its failure. */
type Watched = <T>(run: () => T) => T;

const wrap = (statement: StatementSync, watched: Watched): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => watched(() => statement.all(...parameters.map(toSqlValue))),
  run: (parameters) => watched(() => statement.run(...parameters.map(toSqlValue))),
  iterate: (parameters) => watched(() => statement.iterate(...parameters.map(toSqlValue))),
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
