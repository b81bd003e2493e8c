import { closeSync, mkdirSync, openSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Kysely, sql } from 'kysely';
import { STORE } from '#shared/limits.ts';
import type { Clock, Timers } from '#shared/ports.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import { systemPorts } from '../system.ts';
import { backup } from './backup.ts';
import { createBusyPatience } from './busy-patience.ts';
import { SQLITE_TYPES } from './column-types.ts';
import { startCheckpointer, type Checkpointer } from './checkpointer.ts';
import { DurableLog } from './durable-log.ts';
import { migrateToLatest, mustBeNewest } from './migrate.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import { IN_MEMORY, probe } from './probe.ts';
import { StoreGuard } from './store-guard.ts';
import type { StoreState } from './store-state.ts';
import type { Tables } from './tables.ts';

export { IN_MEMORY };

/** The relay's store, open. Whoever opened it closes it. */
export interface Database {
  readonly db: Kysely<Tables>;
  /**
   * Moves the write-ahead log into the store and empties it: only then is deleted text out of every file
   * (RELIABILITY H3). False when a reader in another process held it up, or the store is read-only: the next one will
   * do it.
   */
  checkpoint(): Promise<boolean>;
  /** Copies the store as it is at one moment, while it goes on being written, to a file that appears when complete. */
  backup(toFile: string): Promise<void>;
  /** Whether it takes changes, and why not (RELIABILITY A3, A4). Costs nothing. */
  state(): StoreState;
  /** Called at each change of state, in the moment it happens. Returns how to stop it. */
  onState(listener: (state: StoreState) => void): () => void;
  /**
   * Writes something that nobody reads, all the way to the disk, and gives the state that follows from it. Brings back a
   * store whose disk was full; one whose disk has failed stays as it is until it is opened anew.
   */
  probe(): Promise<StoreState>;
  /** How often the thread that keeps the write-ahead log short has died since the store was opened. */
  checkpointThreadDeaths(): number;
  /** What SQLite finds wrong with the store; empty when it is whole. */
  verify(): Promise<readonly string[]>;
  /** May be called any number of times. */
  close(): Promise<void>;
}

/** What another process may keep a command waiting for, this connection of SQLite's by itself. */
const BUSY_TIMEOUT_MS = STORE.busyTimeoutMs;

interface Place {
  readonly file: string;
  readonly clock?: Clock;
  /** False rejects with `StoreTooOld` instead of changing the shape of a store that another process may be using. */
  readonly migrates?: boolean;
  /** Given, it serves people for long: a thread keeps the write-ahead log short, and nothing waits on the event loop. */
  readonly timers?: Pick<Timers, 'monotonicMs' | 'after'>;
  readonly log?: Pick<Log, 'error'>;
  /**
   * Another process serves from it just now: its log is left to it. To move it could hold that process up, and where its
   * disk has failed it would bring into the store what nobody knows to be true (RELIABILITY A3).
   */
  readonly beside?: boolean;
  /** In place of flushing the write-ahead log: for tests, and for the bench that shows what the flush costs. */
  readonly flush?: () => Promise<void>;
}

/** Where a thread keeps the log short, SQLite does it in a commit only when it has grown to so many pages (100 MiB). */
const LONGEST_LOG_PAGES = 25_000;

/**
 * Opens the store and brings it to its newest shape. Acknowledged means durable (DESIGN promise 7): a promise of `db` resolves
 * when what it wrote, or read of others' writing, is on the disk. Deleted rows are overwritten (promise 5). The folder is its owner's alone.
 */
