import { open, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { sql, type Kysely } from 'kysely';
import { STORE } from '#shared/limits.ts';
import { unreachable } from '#shared/result.ts';
import { isStorageError } from './storage-error.ts';
import type { StoreGuard } from './store-guard.ts';
import type { StoreState } from './store-state.ts';
import type { Tables } from './tables.ts';

export const IN_MEMORY = ':memory:';

/**
 * Looks whether the store takes a change, by making one (RELIABILITY A3, A4). What fails on the way is the guard's to
 * judge; the state afterwards is the answer.
 */
export async function probe(db: Kysely<Tables>, file: string, guard: StoreGuard): Promise<StoreState> {
  const { state } = guard;
  switch (state.at) {
    case 'writable':
      await tolerating(() => changeNothing(db));
      return guard.state;
    case 'read-only':
      // A disk that failed is not asked again: whatever it says now, its cache can no longer be believed.
      if (state.reason === 'disk-full' && (await tolerating(() => hasSpace(file)))) guard.took();
      return guard.state;
    default:
      return unreachable(state);
  }
}

/** Writes a number that nobody reads, all the way to the disk: nothing less shows that the disk takes it. */
async function changeNothing(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  await sql`pragma user_version = ${sql.lit(rows[0]?.user_version === 1 ? 2 : 1)}`.execute(db);
}

/**
 * There is room for more than a word: a file of some size is written and flushed, then the store itself, through a
 * connection of its own, since the relay's refuses every change and may be in the middle of reading.
 */
async function hasSpace(file: string): Promise<void> {
  if (file !== IN_MEMORY) await fillAndRemove(`${file}.probe`);
  const connection = new DatabaseSync(file, { timeout: 0 });
  try {
    connection.exec('pragma synchronous = full');
    const version = connection.prepare('pragma user_version').get()?.['user_version'];
    connection.exec(`pragma user_version = ${version === 1 ? 2 : 1}`);
  } finally {
    connection.close();
  }
}

async function fillAndRemove(file: string): Promise<void> {
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(new Uint8Array(STORE.probeBytes));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(file, { force: true });
  }
}

/** False when the disk, or a busy store, stood in the way. */
async function tolerating(attempt: () => Promise<void>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (isStorageError(error) || isSystemError(error)) return false;
    throw error;
  }
}

const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';
