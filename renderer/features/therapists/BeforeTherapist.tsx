import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatLocale } from '../../i18n/locales.ts';
import styles from './therapists.module.css';

/** When somebody last read these words through and found them true. */
const REVIEWED_ON = '2026-11-22';

/** What everybody is told before the first word to a therapist (F043): by which name, about money, and what it is not. */
export function BeforeTherapist() {
  const { t, i18n } = useTranslation('therapists');
  const date = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(REVIEWED_ON));
  return (
    <section className={styles.before} aria-label={t('before.title')}>
      <ul>
        <li>{t('before.who')}</li>
        <li>{t('before.pay')}</li>
        <li>
          {t('before.urgent')}{' '}
          <Anchor component={Link} href="/help" inherit>
            {t('before.help')}
          </Anchor>
        </li>
      </ul>
      <p className={styles.quiet}>{t('before.reviewed', { date })}</p>
    </section>
  );
}
