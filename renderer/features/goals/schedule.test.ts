import { describe, expect, it } from 'vitest';
import type { Schedule } from './goal.ts';
import { isFor, lastDay, nextDay } from './schedule.ts';
import { addDays, type Day } from './wall-clock.ts';

const daysFrom = (from: Day, schedule: Schedule, within: number): Day[] =>
  Array.from({ length: within }, (_, days) => addDays(from, days)).filter((day) => isFor(schedule, day));

describe('F117: which days a step is for', () => {
  it('once, daily, on chosen weekdays, whenever', () => {
    expect(daysFrom('2026-11-20', { kind: 'once', on: '2026-11-22' }, 5)).toEqual(['2026-11-22']);
    expect(daysFrom('2026-11-20', { kind: 'daily' }, 3)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(daysFrom('2026-11-16', { kind: 'weekdays', days: [1, 3, 7] }, 7)).toEqual(['2026-11-16', '2026-11-18', '2026-11-22']);
    expect(daysFrom('2026-11-16', { kind: 'whenever' }, 20)).toEqual([]);
  });

  it('every so many weeks, from the first such day on, over the turn of the year', () => {
    const everyThird: Schedule = { kind: 'weeks', every: 3, on: 2, from: '2026-12-03' };
    expect(daysFrom('2026-11-01', everyThird, 110)).toEqual(['2026-12-08', '2026-12-29', '2027-01-19', '2027-02-09']);
    const fromToday: Schedule = { kind: 'weeks', every: 2, on: 7, from: '2026-11-22' };
    expect(daysFrom('2026-11-01', fromToday, 50)).toEqual(['2026-11-22', '2026-12-06', '2026-12-20']);
  });

  it('finds the next day and the last one', () => {
    expect(nextDay({ kind: 'weekdays', days: [1] }, '2026-11-24')).toBe('2026-11-30');
    expect(nextDay({ kind: 'once', on: '2030-01-01' }, '2026-11-24')).toBe('2030-01-01');
    expect(nextDay({ kind: 'once', on: '2026-11-01' }, '2026-11-24')).toBeNull();
    expect(nextDay({ kind: 'whenever' }, '2026-11-24')).toBeNull();
    expect(lastDay({ kind: 'weekdays', days: [1] }, '2026-11-24', 14)).toBe('2026-11-23');
    expect(lastDay({ kind: 'once', on: '2026-11-01' }, '2026-11-24', 14)).toBeNull();
  });
});
