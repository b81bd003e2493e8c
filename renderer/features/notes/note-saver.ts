import type { Timers, TimerHandle } from '#shared/ports.ts';
import type { Readable } from '../../engine/types.ts';
import { createValueStore } from '../../app/value-store.ts';

/** What changed in a note since it was last on disk. */
export interface NoteChange {
  readonly title?: string;
  readonly body?: string;
}

/** Where the newest words are. Nothing but a resolved write says `saved` (RELIABILITY F1). */
export type SaveState =
  | { readonly at: 'untouched' }
  | { readonly at: 'unsaved' }
  | { readonly at: 'saving' }
  | { readonly at: 'saved' }
  /** The disk refused. The words are still in the editor and are tried again. */
  | { readonly at: 'failed' };

/** Writes a note down as it is typed. One write at a time; what is typed meanwhile goes with the next. */
export interface NoteSaver extends Readable<SaveState> {
  change(change: NoteChange): void;
  /** What is not on disk yet: what waits, over what is being written. */
  unsaved(): NoteChange;
  /** Writes what is pending now; resolves when it is on disk, or when the disk refused. */
  flush(): Promise<void>;
  /** Flushes and stops. Idempotent. */
  close(): Promise<void>;
}

/** Whether there are words that are not on disk. */
export const isUnsaved = (saver: Pick<NoteSaver, 'getSnapshot'>): boolean =>
  ['unsaved', 'saving', 'failed'].includes(saver.getSnapshot().at);

/** A pause in typing after which it is written down. */
export const PAUSE_MS = 200;
/**
 * Somebody who types without a pause is written down at least this often. With the time that a slow disk or a busy
 * machine takes twice over, no more than a second is lost (RELIABILITY F3).
 */
export const LONGEST_MS = 300;
/** How soon a refused write is tried again by itself. */
export const RETRY_MS = 3_000;

export function createNoteSaver(parts: { save(change: NoteChange): Promise<unknown>; timers: Timers }): NoteSaver {
  const { timers } = parts;
  const state = createValueStore<SaveState>({ at: 'untouched' });
  let pending: NoteChange | null = null;
  let inHand: NoteChange | null = null;
  let sinceMs = 0;
  let timer: TimerHandle | null = null;
  let writing: Promise<void> | null = null;
  let closed = false;

  const schedule = (delayMs: number): void => {
    timer?.cancel();
    timer = timers.after(delayMs, () => void flush());
  };

  const failing = (): boolean => state.getSnapshot().at === 'failed';

  /** Resolves to whether the disk took it. A failure stays in sight until a write has worked again. */
  async function write(change: NoteChange): Promise<boolean> {
    if (!failing()) state.set({ at: 'saving' });
    inHand = change;
    try {
      await parts.save(change);
      inHand = null;
      state.set(pending === null ? { at: 'saved' } : { at: 'unsaved' });
      return true;
    } catch {
      // Newer words win over the ones that were refused; neither is dropped.
      inHand = null;
      pending = { ...change, ...pending };
      state.set({ at: 'failed' });
      if (!closed) schedule(RETRY_MS);
      return false;
    }
  }

  /** Writes until nothing is pending or the disk refuses. */
  async function drain(): Promise<void> {
    while (pending !== null) {
      const change = pending;
      pending = null;
      if (!(await write(change))) return;
    }
  }

  function flush(): Promise<void> {
    timer?.cancel();
    timer = null;
    writing ??= drain().finally(() => {
      writing = null;
    });
    return writing;
  }

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    change(change) {
      if (pending === null) sinceMs = timers.monotonicMs();
      pending = { ...pending, ...change };
      if (writing === null && !failing()) state.set({ at: 'unsaved' });
      const waitedMs = timers.monotonicMs() - sinceMs;
      schedule(Math.max(0, Math.min(PAUSE_MS, LONGEST_MS - waitedMs)));
    },
    unsaved: () => ({ ...inHand, ...pending }),
    flush,
    close() {
      closed = true;
      return flush();
    },
  };
}
