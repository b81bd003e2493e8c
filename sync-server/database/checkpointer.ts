/* oxlint-disable unicorn/require-post-message-target-origin -- between threads there is no origin */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Timers } from '#shared/ports.ts';

/**
 * Keeps the write-ahead log short, in a thread of its own. SQLite would do it in the middle of some commit, with two flushes
 * and everybody waiting: measured at up to a second on a disk that hesitates (RELIABILITY C1).
 */
export interface Checkpointer {
  /** Commits were flushed. Begins when the last checkpoint is long enough ago, and enough has come since. */
  wrote(): void;
  /** Moves all that was committed before the call, as far as no reader stands in the way. Never rejects. */
  run(): Promise<void>;
  close(): Promise<void>;
}

/** Often enough that the log stays short, rarely enough that its flushes do not get into the way of the commits' own. */
const INTERVAL_MS = 1_000;
/** After each, the next commit begins the log anew, with a flush of its head on the event loop: not for every single message. */
const MIN_FLUSHES = 100;

interface Parts {
  readonly file: string;
  readonly busyTimeoutMs: number;
  readonly timers: Pick<Timers, 'monotonicMs'>;
  /** A checkpoint failed with this. */
  failed(error: Error & { readonly errcode: number }): void;
}

class CheckpointFailed extends Error {
  override readonly name = 'CheckpointFailed';
  readonly errcode: number;

  constructor(errcode: number) {
    super('the write-ahead log could not be moved into the store');
    this.errcode = errcode;
  }
}

const answer = z.int().nullable();

export function startCheckpointer({ file, busyTimeoutMs, timers, failed }: Parts): Checkpointer {
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: { file, busyTimeoutMs } });
  worker.unref();
  let isAlive = true;
  let flushes = 0;
  let endedAtMs = timers.monotonicMs();
  let running: Promise<void> | null = null;
  let finish: (() => void) | null = null;
  const ended = (): void => {
    endedAtMs = timers.monotonicMs();
    running = null;
    worker.unref();
    finish?.();
  };
  worker.on('message', (message: unknown) => {
    const code = answer.parse(message);
    if (code !== null) failed(new CheckpointFailed(code));
    ended();
  });
  // Without it SQLite does the work itself, when the log has grown very long (`open.ts`).
  worker.on('error', () => (isAlive = false));
  worker.on('exit', () => {
    isAlive = false;
    ended();
  });

  const start = (): Promise<void> => {
    if (!isAlive) return Promise.resolve();
    worker.ref(); // whoever waits for it may be the last who keeps the process alive
    flushes = 0;
    running = new Promise((resolve) => (finish = resolve));
    worker.postMessage('checkpoint');
    return running;
  };

  return {
    wrote() {
      flushes += 1;
      if (running === null && flushes >= MIN_FLUSHES && timers.monotonicMs() - endedAtMs >= INTERVAL_MS) void start();
    },
    async run() {
      // Looked at again: of several who waited for the same one, the first has begun the next.
      for (let under = running; under !== null; under = running) await under;
      await start();
    },
    async close() {
      for (let under = running; under !== null; under = running) await under;
      if (!isAlive) return;
      worker.ref();
      const exit = once(worker, 'exit');
      worker.postMessage('close');
      await exit;
    },
  };
}
