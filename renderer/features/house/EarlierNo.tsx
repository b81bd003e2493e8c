import { useTranslation } from 'react-i18next';
import type { EarlierNo as Earlier } from '#shared/people/age-wishes.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import styles from './house.module.css';

/** What others answered before, for whoever decides now (P66). */
export function EarlierNo({ earlier }: { earlier: Earlier | null }) {
  const { t } = useTranslation('house');
  if (earlier === null) return null;
  return (
    <p className={styles.quiet} dir="auto">
      {t('earlier', { count: earlier.times, answer: earlier.answer })} · <TimeText atMs={earlier.atMs} />
    </p>
  );
}
