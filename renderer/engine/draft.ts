import type { TimerHandle, Timers } from '#shared/ports.ts';
import { followTyping } from './draft-rows.ts';
import { createCell } from './readable.ts';
import type { Readable } from './types.ts';

/** What stands in a box, and in the form around it. */
export interface DraftContent {
  readonly text: string;
  readonly form: unknown;
}

/** An unfinished text that is on disk soon after each key (RELIABILITY F3: at most a second of typing is lost). */
export interface Draft {
  readonly text: Readable<string>;
  /** With what else its form holds; null until the disk has answered. */
  readonly content: Readable<DraftContent | null>;
  set(text: string, form?: unknown): void;
  /** The words are where they belong, once `kept` has resolved: the box is empty now, the disk keeps them until then. */
  sent(kept?: Promise<unknown>): void;
  /** Writes what is not written yet; resolves to whether the disk took it. */
  flush(): Promise<boolean>;
  /** Whether there are words at this moment that are not on disk: typed, on their way there, or on their way to where they belong. */
  isUnsaved(): boolean;
}

export interface DraftParts {
  readonly timers: Timers;
  read(): Promise<DraftContent | null>;
  write(content: DraftContent): Promise<void>;
  remove(): Promise<void>;
  /** An earlier wording, much of which was just deleted. */
  keepVersion(text: string): Promise<void>;
  onStorageFailure(cause: unknown): void;
}

const WRITE_DELAY_MS = 300;
/** A disk that refused is asked again by itself; the words are in the box meanwhile. */
const RETRY_MS = 3_000;
const nothing = (): void => undefined;
const NOTHING: DraftContent = { text: '', form: null };

export function openDraft(parts: DraftParts): Draft {
  const content = createCell<DraftContent | null>(null);
  let fullest = '';
  let dirty = false;
  let writing = false;
  let sending = 0;
  /** The disk would not have the words last time: they are only in the box. */
  let refused = false;
  let timer: TimerHandle | null = null;
  let written = load().catch(parts.onStorageFailure);

  async function load(): Promise<void> {
    const kept = await parts.read();
    // What was typed before the disk answered is newer.
    if (content.getSnapshot() !== null) return;
    fullest = kept?.text ?? '';
    content.set(kept ?? NOTHING);
  }

  function later(delayMs: number): void {
    timer ??= parts.timers.after(delayMs, () => void flush());
  }

  async function persist(): Promise<void> {
    if (!dirty) return;
    dirty = false;
    writing = true;
    const now = content.getSnapshot() ?? NOTHING;
    try {
      await (now.text.trim() === '' ? parts.remove() : parts.write(now));
      refused = false;
    } catch (cause) {
      dirty = true;
      refused = true;
      later(RETRY_MS);
      parts.onStorageFailure(cause);
    } finally {
      writing = false;
    }
  }

  function flush(): Promise<boolean> {
    timer?.cancel();
    timer = null;
    written = written.then(persist);
    return written.then(() => !refused);
  }

  /** An empty box has no words to lose. */
  function isUnsaved(): boolean {
    return sending > 0 || ((dirty || writing) && (content.getSnapshot() ?? NOTHING).text.trim() !== '');
  }

  function put(text: string, form: unknown): void {
    content.set({ text, form });
    dirty = true;
    later(WRITE_DELAY_MS);
  }

  return {
    content,
    text: { subscribe: content.subscribe, getSnapshot: () => content.getSnapshot()?.text ?? '' },
    set(text, form = null) {
      const followed = followTyping(fullest, text);
      ({ fullest } = followed);
      const { keep } = followed;
      put(text, form);
      // After what is being written, and never in its way.
      if (keep !== null) written = written.then(() => parts.keepVersion(keep)).catch(parts.onStorageFailure);
    },
    sent(kept = Promise.resolve()) {
      fullest = '';
      // What is on disk stays there until they are where they belong; the last letters may not be.
      const only = isUnsaved();
      if (only) sending += 1;
      // A crash in between must find them in one place or the other; whoever sends deals with what `kept` says.
      written = written
        .then(() => kept)
        .then(nothing, nothing)
        .then(() => void (sending -= only ? 1 : 0));
      put('', null);
    },
    flush,
    isUnsaved,
  };
}
