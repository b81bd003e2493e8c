import { existsSync } from 'node:fs';
import { err, ok, type Result } from '#shared/result.ts';
import { storeFile } from '../database/data-folder.ts';
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
  const database = await openDatabase({ file: storeFile(context.dataFolder) });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}
