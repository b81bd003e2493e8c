import type { Dexie, Table } from 'dexie';
import type { ShelfRow } from './shelf-row.ts';
import { openQuietly, quietDexie, type IndexedDb } from './vault-database.ts';

/** The small unencrypted database of this device. */
export interface Shelf {
  all(): Promise<readonly ShelfRow[]>;
  get(id: string): Promise<ShelfRow | null>;
  put(row: ShelfRow): Promise<void>;
  /** Reads, changes and writes in one transaction; null when the row is not there. */
  change(id: string, next: (row: ShelfRow) => ShelfRow): Promise<ShelfRow | null>;
  remove(id: string): Promise<void>;
}

const SHELF_VERSION = 1;
const SHELF_NAME = 'samovar-shelf';

/**
 * Opens its database for each piece of work and closes it after, so that nobody has to own it. `mayOpen` rejects while
 * opening would do harm.
 */
export function createShelf(idb: IndexedDb, mayOpen: () => Promise<void> = async () => undefined): Shelf {
  const within = async <T>(use: (rows: Table<ShelfRow, string>, dexie: Dexie) => PromiseLike<T>): Promise<T> => {
    await mayOpen();
    const dexie = quietDexie(SHELF_NAME, idb);
    dexie.version(SHELF_VERSION).stores({ profiles: 'id' });
    try {
      await openQuietly(dexie, SHELF_VERSION, 'either');
      return await use(dexie.table('profiles'), dexie);
    } finally {
      dexie.close();
    }
  };
  return {
    all: () => within((rows) => rows.toArray()),
    get: async (id) => (await within((rows) => rows.get(id))) ?? null,
    put: (row) => within(async (rows) => void (await rows.put(row))),
    change: (id, next) =>
      within((rows, dexie) =>
        dexie.transaction('rw', rows, async () => {
          const before = await rows.get(id);
          if (before === undefined) return null;
          const after = next(before);
          await rows.put(after);
          return after;
        }),
      ),
    remove: (id) => within((rows) => rows.delete(id)),
  };
}
