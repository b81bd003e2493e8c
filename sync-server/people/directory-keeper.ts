import type { AccountId } from '#shared/ids.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import type { Sql } from '../accounts/account-store.ts';
import { everybodyAway, unlevelListings, type Look } from './listings.ts';
import { someTherapists } from './therapist-listings.ts';

/** Makes the directory whole when the relay starts: an admin command, or an older relay, may have changed accounts meanwhile. */
export interface DirectoryKeeper {
  /** Resolves when nobody is shown as being here; the rest is looked through behind it, bit by bit, and nobody waits for that. */
  start(): Promise<void>;
  /** Resolves when everything was looked through; at once before `start`. */
  whole(): Promise<void>;
  /** Stops looking. Idempotent. */
  close(): Promise<void>;
}

export function createDirectoryKeeper({ db, log, relist }: {
  readonly db: Sql;
  readonly log: Log;
  readonly relist: (accounts: readonly AccountId[]) => Promise<void>;
}): DirectoryKeeper {
  let looking: Promise<void> | null = null;
  const stopping = { at: false };
  const lookAmong = async (which: 'listeners' | 'listed'): Promise<void> => {
    for (let look: Look = await unlevelListings(db, which, null); ; look = await unlevelListings(db, which, look.last)) {
      await relist(look.wrong);
      if (look.last === null || stopping.at) return;
    }
  };
  const lookAmongTherapists = async (): Promise<void> => {
    for (let some = await someTherapists(db, null); ; some = await someTherapists(db, some.last)) {
      await relist(some.accounts);
      if (some.last === null || stopping.at) return;
    }
  };
  const look = async (): Promise<void> => {
    try {
      for (const which of ['listeners', 'listed'] as const) await lookAmong(which);
      await lookAmongTherapists();
    } catch (error) {
      log.error('directory-failed', errorFacts(error));
    }
  };
  return {
    async start() {
      await everybodyAway(db);
      looking ??= look();
    },
    whole: async () => void (await looking),
    async close() {
      stopping.at = true;
      await looking;
    },
  };
}
