import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../content/agreements/agreement.ts';
import { AgreementSections } from './AgreementSections.tsx';
import styles from './gate.module.css';

/** An agreement: the short of it, its date, and all of it on request (F089). */
export function AgreementView(props: { text: AgreementText }) {
  const { t, i18n } = useTranslation('gate');
  const { text } = props;
  const day = (iso: string): string =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
  return (
    <>
      <Title order={4}>{text.title}</Title>
      <ul className={styles.parts}>
        {text.summary.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <details className={styles.whole}>
        <summary>{t('agree.whole', { title: text.title })}</summary>
        <div className={styles.long}>
          <AgreementSections sections={text.sections} />
        </div>
      </details>
      <p className={styles.version}>
        {t('agree.version', { version: day(text.version), reviewed: day(text.reviewedOn) })}
      </p>
    </>
  );
}
