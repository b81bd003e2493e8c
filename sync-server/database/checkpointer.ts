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
  /** How often its thread has died. */
  readonly deaths: number;
  close(): Promise<void>;
}

/** Often enough that the log stays short, rarely enough that its flushes do not get into the way of the commits' own. */
const INTERVAL_MS = 1_000;
/** A thread that has died is begun again when it is needed, after this time; after twice as long each time it dies again. */
const REST_MS = 10_000;
const LONGEST_REST_MS = 3_600_000;
/** After each, the next commit begins the log anew, with a flush of its head on the event loop: not for every single message. */
const MIN_FLUSHES = 100;

interface Parts {
  readonly file: string;
  readonly busyTimeoutMs: number;
  readonly timers: Pick<Timers, 'monotonicMs'>;
  /** A checkpoint failed with this. */
  failed(error: Error & { readonly errcode: number }): void;
  /** The thread is gone, and was not asked to go. Until it is there again SQLite does its work, in the middle of a commit. */
  died(error: unknown): void;
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

export function startCheckpointer(parts: Parts): Checkpointer {
  const { timers, failed, died } = parts;
  let flushes = 0;
  let endedAtMs = timers.monotonicMs();
  let running: Promise<void> | null = null;
  let finish: (() => void) | null = null;
  let closed = false;
  let deaths = 0;
  let rest = { untilMs: 0, nextMs: REST_MS };
  let worker: Worker | null = null;

  const ended = (): void => {
    endedAtMs = timers.monotonicMs();
    running = null;
    worker?.unref();
    finish?.();
  };
  const begin = (): Worker => {
    const { file, busyTimeoutMs } = parts;
    const begun = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: { file, busyTimeoutMs } });
    let reason: unknown = new Error('it ended by itself');
    begun.unref();
    begun.on('message', (message: unknown) => {
      const code = answer.parse(message);
      if (code === null) rest = { untilMs: 0, nextMs: REST_MS };
      else failed(new CheckpointFailed(code));
      ended();
    });
    begun.on('error', (error) => (reason = error));
    begun.on('exit', () => {
      worker = null;
      if (!closed) {
        deaths += 1;
        rest = { untilMs: timers.monotonicMs() + rest.nextMs, nextMs: Math.min(2 * rest.nextMs, LONGEST_REST_MS) };
        died(reason);
      }
      ended();
    });
    return begun;
  };
  worker = begin();

  const start = (): Promise<void> => {
    if (closed) return Promise.resolve();
    if (worker === null && timers.monotonicMs() < rest.untilMs) return Promise.resolve();
    worker ??= begin();
    worker.ref(); // whoever waits for it may be the last who keeps the process alive
    flushes = 0;
    running = new Promise((resolve) => (finish = resolve));
    worker.postMessage('checkpoint');
    return running;
  };

  return {
    get deaths() {
      return deaths;
    },
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
      closed = true;
      if (worker === null) return;
      worker.ref();
      const exit = once(worker, 'exit');
      worker.postMessage('close');
      await exit;
    },
  };
}
