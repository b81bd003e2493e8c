import { useTranslation } from 'react-i18next';
import { formatLocale } from '../i18n/locales.ts';
import { useNow } from './now.tsx';

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

/** A moment in short, with the whole date on hover and for machines. */
export function TimeText(props: { atMs: number; full?: boolean }) {
  const { i18n } = useTranslation();
  const nowMs = useNow();
  const locale = formatLocale(i18n.language, navigator.languages);
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(props.atMs);
  return (
    <time dateTime={new Date(props.atMs).toISOString()} title={whole}>
      {props.full === true ? whole : sayWhen(props.atMs, nowMs ?? props.atMs, locale)}
    </time>
  );
}
