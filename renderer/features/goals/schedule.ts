import { unreachable } from '#shared/result.ts';
import type { Schedule } from './goal.ts';
import { addDays, daysBetween, mondayOf, weekdayOf, type Day } from './wall-clock.ts';

/** Whether a step is for this day. */
export function isFor(schedule: Schedule, day: Day): boolean {
  switch (schedule.kind) {
    case 'whenever':
      return false;
    case 'once':
      return day === schedule.on;
    case 'daily':
      return true;
    case 'weekdays':
      return schedule.days.includes(weekdayOf(day));
    case 'weeks': {
      if (day < schedule.from || weekdayOf(day) !== schedule.on) return false;
      // The first one is the first such weekday from its beginning on; the others are so many weeks apart.
      const weeks = daysBetween(mondayOf(firstOf(schedule)), mondayOf(day)) / 7;
      return weeks >= 0 && weeks % schedule.every === 0;
    }
    default:
      return unreachable(schedule);
  }
}

const firstOf = ({ from, on }: { readonly from: Day; readonly on: number }): Day => addDays(from, (on - weekdayOf(from) + 7) % 7);

/** The first day from `day` on that it is for, within a year; null when there is none. */
export const nextDay = (schedule: Schedule, day: Day): Day | null => {
  if (schedule.kind === 'once') return schedule.on >= day ? schedule.on : null;
  return find(schedule, day, 1, 366);
};

/** The last day up to `day` that it is for, so many days back at most. */
export const lastDay = (schedule: Schedule, day: Day, within: number): Day | null => find(schedule, day, -1, within);

function find(schedule: Schedule, from: Day, direction: 1 | -1, within: number): Day | null {
  if (schedule.kind === 'whenever') return null;
  for (let days = 0; days <= within; days += 1) {
    const day = addDays(from, direction * days);
    if (isFor(schedule, day)) return day;
  }
  return null;
}
