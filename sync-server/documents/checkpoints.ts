import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Log } from '../ports.ts';

/** Words that were deleted are out of every file this long after their deletion, or as soon as the disk lets us (H3). */
const SOON_MS = 1_000;

/**
 * Cleans the store's files of what was deleted from its rows. `clean` says false, or rejects, when it could not; then
 * it is tried again. Many deletions at once need one cleaning.
 */
export class Checkpoints {
  readonly #clean: () => Promise<unknown>;
  readonly #timers: Timers;
  readonly #log: Log;
  #waiting: TimerHandle | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #closed = false;

  constructor(clean: () => Promise<unknown>, timers: Timers, log: Log) {
    this.#clean = clean;
    this.#timers = timers;
    this.#log = log;
  }

  soon(): void {
    if (this.#closed) return;
    this.#waiting ??= this.#timers.after(SOON_MS, () => {
      this.#waiting = null;
      void this.now();
    });
  }

  /** Resolves when a cleaning that began after this call has ended. Never rejects. */
  now(): Promise<void> {
    if (this.#running === null) return this.#start();
    this.#next ??= this.#running.then(() => this.#start());
    return this.#next;
  }

  /** Cleans once more if something waits for it. Idempotent. */
  async close(): Promise<void> {
    const owed = this.#waiting !== null;
    this.#waiting?.cancel();
    this.#waiting = null;
    this.#closed = true;
    if (owed) await this.now();
    await (this.#next ?? this.#running);
  }

  #start(): Promise<void> {
    this.#next = null;
    this.#running = this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      if ((await this.#clean()) === false) this.soon();
    } catch (error) {
      this.#log.warn('checkpoint-failed', { kind: error instanceof Error ? error.name : 'unknown' });
      this.soon();
    } finally {
      this.#running = null;
    }
  }
}
