import { describe, expect, it } from 'vitest';
import { CLOCK } from '#shared/limits.ts';
import { follow, type Course } from './course.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2027, 0, 15, 12);
const START: Course = { nowMs: NOON, atMonotonicMs: 0, doubt: null };

/** Follows the machine's clocks through these moments: hours passed since the start, and hours that the wall clock is ahead. */
function through(moments: readonly (readonly [passed: number, ahead: number])[], start = START) {
  let course = start;
  const news: string[] = [];
  for (const [passed, ahead] of moments) {
    const step = follow(course, { wallMs: NOON + (passed + ahead) * HOUR, monotonicMs: passed * HOUR });
    course = step.course;
    if (step.news !== null) news.push(`${step.news} at ${passed}`);
  }
  const passed = moments.at(-1)?.[0] ?? 0;
  return { aheadHours: (course.nowMs - NOON) / HOUR - passed, news };
}

describe('the course of the time (A6)', () => {
  it.each([
    ['an hour ahead is followed', 1],
    ['an hour behind is followed', -1],
    ['a day ahead is followed', 24],
  ])('%s', (_, ahead) => {
    expect(through([[1, 0], [2, ahead], [3, ahead]])).toEqual({ aheadHours: ahead, news: [] });
  });

  it.each([
    ['25 hours ahead', 25],
    ['400 days ahead', 400 * 24],
    ['400 days behind', -400 * 24],
  ])('%s is doubted, and the course goes on by the time that passes', (_, ahead) => {
    expect(through([[1, 0], [2, ahead], [25, ahead]])).toEqual({ aheadHours: 0, news: ['doubted at 2'] });
  });

  it('what has held for a day is believed', () => {
    expect(through([[1, 0], [2, 9_600], [26, 9_600]])).toEqual({ aheadHours: 9_600, news: ['doubted at 2', 'believed at 26'] });
  });

  it('a clock that comes back is followed again at once', () => {
    expect(through([[1, 0], [2, 9_600], [3, 1]])).toEqual({ aheadHours: 1, news: ['doubted at 2', 'believed at 3'] });
  });

  it('a clock that jumps about is never believed', () => {
    const wild = Array.from({ length: 200 }, (_, n) => [n + 1, 1_000 + 100 * (n % 2)] as const);
    const { aheadHours, news } = through(wild);
    expect([aheadHours, news.length]).toEqual([0, 200]);
  });

  it('a doubt outlives a restart: the time that the relay was off makes it no new one', () => {
    const kept: Course = { nowMs: NOON, atMonotonicMs: 0, doubt: { stepMs: 400 * DAY, heldMs: CLOCK.believeAfterMs - HOUR } };
    expect(through([[0, 9_610], [1, 9_610]], kept)).toEqual({ aheadHours: 9_610, news: ['believed at 1'] });
  });
});
