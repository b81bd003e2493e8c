import { z } from 'zod';
import { GOAL } from '#shared/limits.ts';
import { isDay, type Day } from './wall-clock.ts';

/** What a person would like to do, in small steps (F117). Kept in the vault alone, one thing of the collection each. */

const day = z.string().refine(isDay);
const weekday = z.int().min(1).max(7);
const id = z.string().regex(/^[0-9a-z]{20}$/);

/** When a step is for. All of it in the person's own days, wherever they are. */
export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('whenever') }),
  z.strictObject({ kind: z.literal('once'), on: day }),
  z.strictObject({ kind: z.literal('daily') }),
  z.strictObject({ kind: z.literal('weekdays'), days: z.array(weekday).min(1).max(7) }),
  z.strictObject({ kind: z.literal('weeks'), every: z.int().min(2).max(GOAL.maxWeeksApart), on: weekday, from: day }),
]);
export type Schedule = z.infer<typeof schedule>;

export const step = z.strictObject({
  id,
  text: z.string().max(GOAL.maxStepLength),
  schedule,
  /** Minutes since midnight, or none. */
  remindAt: z.int().min(0).max(1_439).nullable(),
  /** A reminder that was due before this moment is none: it was not asked for yet, or its goal was resting. */
  remindFromMs: z.number(),
});
export type Step = z.infer<typeof step>;

export const goal = z.strictObject({
  title: z.string().max(GOAL.maxTitleLength),
  /** Why it matters, for the days when it is hard. */
  why: z.string().max(GOAL.maxWhyLength),
  steps: z.array(step).max(GOAL.maxSteps),
  createdAtMs: z.number(),
  /** Resting from a day on, until a day (which is no longer rest) or until it is taken up again. */
  pause: z.strictObject({ since: day, until: day.nullable() }).nullable(),
  /** Put away: reached, or let go. Nothing of it is lost. */
  away: z.strictObject({ atMs: z.number(), reached: z.boolean() }).nullable(),
});
export type Goal = z.infer<typeof goal>;

export const GOALS = 'goals';

export type GoalState = 'active' | 'resting' | 'away';

export const isResting = ({ pause }: Goal, today: Day): boolean =>
  pause !== null && pause.since <= today && (pause.until === null || today < pause.until);

export function stateOf(one: Goal, today: Day): GoalState {
  if (one.away !== null) return 'away';
  return isResting(one, today) ? 'resting' : 'active';
}

/** Rest without a word of guilt; the days in between ask for nothing, now or later. */
export const rest = (one: Goal, today: Day, until: Day | null): Goal => ({ ...one, pause: { since: today, until } });

/** Nothing that lies before this moment is asked for any more. */
const remindFrom = (one: Goal, nowMs: number): Goal => ({
  ...one,
  steps: one.steps.map((each) => ({ ...each, remindFromMs: nowMs })),
});

export const takeUp = (one: Goal, nowMs: number): Goal => remindFrom({ ...one, pause: null }, nowMs);

export const putAway = (one: Goal, nowMs: number, reached: boolean): Goal => ({ ...one, away: { atMs: nowMs, reached } });

export const bringBack = (one: Goal, nowMs: number): Goal => remindFrom({ ...one, away: null, pause: null }, nowMs);
