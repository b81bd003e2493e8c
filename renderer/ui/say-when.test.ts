import { describe, expect, it } from 'vitest';
import { partOfDay } from '../features/home/greeting.ts';
import { sayWhen } from './say-when.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

describe('sayWhen', () => {
  const say = (atMs: number, locale = 'en-GB', zone = 'UTC') => sayWhen(atMs, noon, locale, zone);

  it.each([
    ['today: the time', noon - HOUR, '11:00'],
    ['within the week: the day', noon - 30 * HOUR, /^Saturday.* 06:00$/],
    ['this year: the date', noon - 24 * 30 * HOUR, '23 Oct'],
    ['another year: with the year', noon - 24 * 400 * HOUR, '18 Oct 2025'],
    ['a clock ahead of ours: the date, not a weekday gone by', noon + 24 * 3 * HOUR, '25 Nov'],
  ])('%s', (_title, atMs, expected) => {
    expect(say(atMs)).toMatch(expected);
  });

  it('means the reader\'s own day', () => {
    const lateEvening = Date.UTC(2026, 10, 22, 2);
    expect(say(lateEvening)).toBe('02:00');
    expect(say(lateEvening, 'en-GB', 'America/New_York')).toMatch(/^Saturday/);
  });

  it('speaks the reader\'s language', () => {
    expect(say(noon - 24 * 30 * HOUR, 'es')).toBe('23 oct');
  });
});

describe('partOfDay', () => {
  it.each([[0, 'night'], [4, 'night'], [5, 'morning'], [11, 'morning'], [12, 'day'], [17, 'day'], [18, 'evening'], [23, 'evening']])(
    '%i o\'clock: %s',
    (hour, expected) => {
      expect(partOfDay(hour)).toBe(expected);
    },
  );
});