export async function openDatabase(where: Place): Promise<Database> {
  if (where.file !== IN_MEMORY) makeFile(where.file);
  const connection = new DatabaseSync(where.file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  let wal: FileHandle | null = null;
  let checkpointer: Checkpointer | null = null;
  try {
    // `normal`: in order and never torn, but not flushed with each commit. DurableLog does that, off the event loop.
    connection.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma secure_delete = on;');
    connection.exec('pragma checkpoint_fullfsync = on'); // macOS: a plain flush may stay in the drive
    // Whatever SQLite would put into files of its own, words among them, and find the disk full.
    connection.exec('pragma temp_store = memory');
    if (where.beside === true) connection.exec('pragma wal_autocheckpoint = 0; select count(*) from sqlite_schema'); // opens the log
    // What the last process left in the log may be in the system's cache alone, if its disk failed while it wrote: it is
    // written anew, and flushed, before anything is built on it (RELIABILITY A3).
    else connection.exec('pragma wal_checkpoint(truncate)');
    const guard = new StoreGuard(where.clock ?? systemPorts().clock, (refuse) =>
      connection.exec(`pragma query_only = ${refuse ? 'on' : 'off'}`),
    );
    // SQLite keeps this very file for as long as a connection is open. Its locks are on another: closing ours frees none.
    if (where.file !== IN_MEMORY) wal = await open(`${where.file}-wal`, 'r+');
    const flush = async (): Promise<void> => {
      await (where.flush === undefined ? wal?.datasync() : where.flush());
      checkpointer?.wrote();
    };
    const log = new DurableLog(flush, (error) => guard.failed(error));
    const waits = where.timers === undefined ? {} : { patience: createBusyPatience(where.timers, BUSY_TIMEOUT_MS) };
    if (where.timers !== undefined) connection.exec('pragma busy_timeout = 0');
    const db = new Kysely<Tables>({
      dialect: new NodeSqliteDialect({ connection, guard, log, mayWrite: () => guard.isWritable, ...waits }),
    });
    await (where.migrates === false ? mustBeNewest : migrateToLatest)(db, SQLITE_TYPES);
    if (where.timers !== undefined) {
      connection.exec(`pragma wal_autocheckpoint = ${LONGEST_LOG_PAGES}`);
      checkpointer = startCheckpointer({
        file: where.file,
        busyTimeoutMs: BUSY_TIMEOUT_MS,
        timers: where.timers,
        failed: (error) => guard.failed(error),
        died: (error) => where.log?.error('checkpoint-thread-died', errorFacts(error)),
      });
    }
    return database({ db, connection, file: where.file, guard, wal, checkpointer, beside: where.beside ?? false });
  } catch (error) {
    await wal?.close();
    connection.close();
    throw error;
  }
}

/**
 * Opens a store to look at it and nothing else: neither migrated nor written, and without a lock that a running relay would
 * wait for. `alone`: a finished copy that nobody writes; nothing is then made beside it. Rejects with `StoreUnknown` or
 * `StoreTooOld` when its shape is not ours.
 */
export async function openForReading(file: string, { alone = false } = {}): Promise<Database> {
  const place = pathToFileURL(file);
  if (alone) place.searchParams.set('immutable', '1');
  const connection = new DatabaseSync(place, { timeout: BUSY_TIMEOUT_MS, readOnly: true });
  try {
    const guard = new StoreGuard(systemPorts().clock, () => undefined);
    const log = new DurableLog(async () => {}, (error) => guard.failed(error));
    const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect({ connection, guard, log, mayWrite: () => false }) });
    await mustBeNewest(db, SQLITE_TYPES);
    const whole = database({ db, connection, file, guard, wal: null, checkpointer: null, beside: true });
    return { ...whole, close: () => db.destroy() };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** SQLite gives its companion files the rights of the store, so the store has its owner's alone from the beginning. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

interface Opened {
  readonly db: Kysely<Tables>;
  readonly connection: DatabaseSync;
  readonly file: string;
  readonly guard: StoreGuard;
  /** The write-ahead log, to be flushed; null where nothing is written to a disk. */
  readonly wal: FileHandle | null;
  readonly checkpointer: Checkpointer | null;
  readonly beside: boolean;
}

function database({ db, connection, file, guard, wal, checkpointer, beside }: Opened): Database {
  let closing: Promise<void> | null = null;
  const hasFailed = (): boolean => guard.state.at === 'read-only' && guard.state.reason === 'disk-failed';
  const checkpoint = async (): Promise<boolean> => {
    if (beside || !guard.isWritable) return false;
    // Most of it beside the event loop; what is left for the rest is to empty the log.
    await checkpointer?.run();
    // Through Kysely, so that it waits for an open transaction instead of failing inside it.
    return db.connection().execute(async (one) => {
      // But for no other process: SQLite would sleep on the event loop while a backup reads, again and again. Not through
      // Kysely: this pragma acts when it is prepared, and statements are kept.
      const timeoutMs = checkpointer === null ? BUSY_TIMEOUT_MS : 0;
      connection.exec('pragma busy_timeout = 0');
      try {
        const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(one);
        return rows[0]?.busy === 0;
      } finally {
        connection.exec(`pragma busy_timeout = ${timeoutMs}`);
      }
    });
  };
  return {
    db,
    checkpoint,
    state: () => guard.state,
    onState: (listener) => guard.subscribe(listener),
    probe: () => probe(db, file, guard),
    checkpointThreadDeaths: () => checkpointer?.deaths ?? 0,
    backup: (toFile) => backup({ connection, file, busyTimeoutMs: BUSY_TIMEOUT_MS }, toFile),
    verify: async () => {
      const { rows } = await sql<Record<string, string>>`pragma integrity_check`.execute(db);
      return rows.map((row) => String(Object.values(row)[0])).filter((line) => line !== 'ok');
    },
    close: () => {
      closing ??= checkpoint()
        .catch(() => false)
        .then(() => checkpointer?.close().catch(() => undefined))
        // The last connection moves the log into the store as it closes. After a failed flush what it would move may be what the
        // system made of pages it could not write: left open, it ends with the process, and the next start reads the disk.
        .then(() => (hasFailed() ? undefined : db.destroy()))
        .finally(() => wal?.close());
      return closing;
    },
  };
}
