import { expect, test } from 'vitest';
import { byDay, dayByKey, dayOf, firstWeekdayOf, stepDays, stepMonths, weeksOfMonth, weekStart } from './calendar.ts';

const MONDAY = 1;
const SUNDAY = 7;
const SATURDAY = 6;

test('a day is that of the clock on the wall, from its first millisecond to its last', () => {
  const midnight = new Date(2026, 2, 29).getTime();
  expect([dayOf(midnight), dayOf(midnight - 1)]).toEqual(['2026-03-29', '2026-03-28']);
});

test('days go on over months, years, leap days and changes of the clock', () => {
  expect(stepDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(stepDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(stepDays('2026-03-28', 2)).toBe('2026-03-30');
});

test('the same day of the next month, or its last', () => {
  expect(stepMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(stepMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(stepMonths('2026-11-22', 2)).toBe('2027-01-22');
});

test.each([
  ['from Monday', MONDAY, '2026-10-26', 6],
  ['from Sunday', SUNDAY, '2026-11-01', 5],
  ['from Saturday', SATURDAY, '2026-10-31', 5],
])('November 2026 in weeks %s', (_what, first, from, weeks) => {
  const grid = weeksOfMonth('2026-11-22', first);
  expect(grid[0]?.[0]).toBe(from);
  expect(grid).toHaveLength(weeks);
  expect(grid.flat().filter((day) => day.startsWith('2026-11'))).toHaveLength(30);
  expect(new Set(grid.flat()).size).toBe(weeks * 7);
});

test('the week begins where the reader lives', () => {
  expect(['en-US', 'es', 'en-GB', 'ar-EG'].map(firstWeekdayOf)).toEqual([SUNDAY, MONDAY, MONDAY, SATURDAY]);
  expect(weekStart('2026-11-22', MONDAY)).toBe('2026-11-16');
});

test.each([
  ['ArrowRight', 'ltr', '2026-11-19'],
  ['ArrowRight', 'rtl', '2026-11-17'],
  ['ArrowLeft', 'rtl', '2026-11-19'],
  ['ArrowDown', 'ltr', '2026-11-25'],
  ['ArrowUp', 'ltr', '2026-11-11'],
  ['Home', 'ltr', '2026-11-16'],
  ['End', 'ltr', '2026-11-22'],
  ['PageDown', 'ltr', '2026-12-18'],
  ['PageUp', 'rtl', '2026-10-18'],
  ['x', 'ltr', null],
] as const)('%s, %s', (key, direction, day) => {
  expect(dayByKey(key, '2026-11-18', MONDAY, direction)).toBe(day);
});

test('things by day, in the order in which they came', () => {
  const at = (hour: number): number => new Date(2026, 10, 22, hour).getTime();
  expect([...byDay([at(9), at(23), at(25)], (atMs) => atMs)]).toEqual([
    ['2026-11-22', [at(9), at(23)]],
    ['2026-11-23', [at(25)]],
  ]);
});
