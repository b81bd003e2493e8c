import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Settings } from '../vault/types.ts';
import { createCell } from './readable.ts';
import type { Readable } from './types.ts';

/** An unfinished text that is on disk soon after each key (RELIABILITY F3: at most a second of typing is lost). */
export interface Draft {
  readonly text: Readable<string>;
  set(text: string): void;
  /** Writes what is not written yet. Idempotent. */
  close(): Promise<void>;
}

const WRITE_DELAY_MS = 300;

export function openDraft(
  drafts: Settings,
  key: string,
  timers: Timers,
  onStorageFailure: (cause: unknown) => void,
): Draft {
  const text = createCell('');
  let touched = false;
  let timer: TimerHandle | null = null;
  let written = load().catch(onStorageFailure);

  async function load(): Promise<void> {
    const kept = await drafts.get<string>(key);
    // What was typed before the disk answered is newer.
    if (!touched && typeof kept === 'string') text.set(kept);
  }

  function write(): void {
    timer?.cancel();
    timer = null;
    const now = text.getSnapshot();
    written = written.then(() => (now === '' ? drafts.remove(key) : drafts.set(key, now))).catch(onStorageFailure);
  }

  return {
    text,
    set(value) {
      touched = true;
      text.set(value);
      timer ??= timers.after(WRITE_DELAY_MS, write);
    },
    close() {
      if (timer !== null) write();
      return written;
    },
  };
}
