import { RELAY_LIMITS } from '#shared/limits.ts';

/** What the store holds of one document: a snapshot, and updates on top of it. */
export interface Stored {
  readonly snapshotBytes: number;
  readonly updates: number;
  readonly updateBytes: number;
}

/**
 * Whether the next change is better stored as a new snapshot than as `updates` on top of the old one. Folding encodes the
 * whole document; done each time a fixed number of updates has come, a message would cost the more the longer the
 * document is. By their share each byte of a document is written a few times in its life, however long that is.
 */
export function isFoldDue(stored: Stored, updates: readonly Uint8Array[], foldAfterUpdates: number): boolean {
  const count = stored.updates + updates.length;
  if (count <= foldAfterUpdates) return false;
  const { foldShare, foldAtMostTimes } = RELAY_LIMITS;
  return count > foldAtMostTimes * foldAfterUpdates || stored.updateBytes + bytesOf(updates) >= foldShare * stored.snapshotBytes;
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
