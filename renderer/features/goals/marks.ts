import { z } from 'zod';
import { GOAL } from '#shared/limits.ts';
import type { Kept } from '../../vault/types.ts';
import type { Goal, Step } from './goal.ts';
import { isDay, type Day } from './wall-clock.ts';

/** That a step was done: dated, with its words as they were then, so that later changes leave what was done alone. */
export const mark = z.strictObject({
  goal: z.string(),
  step: z.string(),
  day: z.string().refine(isDay),
  atMs: z.number(),
  text: z.string().max(GOAL.maxStepLength),
});
export type Mark = z.infer<typeof mark>;

export const MARKS = 'goal-marks';

/** One id for one doing: a step counts once a day, and one that is for once counts once, whatever is pressed twice (F106). */
export const markId = ({ id, schedule }: Pick<Step, 'id' | 'schedule'>, day: Day): string =>
  schedule.kind === 'once' || schedule.kind === 'whenever' ? `${id}/once` : `${id}/${day}`;

export const markOf = (goal: Kept<Goal>, step: Step, day: Day, atMs: number): Mark => ({
  goal: goal.id,
  step: step.id,
  day,
  atMs,
  text: step.text,
});

/** Everything that was done, by id. */
export type Marks = ReadonlyMap<string, Mark>;

export const marksById = (all: readonly Kept<Mark>[]): Marks => new Map(all.map(({ id, value }) => [id, value]));

export const isDone = (step: Step, day: Day, marks: Pick<Marks, 'has'>): boolean => marks.has(markId(step, day));

/** What was done on one day. */
export interface DoneDay {
  readonly day: Day;
  readonly done: readonly Mark[];
}

/** The newest day first, and within it as it went. */
export function doneByDay(marks: Iterable<Mark>): readonly DoneDay[] {
  const days = new Map<Day, Mark[]>();
  for (const one of marks) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return [...days]
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .map(([day, done]) => ({ day, done: done.toSorted((one, other) => one.atMs - other.atMs) }));
}
