import { useTranslation } from 'react-i18next';
import type { OwnRestriction } from '#shared/people/keeping.ts';
import { maySay } from './use-own-restriction.ts';
import styles from './standing.module.css';

/** F103: why somebody is banned, in the words that were written for them; or that there are none, and what they may do all the same. */
export function Told({ own, heading: Heading = 'strong' }: { own: OwnRestriction; heading?: 'h3' | 'strong' }) {
  const { t } = useTranslation('standing');
  if (own.restriction !== 'banned') return null;
  if (own.told === null) {
    return (
      <span className={styles.told}>
        {t('banned.untold')} {maySay(own) && t('banned.sayAllTheSame')}
      </span>
    );
  }
  return (
    <>
      <Heading className={Heading === 'h3' ? styles.head : styles.lead}>{t('banned.told')}</Heading>{' '}
      <span className={`${styles.told} ${styles.words}`} dir="auto">
        {own.told}
      </span>
    </>
  );
}
