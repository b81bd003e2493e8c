import { z } from 'zod';
import type { Clock, Timers } from '#shared/ports.ts';

/** After how many minutes without a sign of the person it locks; null: never by itself. */
export const IDLE_CHOICES = [5, 10, 30, null] as const;
export const DEFAULT_IDLE_MINUTES = 10;

/** The collection of the vault that keeps the choice, under one id. */
export const LOCK_CHOICES = 'lock';
export const IDLE_ID = 'idle';
export const idleChoice = z.strictObject({ minutes: z.literal([...IDLE_CHOICES]) });
export type IdleChoice = z.infer<typeof idleChoice>;

const MINUTE_MS = 60_000;
/** How often it looks; somebody idle is locked out at most this much later. */
const LOOK_EVERY_MS = 15_000;
/**
 * A page that could not look for this long was not there: the machine slept, or the browser had stopped it. A tab in the
 * background is still let look once a minute.
 */
const ASLEEP_MS = 2.5 * MINUTE_MS;

/** What a person does at a page. A film or a meditation that runs is one as well: its element says `data-awake`. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

export interface IdleParts {
  readonly page: Document;
  /** Wall time, since the monotonic clock of a page stands still while the machine sleeps. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly minutes: number | null;
  /**
   * Called for as long as it stays so, until the watch is stopped; once for each sleep. True: there is nothing to lock,
   * and it is not asked again before as long a time has gone by once more.
   */
  onIdle(): Promise<boolean>;
}

/** Watches for signs of the person (RELIABILITY F8). Returns the way to stop. */
export function watchIdle({ page, clock, timers, minutes, onIdle }: IdleParts): () => void {
  let seenMs = clock.nowMs();
  let lookedMs = seenMs;

  const ask = async (): Promise<void> => {
    if (await onIdle()) seenMs = clock.nowMs();
  };
  const look = (): void => {
    const nowMs = clock.nowMs();
    const asleep = nowMs - lookedMs >= ASLEEP_MS;
    lookedMs = nowMs;
    if (page.querySelector('[data-awake]') !== null) seenMs = nowMs;
    // Somebody set the clock back; that is no reason to wait a day longer.
    if (nowMs < seenMs) seenMs = nowMs;
    if (asleep || (minutes !== null && nowMs - seenMs >= minutes * MINUTE_MS)) void ask();
  };
  const seen = (): void => {
    // First: whoever opens the lid moves the mouse before any timer has run.
    look();
    seenMs = clock.nowMs();
  };

  const timer = timers.every(LOOK_EVERY_MS, look);
  for (const sign of SIGNS) page.addEventListener(sign, seen, { capture: true, passive: true });
  page.addEventListener('visibilitychange', look);
  return () => {
    timer.cancel();
    for (const sign of SIGNS) page.removeEventListener(sign, seen, { capture: true });
    page.removeEventListener('visibilitychange', look);
  };
}
