/**
 * Days and times as people say them, and the moments they stand for. Pure: a zone's rules come from Intl, so both changes
 * of clock are right wherever the person lives, and after they have travelled.
 */

/** A day of the calendar, `2026-11-22`. Days compare as text. */
export type Day = string;
/** Minutes since midnight on the wall clock, 0 to 1439. */
export type MinuteOfDay = number;
/** Monday 1 … Sunday 7. */
export type Weekday = number;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Days since 1 January 1970, which was a Thursday. */
const numberOf = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const dayOfNumber = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => dayOfNumber(numberOf(day) + days);
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);
export const weekdayOf = (day: Day): Weekday => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
/** The Monday that its week begins with. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** Whether a text is a day of the calendar: 30 February is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** The clock on the wall in one zone. */
export interface WallClock {
  dayOf(atMs: number): Day;
  minuteOf(atMs: number): MinuteOfDay;
  /**
   * The moment of a time on a day. A time that the clock jumps over in spring is taken as much later as the clock jumps;
   * of one that comes twice in autumn the first is meant.
   */
  momentOf(day: Day, minute: MinuteOfDay): number;
}

export function wallClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

  /** What the wall shows at a moment, as if that were UTC; to the minute. */
  const shownAt = (atMs: number): number => {
    const shown: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(atMs)) shown[type] = value;
    return Date.parse(`${shown['year']}-${shown['month']}-${shown['day']}T${shown['hour']}:${shown['minute']}:00Z`);
  };
  const offsetAt = (atMs: number): number => shownAt(atMs) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;

  return {
    dayOf: (atMs) => new Date(shownAt(atMs)).toISOString().slice(0, 10),
    minuteOf: (atMs) => Math.round((shownAt(atMs) % DAY_MS) / MINUTE_MS),
    momentOf(day, minute) {
      const wanted = numberOf(day) * DAY_MS + minute * MINUTE_MS;
      // The rules of the day before and of the day after: one of them holds at the moment itself.
      const before = wanted - offsetAt(wanted - DAY_MS);
      if (shownAt(before) === wanted) return before;
      const after = wanted - offsetAt(wanted + DAY_MS);
      // Neither: the time is jumped over, and the rule from before leads to as much later.
      return shownAt(after) === wanted ? after : before;
    },
  };
}
