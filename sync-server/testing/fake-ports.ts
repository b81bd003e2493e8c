import type { Clock, Random, TimerHandle, Timers } from '#shared/ports.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import type { Log } from '../ports.ts';

/** A clock, timers and randomness that a test moves by hand. */
export interface FakePorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Moves wall and monotonic time on, running each timer at its time. */
  advance(byMs: number): void;
  /** Sets the wall clock alone, as a system's clock correction does. */
  setWallClock(nowMs: number): void;
  /** Timers that nobody cancelled. */
  running(): number;
}

interface Timer {
  dueMs: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

export function createFakePorts(startMs = Date.UTC(2026, 10, 22), seed = 1): FakePorts {
  let wallMs = startMs;
  let monotonicMs = 0;
  const timers = new Set<Timer>();
  const start = (delayMs: number, everyMs: number | null, run: () => void): TimerHandle => {
    const timer = { dueMs: monotonicMs + delayMs, everyMs, run };
    timers.add(timer);
    return { cancel: () => timers.delete(timer) };
  };
  const nextDue = (untilMs: number): Timer | undefined =>
    [...timers].filter((timer) => timer.dueMs <= untilMs).toSorted((a, b) => a.dueMs - b.dueMs)[0];
  const moveTo = (ms: number): void => {
    wallMs += ms - monotonicMs;
    monotonicMs = ms;
  };

  return {
    clock: { nowMs: () => wallMs },
    timers: {
      monotonicMs: () => monotonicMs,
      after: (delayMs, run) => start(delayMs, null, run),
      every: (intervalMs, run) => start(intervalMs, intervalMs, run),
    },
    random: seededRandom(seed),
    advance: (byMs) => {
      const untilMs = monotonicMs + byMs;
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        moveTo(Math.max(timer.dueMs, monotonicMs));
        if (timer.everyMs === null) timers.delete(timer);
        else timer.dueMs += timer.everyMs;
        timer.run();
      }
      moveTo(untilMs);
    },
    setWallClock: (nowMs) => {
      wallMs = nowMs;
    },
    running: () => timers.size,
  };
}

/** A log that keeps its lines for a test to look at. */
export function createMemoryLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const at =
    (level: string): Log['info'] =>
    (event, facts = {}) => {
      lines.push(JSON.stringify({ level, event, ...facts }));
    };
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, lines };
}
