import { useTranslation } from 'react-i18next';
import { ASKED_TEXTS, type AgreementsView } from '#shared/people/watching.ts';
import { useEngine } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

type Text = AgreementsView['texts'][number];

/** F089: what people are asked to agree to, since when, and how many have; and honestly, how a new version comes. */
export function AgreementsPart() {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { answer } = useAsked(house.readAgreements);
  return (
    <section aria-label={t('part.agreements')}>
      <p className={styles.quiet}>{t('agreements.what')}</p>
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {answer?.ok === true &&
        ASKED_TEXTS.flatMap((name) => {
          const text = answer.value.texts.find((one) => one.name === name);
          return text === undefined ? [] : [<Agreement key={name} text={text} />];
        })}
      <h2 className={styles.track}>{t('agreements.newer')}</h2>
      <p className={styles.measure}>{t('agreements.how')}</p>
      <p className={styles.measure}>{t('agreements.then')}</p>
    </section>
  );
}

function Agreement({ text: { name, version, agreed, unanswered } }: { text: Text }) {
  const { t, i18n } = useTranslation('house');
  const locale = formatLocale(i18n.language, navigator.languages);
  const number = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  /** A version is the day it was written on, with a number behind it where a day has seen more than one. */
  const dated = (of: string): string => {
    const atMs = Date.parse(of.slice(0, 10));
    return Number.isNaN(atMs) ? of : `${day.format(atMs)} (${of})`;
  };
  return (
    <div className={styles.row}>
      <h2 className={styles.role}>{t(`agreements.names.${name}`)}</h2>
      <p>{t('agreements.inForce', { version: dated(version) })}</p>
      <dl className={styles.figures}>
        {agreed.map(({ version: of, count }) => (
          <div key={of}>
            <dt>{of === version ? t('agreements.this') : t('agreements.older', { version: dated(of) })}</dt>
            <dd>{number.format(count)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('agreements.unanswered')}</dt>
          <dd>{number.format(unanswered)}</dd>
        </div>
      </dl>
    </div>
  );
}
