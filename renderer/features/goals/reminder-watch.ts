import type { Clock, TimerHandle, Timers } from '#shared/ports.ts';
import { next, type Due, type ReminderState } from './reminders.ts';

export interface ReminderWatchParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** The zone of this device now; people travel. */
  zone(): string;
  load(): Promise<ReminderState>;
  /** Writes down that this one is told now; false when another window was first. */
  claim(due: Due): Promise<boolean>;
  /** Shows one notification for all of them; false when none could be shown. */
  notify(due: readonly Due[]): Promise<boolean>;
  /** No notification came of it: Home is to say it. */
  leaveToHome(due: Due): Promise<void>;
  onFailure(): void;
}

/** Waits for the next reminder. `look` is for whoever knows better: the window is back, a goal has changed. */
export interface ReminderWatch {
  look(): void;
  stop(): void;
}

/** A clock that was set, a machine that slept, another zone: none of them tells a page, so it looks by itself this often. */
export const LOOK_EVERY_MS = 60_000;

export function watchReminders(parts: ReminderWatchParts): ReminderWatch {
  const { clock, timers } = parts;
  let timer: TimerHandle | null = null;
  let looking: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  /** How long until the next look, after everything that is due was told. */
  async function tell(): Promise<number> {
    const found = next(await parts.load(), clock.nowMs(), parts.zone());
    const mine: Due[] = [];
    for (const due of found.due) if (!stopped && (await parts.claim(due)) && !due.missed) mine.push(due);
    if (mine.length > 0 && !(await parts.notify(mine).catch(() => false))) {
      for (const due of mine) await parts.leaveToHome(due);
    }
    return found.nextAtMs === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(0, found.nextAtMs - clock.nowMs()));
  }

  async function run(): Promise<void> {
    again = false;
    let waitMs = LOOK_EVERY_MS;
    try {
      waitMs = await tell();
    } catch {
      parts.onFailure();
    }
    looking = null;
    if (!stopped) timer = timers.after(again ? 0 : waitMs, look);
  }

  function look(): void {
    if (stopped) return;
    timer?.cancel();
    timer = null;
    again = looking !== null;
    looking ??= run();
  }

  look();
  return {
    look,
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}
