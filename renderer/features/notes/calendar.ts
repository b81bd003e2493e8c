/** A day of the person's own calendar, as `2026-11-22`. */
export type Day = string;

const DAY_MS = 86_400_000;
const two = (number: number): string => String(number).padStart(2, '0');

/** The day on which something was, by the clock on the wall. */
export const dayOf = (atMs: number): Day => {
  const at = new Date(atMs);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

/** A day as a moment that is its noon in UTC, so that no change to summer time makes a day longer or shorter. */
export const noonOf = (day: Day): Date => new Date(`${day}T12:00:00Z`);

const dayAt = (noon: Date): Day => noon.toISOString().slice(0, 10);

export const stepDays = (day: Day, days: number): Day => dayAt(new Date(noonOf(day).getTime() + days * DAY_MS));

/** The same day of another month, or its last where it is shorter. */
export function stepMonths(day: Day, months: number): Day {
  const noon = noonOf(day);
  const month = new Date(Date.UTC(noon.getUTCFullYear(), noon.getUTCMonth() + months, 1, 12));
  const last = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0, 12)).getUTCDate();
  month.setUTCDate(Math.min(noon.getUTCDate(), last));
  return dayAt(month);
}

export const monthOf = (day: Day): string => day.slice(0, 7);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => noonOf(day).getUTCDay() || 7;

/** The first day of the week that a day lies in. */
export const weekStart = (day: Day, firstWeekday: number): Day => stepDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7));

/** The weeks that a month touches; the days of its neighbours fill the first and the last. */
export function weeksOfMonth(day: Day, firstWeekday: number): readonly (readonly Day[])[] {
  const first = `${monthOf(day)}-01`;
  const weeks: Day[][] = [];
  for (let start = weekStart(first, firstWeekday); weeks.length === 0 || monthOf(start) === monthOf(first); start = stepDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => stepDays(start, index)));
  }
  return weeks;
}

interface WithWeekInfo {
  getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
}

/** On which day the week begins where the reader lives; Monday where the system does not know. */
export function firstWeekdayOf(locale: string): number {
  const known = new Intl.Locale(locale) as WithWeekInfo;
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

/** Where a key leads in the month; null for a key that is not the calendar's. Right and left follow the script. */
export function dayByKey(key: string, day: Day, firstWeekday: number, direction: 'ltr' | 'rtl'): Day | null {
  const onwards = direction === 'rtl' ? -1 : 1;
  const start = weekStart(day, firstWeekday);
  switch (key) {
    case 'ArrowRight':
      return stepDays(day, onwards);
    case 'ArrowLeft':
      return stepDays(day, -onwards);
    case 'ArrowDown':
      return stepDays(day, 7);
    case 'ArrowUp':
      return stepDays(day, -7);
    case 'Home':
      return start;
    case 'End':
      return stepDays(start, 6);
    case 'PageDown':
      return stepMonths(day, 1);
    case 'PageUp':
      return stepMonths(day, -1);
    default:
      return null;
  }
}

/** Things by the day on which they were made. */
export function byDay<T>(things: readonly T[], atMs: (thing: T) => number): ReadonlyMap<Day, readonly T[]> {
  const days = new Map<Day, T[]>();
  for (const thing of things) {
    const day = dayOf(atMs(thing));
    const there = days.get(day);
    if (there === undefined) days.set(day, [thing]);
    else there.push(thing);
  }
  return days;
}
