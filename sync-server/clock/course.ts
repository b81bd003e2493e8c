import { CLOCK } from '#shared/limits.ts';

/** The machine's two clocks at one moment. */
export interface Moment {
  /** Milliseconds since the epoch, as the machine says. May jump to anywhere. */
  readonly wallMs: number;
  /** Milliseconds that have really passed since some moment. */
  readonly monotonicMs: number;
}

/** The machine's clock has gone somewhere that the time that passed does not explain. */
export interface Doubt {
  /** How far ahead of our course it was when doubt began; negative: behind. */
  readonly stepMs: number;
  /** For how long it has kept to where it went. */
  readonly heldMs: number;
}

/** What we take for the time, and why. */
export interface Course {
  readonly nowMs: number;
  readonly atMonotonicMs: number;
  readonly doubt: Doubt | null;
}

export type CourseNews = 'doubted' | 'believed' | null;

/**
 * Where the course goes on (RELIABILITY A6). The wall clock is followed as long as the time that passed explains it within
 * `CLOCK.maxStepMs`. Past that it is doubted, and the course goes on by the time that passes; what has kept to its new
 * place for `CLOCK.believeAfterMs` is believed.
 */
export function follow(course: Course, { wallMs, monotonicMs }: Moment): { readonly course: Course; readonly news: CourseNews } {
  const passedMs = monotonicMs - course.atMonotonicMs;
  const expectedMs = course.nowMs + passedMs;
  const stepMs = wallMs - expectedMs;
  const followed: Course = { nowMs: wallMs, atMonotonicMs: monotonicMs, doubt: null };
  if (Math.abs(stepMs) <= CLOCK.maxStepMs) return { course: followed, news: course.doubt === null ? null : 'believed' };
  const { doubt } = course;
  const isNew = doubt === null || Math.abs(stepMs - doubt.stepMs) > CLOCK.maxStepMs;
  const heldMs = isNew ? 0 : doubt.heldMs + passedMs;
  if (heldMs >= CLOCK.believeAfterMs) return { course: followed, news: 'believed' };
  const doubted = { stepMs: isNew ? stepMs : doubt.stepMs, heldMs };
  return { course: { nowMs: expectedMs, atMonotonicMs: monotonicMs, doubt: doubted }, news: isNew ? 'doubted' : null };
}
