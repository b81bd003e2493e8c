import { z } from 'zod';
import { GOAL } from '#shared/limits.ts';
import type { Kept } from '../../vault/types.ts';
import { isResting, type Goal, type Step } from './goal.ts';
import { isDone, type Marks } from './marks.ts';
import { isFor, lastDay } from './schedule.ts';
import { addDays, isDay, wallClock, type Day, type MinuteOfDay, type WallClock } from './wall-clock.ts';

/**
 * What was last told of a step's reminder, under the step's id. Written before it is told, in one transaction, so that of
 * two windows one tells it, and none tells it again after a crash.
 */
export const told = z.strictObject({
  day: z.string().refine(isDay),
  minute: z.int(),
  /** Not by a notification: for Home to say, once. `shownAtMs` from the moment it was on screen. */
  missed: z.strictObject({ shownAtMs: z.number().nullable() }).nullable(),
});
export type Told = z.infer<typeof told>;

export const TOLD = 'goal-reminders';

/** A reminder whose time has come. */
export interface Due {
  readonly goal: Kept<Goal>;
  readonly step: Step;
  readonly day: Day;
  readonly minute: MinuteOfDay;
  /** Too late for a notification: nobody was here, or the machine slept. */
  readonly missed: boolean;
}

export interface ReminderState {
  readonly goals: readonly Kept<Goal>[];
  readonly marks: Marks;
  readonly told: ReadonlyMap<string, Told>;
}

/** How far ahead the next reminder is looked for. Whoever waits looks again long before. */
const AHEAD_DAYS = 8;

/** What is due at this moment in this zone, and when there will be something again (F118). Pure. */
export function next(state: ReminderState, nowMs: number, zone: string): { readonly due: readonly Due[]; readonly nextAtMs: number | null } {
  const clock = wallClock(zone);
  const due: Due[] = [];
  let nextAtMs: number | null = null;
  for (const goal of state.goals) {
    if (goal.value.away !== null) continue;
    for (const step of goal.value.steps) {
      if (step.remindAt === null) continue;
      const one = { goal, step, minute: step.remindAt, since: toldUpTo(state.told.get(step.id), clock.dayOf(nowMs)) };
      const now = dueNow(one, state.marks, nowMs, clock);
      if (now !== null) due.push(now);
      const later = dueLater(one, state.marks, nowMs, clock);
      if (later !== null && (nextAtMs === null || later < nextAtMs)) nextAtMs = later;
    }
  }
  return { due, nextAtMs };
}

interface Reminder {
  readonly goal: Kept<Goal>;
  readonly step: Step;
  readonly minute: MinuteOfDay;
  readonly since: Day | null;
}

/**
 * The day up to which all is told. A zone further west has the same day again, and a clock put right the same hour: told
 * is told. But what a clock that ran ahead for days has left counts for nothing, or it would be silent until then.
 */
const toldUpTo = (last: Told | undefined, today: Day): Day | null =>
  last === undefined || last.day > addDays(today, 1) ? null : last.day;

const asksOn = ({ goal, step, since }: Reminder, day: Day, marks: Marks): boolean =>
  (since === null || day > since) && !isResting(goal.value, day) && !isDone(step, day, marks);

/** The latest one that has come, and only that: whoever was away for a week is not told seven times. */
function dueNow(one: Reminder, marks: Marks, nowMs: number, clock: WallClock): Due | null {
  const { goal, step, minute } = one;
  const today = clock.dayOf(nowMs);
  const upTo = clock.momentOf(today, minute) <= nowMs ? today : addDays(today, -1);
  const day = lastDay(step.schedule, upTo, GOAL.maxMissedDays);
  if (day === null || !asksOn(one, day, marks)) return null;
  const atMs = clock.momentOf(day, minute);
  if (atMs <= step.remindFromMs) return null;
  return { goal, step, day, minute, missed: nowMs - atMs > GOAL.maxNoticeLateMs };
}

function dueLater(one: Reminder, marks: Marks, nowMs: number, clock: WallClock): number | null {
  const today = clock.dayOf(nowMs);
  for (let ahead = 0; ahead <= AHEAD_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    if (!isFor(one.step.schedule, day) || !asksOn(one, day, marks)) continue;
    const atMs = clock.momentOf(day, one.minute);
    if (atMs > nowMs && atMs > one.step.remindFromMs) return atMs;
  }
  return null;
}

/** A reminder that Home has to say. `since`: when this start of the app was; what an earlier one showed is told. */
export interface MissedReminder {
  readonly goal: Kept<Goal>;
  readonly step: Step;
  readonly told: Told;
}

export const missedReminders = (
  goals: readonly Kept<Goal>[],
  toldByStep: ReadonlyMap<string, Told>,
  marks: Marks,
  sinceMs: number,
): readonly MissedReminder[] =>
  goals.flatMap((goal) =>
    goal.value.away !== null
      ? []
      : goal.value.steps.flatMap((step) => {
          const last = toldByStep.get(step.id);
          if (last?.missed === undefined || last.missed === null || isDone(step, last.day, marks)) return [];
          const { shownAtMs } = last.missed;
          return shownAtMs === null || shownAtMs >= sinceMs ? [{ goal, step, told: last }] : [];
        }),
  );
