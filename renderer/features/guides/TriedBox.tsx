import { Checkbox, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatLocale } from '../../i18n/locales.ts';
import styles from './guides.module.css';

/** A private mark that something was tried, with its day. No count, no praise, and it can be taken back. */
export function TriedBox(props: { title: string; atMs: number | null; mark: (done: boolean) => void }) {
  const { t, i18n } = useTranslation('guides');
  const { atMs } = props;
  const day = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' });
  return (
    <Checkbox
      className={styles.tried}
      size="md"
      checked={atMs !== null}
      onChange={(event) => props.mark(event.currentTarget.checked)}
      label={
        <>
          {atMs === null ? t('tried') : t('triedOn', { day: day.format(atMs) })}
          <VisuallyHidden>: {props.title}</VisuallyHidden>
        </>
      }
    />
  );
}
