import { existsSync } from 'node:fs';
import { err, ok, type Result } from '#shared/result.ts';
import { isFolderInUse, lockDataFolder, storeFile } from '../database/data-folder.ts';
import { StoreTooOld } from '../database/migrate.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { SystemPorts } from '../system.ts';

/** What a command works on. `cwd` is where relative file names start. */
export interface AdminContext {
  readonly dataFolder: string;
  readonly cwd: string;
  readonly ports: Pick<SystemPorts, 'clock' | 'random'>;
  /** One line to the operator. */
  readonly say: (line: string) => void;
  /** The whole of standard input. */
  readonly readInput: () => Promise<string>;
}

/** Done, or one sentence on why not. */
export type Outcome = Result<null, string>;
export const DONE: Outcome = ok(null);

export const noStoreIn = (folder: string): string =>
  `There is no store in ${folder}. Start the relay once, or set SAMOVAR_DATA to its folder.`;

/** Opens the store that is there; a missing one is more likely a wrong SAMOVAR_DATA than a wish for an empty one. */
export async function withExistingStore(
  context: AdminContext,
  run: (database: Database) => Promise<Outcome>,
): Promise<Outcome> {
  if (!existsSync(storeFile(context.dataFolder))) {
    return err(noStoreIn(context.dataFolder));
  }
  return withStore(context, run);
}

export async function withStore(context: AdminContext, run: (database: Database) => Promise<Outcome>): Promise<Outcome> {
  const database = await open(context.dataFolder);
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

/**
 * A store of an older shape is changed only while no relay serves from it: an older one would go on writing rows without
 * the checksums of the new shape, which would be taken for damage later. Rejects with `StoreTooOld` when one does.
 */
async function open(folder: string): Promise<Database> {
  const file = storeFile(folder);
  try {
    return await openDatabase({ file, migrates: false, beside: isFolderInUse(folder) });
  } catch (error) {
    const lock = error instanceof StoreTooOld ? lockDataFolder(folder) : null;
    if (lock === null || !lock.ok) throw error;
    try {
      return await openDatabase({ file });
    } finally {
      lock.value.release();
    }
  }
}
