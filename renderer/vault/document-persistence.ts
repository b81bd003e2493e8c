import * as Y from 'yjs';
import type { DocumentName } from '#shared/documents/names.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { toVaultFailure, VaultFailure } from './failure.ts';
import type { DocumentStore } from './types.ts';

export interface PersistenceParts {
  readonly store: DocumentStore;
  readonly name: DocumentName;
  readonly doc: Y.Doc;
  readonly timers: Timers;
  /** Called for each failure, `full` above all. What could not be written is kept in memory and tried again. */
  readonly onFailure: (failure: VaultFailure) => void;
}

/** Keeps one Yjs document on disk. */
export interface DocumentPersistence {
  /** Resolves when everything kept is in the document. Rejects when it cannot be read; then nothing is ever written. */
  readonly whenLoaded: Promise<void>;
  /** Resolves when every change made so far is on disk; rejects with a `VaultFailure` when it is not. */
  flush(): Promise<void>;
  /** Folds everything into one snapshot, without the words that were deleted. */
  compact(): Promise<void>;
  /** Writes what is pending and lets go of the document. Idempotent. A failure goes to `onFailure`. */
  close(): Promise<void>;
}

/** Figures from STACK, "Yjs on the client". */
export const PERSISTENCE = {
  collectMs: 50,
  foldRows: 500,
  /** The updates may weigh this much more than the snapshot before they are folded into it. */
  foldBytes: 64 * 1_024,
  /** Deleted words leave the rows this long after the first deletion (F093). */
  foldAfterDeleteMs: 1_000,
  retryMs: 2_000,
} as const;

/** Loads `doc` from the vault and writes down what happens to it from then on. One window at a time (V6). */
export function persistDocument({ store, name, doc, timers, onFailure }: PersistenceParts): DocumentPersistence {
  let state: 'loading' | 'live' | 'unreadable' | 'closed' = 'loading';
  let pending: Uint8Array[] = [];
  let weight = { rows: 0, bytes: 0, snapshotBytes: 0 };
  let foldWanted = false;
  let timer: TimerHandle | null = null;
  let foldTimer: TimerHandle | null = null;
  let turn: Promise<void> = Promise.resolve();

  /** One write after the other: a snapshot must not be taken while an update is between memory and disk. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const done = turn.then(step);
    turn = done.catch(() => undefined);
    return done;
  };
  const inBackground = (step: () => Promise<void>): void => {
    inTurn(step).catch((error: unknown) => {
      onFailure(toVaultFailure(error));
      if (state === 'live') timer ??= timers.after(PERSISTENCE.retryMs, writeSoon);
    });
  };

  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === persistence || state === 'unreadable') return;
    pending.push(update);
    timer ??= timers.after(PERSISTENCE.collectMs, writeSoon);
  };
  const onTransaction = ({ deleteSet, origin }: Y.Transaction): void => {
    if (deleteSet.clients.size > 0 && origin !== persistence && state !== 'unreadable') foldSoon();
  };
  /** Counted from the first deletion, so that a busy document cannot put it off for ever. */
  const foldSoon = (): void => {
    foldWanted = true;
    foldTimer ??= timers.after(PERSISTENCE.foldAfterDeleteMs, () => {
      foldTimer = null;
      if (state === 'live') inBackground(writeAll);
    });
  };
  const writeSoon = (): void => {
    timer = null;
    if (state === 'live') inBackground(writeAll);
  };

  /** Writes what is pending, as one row or as part of a new snapshot. */
  async function writeAll(): Promise<void> {
    if (foldWanted && foldTimer === null) {
      await fold();
      return;
    }
    const batch = pending;
    const [first] = batch;
    if (first === undefined) return;
    const update = batch.length === 1 ? first : Y.mergeUpdatesV2(batch);
    pending = [];
    try {
      await store.append(name, update);
    } catch (error) {
      pending = [...batch, ...pending];
      throw error;
    }
    weight = { ...weight, rows: weight.rows + 1, bytes: weight.bytes + update.length };
    if (weight.rows >= PERSISTENCE.foldRows || weight.bytes > PERSISTENCE.foldBytes + weight.snapshotBytes) await fold();
  }

  async function fold(): Promise<void> {
    // In this order: what arrives while the snapshot is being written is not in it and must stay pending.
    const snapshot = Y.encodeStateAsUpdateV2(doc);
    const inSnapshot = pending;
    pending = [];
    foldWanted = false;
    try {
      await store.replace(name, snapshot);
    } catch (error) {
      pending = [...inSnapshot, ...pending];
      foldWanted = true;
      throw error;
    }
    weight = { rows: 0, bytes: 0, snapshotBytes: snapshot.length };
  }

  async function load(): Promise<void> {
    const kept = await store.load(name);
    if (state === 'closed') return;
    if (kept !== null) {
      doc.transact(() => kept.updates.forEach((update) => Y.applyUpdateV2(doc, update, persistence)), persistence);
      const snapshotBytes = kept.hasSnapshot ? (kept.updates[0]?.length ?? 0) : 0;
      weight = { rows: kept.rows - Number(kept.hasSnapshot), bytes: kept.bytes - snapshotBytes, snapshotBytes };
    }
    state = 'live';
    // Deleted words may have been left in the rows by a crash between the deletion and the fold.
    if (kept?.updates.slice(Number(kept.hasSnapshot)).some(deletesSomething) === true) foldSoon();
    if (pending.length > 0) timer ??= timers.after(PERSISTENCE.collectMs, writeSoon);
  }

  const stopTimers = (): void => {
    timer?.cancel();
    foldTimer?.cancel();
    timer = null;
    foldTimer = null;
  };

  const whenLoaded = inTurn(load).catch((error: unknown) => {
    if (state === 'loading') state = 'unreadable';
    stopTimers();
    const failure = toVaultFailure(error);
    onFailure(failure);
    throw failure;
  });
  // Whoever does not wait for it has been told by `onFailure`.
  whenLoaded.catch(() => undefined);

  const guarded = (step: () => Promise<void>) => async (): Promise<void> => {
    await whenLoaded;
    await inTurn(step).catch((error: unknown) => {
      throw toVaultFailure(error);
    });
  };

  const persistence: DocumentPersistence = {
    whenLoaded,
    flush: guarded(writeAll),
    compact: guarded(fold),
    async close() {
      if (state === 'closed') return turn;
      doc.off('updateV2', onUpdate);
      doc.off('afterTransaction', onTransaction);
      await turn;
      const writes = state === 'live';
      state = 'closed';
      stopTimers();
      if (writes) {
        await inTurn(writeAll).catch((error: unknown) => onFailure(toVaultFailure(error)));
      }
    },
  };
  doc.on('updateV2', onUpdate);
  doc.on('afterTransaction', onTransaction);
  return persistence;
}

const deletesSomething = (update: Uint8Array): boolean => Y.decodeUpdateV2(update).ds.clients.size > 0;
