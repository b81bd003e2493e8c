import type { z } from 'zod';
import type { Clock, Random } from '#shared/ports.ts';
import type { OpenVault } from './adapter.ts';
import { createCopying } from './backup/copying.dexie.ts';
import type { Copying } from './backup/copying.ts';
import { createChangeFeed, type OpenChannel } from './change-feed.ts';
import { createCollection } from './collection.dexie.ts';
import { createDamage } from './damage.ts';
import { createDocumentStore } from './document-store.dexie.ts';
import { createNotes } from './notes.dexie.ts';
import { createOutbox } from './outbox.dexie.ts';
import { createRowCipher } from './row-cipher.ts';
import { vaultSecrets } from './secrets.ts';
import { createSettings } from './settings.dexie.ts';
import type { Collection, Vault } from './types.ts';
import { comesBack, openQuietly, SCHEMA_VERSION, vaultDatabase, type Connection, type IndexedDb } from './vault-database.ts';
import { createWork } from './work.ts';

export interface VaultParts {
  readonly idb: IndexedDb;
  readonly clock: Clock;
  readonly random: Random;
  readonly openChannel: OpenChannel;
  /** Rejects with `full` while the disk has no room for a store to be opened. */
  readonly mayOpen: () => Promise<void>;
  /** What a browser wants done with a store that it has just opened (fresh-log.ts). */
  readonly opened: (database: IDBDatabase) => Promise<void>;
}

/** The part of a vault that does not care how its key is kept. */
export type Contents = Omit<
  Vault,
  'profile' | 'setPassphrase' | 'removePassphrase' | 'setRecoveryKey' | 'proves' | 'copying'
> & Pick<Connection, 'isLost'> & { readonly copying: Omit<Copying, 'door'> };

/**
 * Opens the database of a profile and puts the adapters over it. Throws a `VaultFailure`: `lost` when it should be
 * there and is not, `newer-version`, `full`, `storage`.
 */
export async function openContents(
  profile: string,
  key: Uint8Array,
  expect: 'present' | 'new',
  { idb, clock, random, openChannel, mayOpen, opened }: VaultParts,
): Promise<Contents> {
  const secrets = vaultSecrets(key);
  const db = vaultDatabase(profile, createRowCipher(profile, secrets.cipherKey, random), idb);
  try {
    await openQuietly(db.dexie, SCHEMA_VERSION, expect);
    // Nobody waits for it, and what cannot be done now is no reason not to read.
    void opened(db.dexie.backendDB()).catch(() => undefined);
  } catch (error) {
    secrets.wipe();
    throw error;
  }
  const connection = comesBack(db.dexie, SCHEMA_VERSION, { mayOpen, opened });
  const work = createWork(connection.ready);
  const feed = createChangeFeed(profile, openChannel);
  const open: OpenVault = { db, secrets, work, damage: createDamage(), feed, clock, random };
  return {
    notes: createNotes(open),
    outbox: createOutbox(open),
    documents: createDocumentStore(open),
    drafts: createSettings(open, db.drafts),
    settings: createSettings(open, db.settings),
    collection: collections(open),
    hasThings: () => work.run(async () => (await db.things.count()) > 0),
    copying: createCopying(open),
    damage: open.damage.report,
    isLost: connection.isLost,
    async close() {
      await work.finish();
      feed.close();
      db.dexie.close();
      secrets.wipe();
    },
  };
}

/** One of each name, so that its readers share what was read. */
function collections(open: OpenVault): Vault['collection'] {
  const made = new Map<string, unknown>();
  return <Value>(name: string, schema: z.ZodType<Value>): Collection<Value> => {
    const known = made.get(name) ?? createCollection(open, name, schema);
    made.set(name, known);
    return known as Collection<Value>;
  };
}
