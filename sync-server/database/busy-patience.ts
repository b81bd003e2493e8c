import type { Timers } from '#shared/ports.ts';
import { isBusy, StoreBusy } from './storage-error.ts';

/** How a statement that another process keeps from beginning is tried again. */
export interface BusyPatience {
  run<T>(attempt: () => Promise<T>, between: Between): Promise<T>;
}

export interface Between {
  /** False when something was already done that a second attempt would not do again. */
  readonly mayRepeat: () => boolean;
  /** Lets others go on until `time` has passed. */
  readonly pause: (time: Promise<void>) => Promise<void>;
}

/** Short at first, since an admin command writes for a millisecond. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Waits off the event loop: SQLite by itself would sleep on it, for as long as the other process writes, and nobody would
 * be answered meanwhile. Rejects with `StoreBusy` after `timeoutMs`; then nothing was done.
 */
export function createBusyPatience(timers: Pick<Timers, 'monotonicMs' | 'after'>, timeoutMs: number): BusyPatience {
  const passed = (ms: number): Promise<void> => new Promise((resolve) => void timers.after(ms, resolve));

  const again = async <T>(attempt: () => Promise<T>, { mayRepeat, pause }: Between, first: unknown): Promise<T> => {
    const untilMs = timers.monotonicMs() + timeoutMs;
    let error = first;
    for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
      if (!isBusy(error) || !mayRepeat()) throw error;
      if (timers.monotonicMs() >= untilMs) throw new StoreBusy('another process keeps the store', { cause: error });
      await pause(passed(ms));
      try {
        return await attempt();
      } catch (thrown) {
        error = thrown;
      }
    }
  };

  return { run: (attempt, between) => attempt().catch((error: unknown) => again(attempt, between, error)) };
}
