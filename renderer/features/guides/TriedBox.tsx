import { useState } from 'react';
import { Checkbox, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatLocale } from '../../i18n/locales.ts';
import styles from './guides.module.css';

/** A private mark that something was tried, with its day. No count, no praise, and it can be taken back. */
export function TriedBox(props: { title: string; atMs: number | null; mark: (done: boolean) => void }) {
  const { t, i18n } = useTranslation('guides');
  const { atMs } = props;
  // The box answers at once; its words say that it is on disk. A wish ends with the next news from there.
  const [wish, setWish] = useState<{ done: boolean; atMs: number | null } | null>(null);
  const checked = wish !== null && wish.atMs === atMs ? wish.done : atMs !== null;
  const day = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' });
  return (
    <Checkbox
      className={styles.tried}
      size="md"
      checked={checked}
      onChange={(event) => {
        setWish({ done: event.currentTarget.checked, atMs });
        props.mark(event.currentTarget.checked);
      }}
      label={
        <>
          {atMs === null ? t('tried') : t('triedOn', { day: day.format(atMs) })}
          <VisuallyHidden>: {props.title}</VisuallyHidden>
        </>
      }
    />
  );
}
