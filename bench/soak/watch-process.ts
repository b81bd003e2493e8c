import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Timers } from '#shared/ports.ts';
import type { Log } from '../../sync-server/ports.ts';
import type { SystemPorts } from '../../sync-server/system.ts';
import { watchHashes } from './watch-hashes.ts';

const RESOLUTION_MS = 5;
const NS_PER_MS = 1e6;

/** What can be seen of a process from inside, beside what it does. */
export interface Watch {
  readonly ports: SystemPorts;
  readonly log: Log;
  readonly errors: Record<string, number>;
  unhandled(): number;
  timers(): number;
  /** How late the event loop was; and the most time that it really worked meanwhile, whatever else ran on the machine. */
  delay(): { readonly p999Ms: number; readonly maxMs: number; readonly busyMaxMs: number };
  /** The most passwords that were hashed at once. */
  hashesAtOnce(): number;
  fresh(): void;
}

export function watchProcess(system: SystemPorts): Watch {
  const errors: Record<string, number> = {};
  let unhandled = 0;
  process.on('unhandledRejection', (error) => {
    unhandled += 1;
    process.stderr.write(`unhandled rejection: ${String(error)}\n`);
  });
  const counted: { running: number; readonly timers: Timers } = countTimers(system.timers);
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const busy = watchBusyness();
  const hashes = watchHashes();
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event, facts) => {
      if (errors[event] === undefined) process.stderr.write(`${event} ${JSON.stringify(facts)}\n`);
      errors[event] = (errors[event] ?? 0) + 1;
    },
  };
  // A delay is measured between two looks, so that it never is less than the time between them.
  const pastMs = (ns: number): number => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
  return {
    ports: { ...system, timers: counted.timers },
    log,
    errors,
    unhandled: () => unhandled,
    timers: () => counted.running,
    delay: () => ({ p999Ms: pastMs(delays.percentile(99.9)), maxMs: pastMs(delays.max), busyMaxMs: busy.maxMs() }),
    hashesAtOnce: () => hashes.most(),
    fresh: () => {
      globalThis.gc?.();
      globalThis.gc?.();
      delays.reset();
      busy.reset();
      hashes.reset();
    },
  };
}

/** The most time on the processor between two looks: a machine that is shared delays a process that did nothing. */
function watchBusyness(): { maxMs(): number; reset(): void } {
  let maxMs = 0;
  let last = process.threadCpuUsage();
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    maxMs = Math.max(maxMs, (user + system) / 1_000);
  }, RESOLUTION_MS).unref();
  return {
    maxMs: () => maxMs,
    reset: () => {
      last = process.threadCpuUsage();
      maxMs = 0;
    },
  };
}

/** The same timers, and how many of them run. */
function countTimers(timers: Timers): { running: number; readonly timers: Timers } {
  const counted = {
    running: 0,
    timers: {
      monotonicMs: () => timers.monotonicMs(),
      after: (delayMs: number, run: () => void) => {
        const end = begin();
        const timer = timers.after(delayMs, () => {
          end();
          run();
        });
        return { cancel: () => (end(), timer.cancel()) };
      },
      every: (intervalMs: number, run: () => void) => {
        const end = begin();
        const timer = timers.every(intervalMs, run);
        return { cancel: () => (end(), timer.cancel()) };
      },
    },
  };
  const begin = (): (() => void) => {
    let over = false;
    counted.running += 1;
    return () => {
      if (!over) counted.running -= 1;
      over = true;
    };
  };
  return counted;
}
