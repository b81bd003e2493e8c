import { useTranslation } from 'react-i18next';
import { formatLocale } from '../i18n/locales.ts';
import { useNow } from './now.tsx';
import { sayWhen } from './say-when.ts';

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
