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
import type { BusyPatience } from './busy-patience.ts';
import { commitsOf, effectOf } from './commits.ts';
import type { DurableLog } from './durable-log.ts';
import type { StoreGuard } from './store-guard.ts';

/**
 * Kysely over Node's own SQLite, with no native build step. Everything SQLite-only about the relay's store is in this
 * file, in `open.ts` and in `column-types.ts`; the queries themselves are portable.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #adapter: SqliteDatabase;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    const adapter = cachingDatabase(parts);
    super({ database: adapter });
    this.#adapter = adapter;
    this.#parts = parts;
  }

  override createDriver(): SqliteDriver {
    return new CarefulDriver(this.#adapter, this.#parts);
  }

  override createAdapter(): SqliteAdapter {
    return new CarefulAdapter();
  }
}

interface Parts {
  readonly connection: DatabaseSync;
  readonly guard: StoreGuard;
  readonly log: DurableLog;
  /** Whether a transaction that begins now may take the write lock. */
  readonly mayWrite: () => boolean;
  /** How to wait for another process that writes; without it SQLite waits by itself, and everything else with it. */
  readonly patience?: BusyPatience;
}

class CarefulDriver extends SqliteDriver {
  readonly #sqlite: DatabaseSync;
  readonly #mayWrite: () => boolean;
  readonly #log: DurableLog;
  readonly #patience: BusyPatience | null;
  #connection: DatabaseConnection | null = null;
  /** Ends when whoever has the connection gives it back. */
  #taken: Promise<void> = Promise.resolve();
  #giveBack: () => void = () => {};
  #writtenBefore = 0;

  constructor(adapter: SqliteDatabase, { connection, mayWrite, log, patience }: Parts) {
    super({ database: adapter });
    this.#sqlite = connection;
    this.#mayWrite = mayWrite;
    this.#log = log;
    this.#patience = patience ?? null;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#take();
    this.#connection ??= this.#patient(await super.acquireConnection());
    return this.#connection;
  }

  /** One after another: there is one connection. */
  async #take(): Promise<void> {
    const before = this.#taken;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#taken = promise;
    await before;
    this.#giveBack = resolve;
    this.#writtenBefore = this.#log.written;
  }

  /** What another process keeps from beginning is tried again, and meanwhile everybody else has the connection. */
  #patient(connection: DatabaseConnection): DatabaseConnection {
    const patience = this.#patience;
    if (patience === null) return connection;
    const pause = async (time: Promise<void>): Promise<void> => {
      this.#giveBack();
      await time;
      await this.#take();
    };
    return {
      executeQuery: (query, options) =>
        patience.run(() => connection.executeQuery(query, options), { mayRepeat: () => !this.#sqlite.isTransaction, pause }),
      streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
    };
  }

  /** The next one may begin at once; this one's answer waits until what it wrote or saw is durable. */
  override async releaseConnection(): Promise<void> {
    const wrote = this.#log.written !== this.#writtenBefore;
    this.#giveBack();
    await this.#log.settled(wrote);
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

class CarefulAdapter extends SqliteAdapter {
  /** SQLite can roll back a change of schema, so a migration that is killed half way leaves nothing (RELIABILITY A9). */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** The driver keeps the order by itself: Kysely would hold the connection until its last user's words are durable. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** Statements kept ready. Preparing costs as much as a point query, and the relay uses far fewer than this. */
const MAX_CACHED_STATEMENTS = 200;

function cachingDatabase({ connection: database, guard, log }: Parts): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  const done = commitsOf(database, log);
  const watched: Watched = (run) => {
    try {
      return run();
    } catch (error) {
      guard.failed(error);
      throw error;
    }
  };
  const make = (sql: string): SqliteStatement => {
    const effect = effectOf(sql);
    return wrap(database.prepare(sql), (run) => {
      const result = watched(run);
      done(effect);
      return result;
    });
  };
  return {
    close: () => {
      statements.clear();
      database.close();
    },
    prepare(sql) {
      const statement = statements.get(sql) ?? watched(() => make(sql));
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

/** Runs something on the store, and tells who has to know how it went. */
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
