/** The reader's calendar day of a moment, as a key to compare days by. */
export const dayOf = (atMs: number): string => new Date(atMs).toDateString();

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Whether a moment lies today or yesterday for the reader, or on a day that needs its date. */
export function dayName(atMs: number, nowMs: number): 'today' | 'yesterday' | 'date' {
  if (dayOf(atMs) === dayOf(nowMs)) return 'today';
  // Noon stands clear of the hour that daylight saving adds or takes.
  const noon = new Date(nowMs).setHours(12);
  return dayOf(atMs) === dayOf(noon - DAY_MS) ? 'yesterday' : 'date';
}

export const longDate = (atMs: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(atMs);

export const wholeDate = (atMs: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(atMs);

export const timeOfDay = (atMs: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(atMs);
