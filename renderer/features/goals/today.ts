import type { Kept } from '../../vault/types.ts';
import { stateOf, type Goal, type Step } from './goal.ts';
import { isDone, type Marks } from './marks.ts';
import { isFor } from './schedule.ts';
import type { Day } from './wall-clock.ts';

/** A step that is for today. */
export interface TodayStep {
  readonly goal: Kept<Goal>;
  readonly step: Step;
  readonly done: boolean;
}

/** The steps of today: at their times first, then in the order they were written. Resting goals ask for nothing. */
export const todaySteps = (goals: readonly Kept<Goal>[], marks: Marks, today: Day): readonly TodayStep[] =>
  goals
    .filter(({ value }) => stateOf(value, today) === 'active')
    .toSorted((one, other) => one.value.createdAtMs - other.value.createdAtMs)
    .flatMap((goal) => stepsToday(goal, marks, today))
    .toSorted((one, other) => (one.step.remindAt ?? 1_440) - (other.step.remindAt ?? 1_440));

export const stepsToday = (goal: Kept<Goal>, marks: Marks, today: Day): readonly TodayStep[] =>
  goal.value.steps
    .filter((step) => isForToday(step, marks, today))
    .map((step) => ({ goal, step, done: isDone(step, today, marks) }));

/** What was for one day alone stays until it is done or changed, without a word about its being late. */
function isForToday(step: Step, marks: Marks, today: Day): boolean {
  const { schedule } = step;
  if (schedule.kind !== 'once' || schedule.on >= today) return isFor(schedule, today);
  const done = marks.get(`${step.id}/once`);
  return done === undefined || done.day === today;
}
