import type { DocumentName } from '#shared/documents/names.ts';
import type { OpenVault } from './adapter.ts';
import { VaultFailure } from './failure.ts';
import type { DocumentStore, KeptDocument } from './types.ts';
import type { DocumentRow } from './vault-database.ts';

/** Yjs documents on disk: a head, at most one snapshot, and the updates since (STACK, "Yjs on the client"). */
export function createDocumentStore({ db, secrets, work, damage }: OpenVault): DocumentStore {
  const rowOf = (name: DocumentName): string => secrets.rowId('documents', name);
  const updatesOf = (row: string) => db.updates.where('[row+n]').between([row, 0], [row, Infinity]);

  /** Inside a transaction over `documents`: the head, made when there is none. */
  async function head(name: DocumentName): Promise<DocumentRow> {
    const there = damage.readable(await db.documents.get(rowOf(name)));
    if (there !== null) return there;
    const made: DocumentRow = { row: rowOf(name), name, clientId: null };
    await db.documents.add(made);
    return made;
  }

  return {
    load: (name) =>
      work.run(async () => {
        const row = rowOf(name);
        const [snapshot, updates] = await db.dexie.transaction('r', db.snapshots, db.updates, () =>
          Promise.all([db.snapshots.get(row), updatesOf(row).toArray()]),
        );
        const rows = [...(snapshot === undefined ? [] : [snapshot]), ...updates];
        // Half a document would be worse than none: written on, it would take clocks twice. The caller starts it anew.
        if (damage.sift<unknown>(rows).length < rows.length) throw new VaultFailure('unreadable-row', 'document');
        const bytes = rows.map((one) => one.update);
        return rows.length === 0 ? null : kept(bytes, snapshot !== undefined);
      }),
    append: (name, update) =>
      work.run(() =>
        db.dexie.transaction('rw', db.documents, db.updates, async () => {
          const { row } = await head(name);
          // oxlint-disable-next-line unicorn/no-array-reverse -- Dexie's, which reads one key from the end
          const [last] = await updatesOf(row).reverse().limit(1).primaryKeys();
          await db.updates.add({ row, n: (last?.[1] ?? 0) + 1, update });
        }),
      ),
    replace: (name, update) =>
      work.run(() =>
        db.dexie.transaction('rw', db.documents, db.snapshots, db.updates, async () => {
          const { row } = await head(name);
          await db.snapshots.put({ row, update });
          await updatesOf(row).delete();
        }),
      ),
    erase: (name) =>
      work.run(() =>
        db.dexie.transaction('rw', db.documents, db.snapshots, db.updates, async () => {
          const row = rowOf(name);
          await updatesOf(row).delete();
          await db.snapshots.delete(row);
          await db.documents.delete(row);
        }),
      ),
    names: async () => damage.sift(await work.run(() => db.documents.toArray())).map(({ name }) => name),
    clientId: async (name) => damage.readable(await work.run(() => db.documents.get(rowOf(name))))?.clientId ?? null,
    setClientId: (name, clientId) =>
      work.run(() =>
        db.dexie.transaction('rw', db.documents, async () => {
          await db.documents.put({ ...(await head(name)), clientId });
        }),
      ),
  };
}

const kept = (updates: readonly Uint8Array[], hasSnapshot: boolean): KeptDocument => ({
  updates,
  hasSnapshot,
  rows: updates.length,
  bytes: updates.reduce((sum, update) => sum + update.length, 0),
});
