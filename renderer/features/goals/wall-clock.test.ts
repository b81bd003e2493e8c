import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, mondayOf, wallClock, weekdayOf } from './wall-clock.ts';

const at = (zone: string, day: string, time: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(wallClock(zone).momentOf(day, hour * 60 + minute)).toISOString().slice(0, 16);
};

describe('days', () => {
  it('adds and counts across months, leap days and years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
  });

  it('knows the weekday, and the Monday of its week', () => {
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('1969-12-31')).toBe(3);
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  });

  it.each([['2026-02-30', false], ['2026-2-3', false], ['soon', false], ['2028-02-29', true], ['2026-13-01', false]])(
    '%s is a day: %s',
    (text, expected) => expect(isDay(text)).toBe(expected),
  );
});

describe('F118: the moment of a time on the wall', () => {
  it.each([
    // Spring: 02:00 becomes 03:00. What is jumped over is as much later; all around it is as it says.
    ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00'],
    ['Europe/Berlin', '2026-03-28', '09:00', '2026-03-28T08:00'],
    ['Europe/Berlin', '2026-03-29', '09:00', '2026-03-29T07:00'],
    // Autumn: 02:00 to 03:00 comes twice; the first is meant.
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30'],
    ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00'],
    ['Europe/Berlin', '2026-10-25', '00:30', '2026-10-24T22:30'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00'],
    // Half an hour of change only, and the year the other way round.
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45'],
    // The clock changes at midnight: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:30'],
    ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00'],
    // No change at all, and odd offsets.
    ['Asia/Kathmandu', '2026-07-01', '09:00', '2026-07-01T03:15'],
    ['Pacific/Kiritimati', '2026-07-01', '09:00', '2026-06-30T19:00'],
    ['Pacific/Pago_Pago', '2026-07-01', '09:00', '2026-07-01T20:00'],
    ['UTC', '2026-07-01', '00:00', '2026-07-01T00:00'],
  ])('%s %s %s', (zone, day, time, expected) => {
    expect(at(zone, day, time)).toBe(expected);
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu', 'UTC'])(
    'in %s every hour of a year says the day and time that lead back to it, but for the one that comes twice',
    (zone) => {
      const clock = wallClock(zone);
      let twice = 0;
      for (let hour = 0; hour < 366 * 24; hour += 1) {
        const moment = Date.UTC(2026, 0, 1) + hour * 3_600_000;
        const again = clock.momentOf(clock.dayOf(moment), clock.minuteOf(moment));
        if (again !== moment) twice += 1;
        expect(moment - again === 0 || (moment > again && moment - again <= 3_600_000)).toBe(true);
      }
      expect(twice).toBeLessThanOrEqual(1);
    },
  );
});
