/** What the store holds of one document: a snapshot, and updates on top of it. */
export interface Stored {
  readonly snapshotBytes: number;
  readonly updates: number;
  readonly updateBytes: number;
}

/**
 * Updates that weigh less than this share of the snapshot are left to lie on top of it. Folding encodes the whole
 * document; done each time a fixed number of updates has come, a message would cost the more the longer the document is.
 * So each byte of a document is written a few times in its life, however long that is.
 */
const WORTH_FOLDING = 0.25;
/** ... and past this many times `foldAfterUpdates` they are folded whatever they weigh: reading them back takes time. */
const MOST = 8;

/** Whether the next change is better stored as a new snapshot than as `updates` on top of the old one. */
export function isFoldDue(stored: Stored, updates: readonly Uint8Array[], foldAfterUpdates: number): boolean {
  const count = stored.updates + updates.length;
  if (count <= foldAfterUpdates) return false;
  return count > MOST * foldAfterUpdates || stored.updateBytes + bytesOf(updates) >= WORTH_FOLDING * stored.snapshotBytes;
}

export const withUpdates = (stored: Stored, updates: readonly Uint8Array[]): Stored => ({
  snapshotBytes: stored.snapshotBytes,
  updates: stored.updates + updates.length,
  updateBytes: stored.updateBytes + bytesOf(updates),
});

export const folded = (snapshot: Uint8Array): Stored => ({ snapshotBytes: snapshot.length, updates: 0, updateBytes: 0 });

/** As it was read from the store. */
export const storedSize = (snapshot: Uint8Array | null, updates: readonly Uint8Array[]): Stored =>
  withUpdates({ snapshotBytes: snapshot?.length ?? 0, updates: 0, updateBytes: 0 }, updates);

const bytesOf = (updates: readonly Uint8Array[]): number => updates.reduce((bytes, update) => bytes + update.length, 0);
