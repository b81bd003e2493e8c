import { useTranslation } from 'react-i18next';
import type { WaitingRequest } from '#shared/documents/inbox.ts';
import { waitWords } from './wait-words.ts';
import styles from './talk.module.css';

/** The place in the queue and a typical wait, in words. Spoken when the place changes, not with every minute. */
export function PlaceWords({ waiting }: { waiting: WaitingRequest }) {
  const { t } = useTranslation('talk');
  const before = waiting.place - 1;
  const { typicalWaitMs } = waiting;
  const typical = typicalWaitMs === null ? null : waitWords(typicalWaitMs);
  return (
    <>
      <p className={styles.place} aria-live="polite">
        {before === 0 ? t('waiting.next') : t('waiting.place', { count: before })}
      </p>
      <p>
        {typical === null
          ? t('waiting.typicalUnknown')
          : t('waiting.typical', { duration: t(`duration.${typical.key}`, { count: typical.count }) })}
      </p>
    </>
  );
}
