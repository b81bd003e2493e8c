import { z } from 'zod';
import { GOAL } from '#shared/limits.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Goal, Schedule, Step } from './goal.ts';
import { isDay, type Day } from './wall-clock.ts';

/** A goal as it stands in its form: everything that was chosen once stays, also where it does not apply at present. */
const stepForm = z.strictObject({
  id: z.string(),
  text: z.string(),
  kind: z.enum(['whenever', 'once', 'daily', 'weekdays', 'weeks']),
  /** The day of `once`, and the first one of `weeks`. */
  on: z.string(),
  days: z.array(z.int()),
  every: z.string(),
  weekday: z.int(),
  /** `09:30`, or empty for no reminder. */
  time: z.string(),
});
export const goalForm = z.strictObject({ title: z.string(), why: z.string(), steps: z.array(stepForm) });
export type StepForm = z.infer<typeof stepForm>;
export type GoalForm = z.infer<typeof goalForm>;

export const emptyStep = (id: string, today: Day): StepForm => ({
  id, text: '', kind: 'whenever', on: today, days: [], every: '2', weekday: 1, time: '',
});

export const emptyForm = (step: string, today: Day): GoalForm => ({ title: '', why: '', steps: [emptyStep(step, today)] });

export const formOf = ({ title, why, steps }: Goal, today: Day): GoalForm => ({
  title,
  why,
  steps: steps.map((step) => ({ ...emptyStep(step.id, today), ...chosen(step.schedule), text: step.text, time: timeOf(step.remindAt) })),
});

function chosen(schedule: Schedule): Partial<StepForm> {
  const { kind } = schedule;
  if (kind === 'once') return { kind, on: schedule.on };
  if (kind === 'weekdays') return { kind, days: schedule.days };
  if (kind === 'weeks') return { kind, every: String(schedule.every), weekday: schedule.on, on: schedule.from };
  return { kind };
}

export const timeOf = (minute: number | null): string =>
  minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function minuteOf(time: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

export type FieldFault = 'title' | 'text' | 'on' | 'days' | 'every';
/** What is missing, by step; the title's under `goal`. */
export type Faults = Readonly<Record<string, FieldFault>>;

const isBlank = ({ text, kind }: StepForm): boolean => text.trim() === '' && kind === 'whenever';

/** The goal that the form says, or what is missing. A step in which nothing was written is none. */
export function toGoal(form: GoalForm, before: Goal | null, nowMs: number): Result<Goal, Faults> {
  const faults: Record<string, FieldFault> = {};
  if (form.title.trim() === '') faults['goal'] = 'title';
  const steps = form.steps.filter((step) => !isBlank(step)).flatMap((step): Step[] => {
    const schedule = scheduleOf(step);
    if (step.text.trim() === '') faults[step.id] = 'text';
    else if (typeof schedule === 'string') faults[step.id] = schedule;
    if (typeof schedule === 'string') return [];
    const remindAt = step.kind === 'whenever' ? null : minuteOf(step.time);
    const old = before?.steps.find(({ id }) => id === step.id);
    // What was asked for only now does not remind of what is past.
    const same = old !== undefined && old.remindAt === remindAt && JSON.stringify(old.schedule) === JSON.stringify(schedule);
    return [{ id: step.id, text: step.text.trim(), schedule, remindAt, remindFromMs: same ? old.remindFromMs : nowMs }];
  });
  if (Object.keys(faults).length > 0) return err(faults);
  const { createdAtMs = nowMs, pause = null, away = null } = before ?? {};
  return ok({ title: form.title.trim(), why: form.why.trim(), steps, createdAtMs, pause, away });
}

function scheduleOf(step: StepForm): Schedule | FieldFault {
  const { kind, on, days, weekday } = step;
  const every = Number(step.every);
  switch (kind) {
    case 'once':
      return isDay(on) ? { kind, on } : 'on';
    case 'weekdays':
      return days.length > 0 ? { kind, days: days.toSorted() } : 'days';
    case 'weeks':
      if (!Number.isInteger(every) || every < 2 || every > GOAL.maxWeeksApart) return 'every';
      return isDay(on) ? { kind, every, on: weekday, from: on } : 'on';
    default:
      return { kind };
  }
}

/** The form in words, for the list of drafts; empty while nothing was written. */
export const formWords = ({ title, why, steps }: GoalForm): string =>
  [title, why, ...steps.map(({ text }) => text)].map((text) => text.trim()).filter((text) => text !== '').join('\n');
