import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * When the last whole copy was made: a file beside the store and not a row in it, since a backup is also made on the day on which the
 * disk gave way, when nobody may write to the store (RELIABILITY A3).
 */
const noteIn = (dataFolder: string): string => join(dataFolder, 'last-backup');

/** A note that cannot be written keeps nobody from having their copy. */
export const noteBackup = (dataFolder: string, nowMs: number): Promise<void> =>
  writeFile(noteIn(dataFolder), `${new Date(nowMs).toISOString()}\n`, { mode: 0o600 }).catch(() => undefined);

/** Null: none was made yet, or the note cannot be read. */
export async function lastBackup(dataFolder: string): Promise<number | null> {
  const text = await readFile(noteIn(dataFolder), 'utf8').catch(() => '');
  const atMs = Date.parse(text.trim());
  return Number.isNaN(atMs) ? null : atMs;
}
