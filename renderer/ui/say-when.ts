const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * A moment in the reader's language and zone: the time today, the weekday within the last week, otherwise the date.
 * `zone` is for tests; people have the zone of their device.
 */
export function sayWhen(atMs: number, nowMs: number, locale: string, zone?: string): string {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  const dayOf = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...inZone });
  const say = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, ...inZone }).format(atMs);
  if (dayOf.format(atMs) === dayOf.format(nowMs)) return say({ timeStyle: 'short' });
  if (atMs < nowMs && nowMs - atMs < 6 * DAY_MS) return say({ weekday: 'long', hour: 'numeric', minute: '2-digit' });
  const sameYear = dayOf.format(atMs).slice(0, 4) === dayOf.format(nowMs).slice(0, 4);
  return say({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}
