import type { ReactNode } from 'react';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../content/agreements/agreement.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { AgreementSections } from './AgreementSections.tsx';
import styles from './gate.module.css';

/** An agreement: the short of it, its date, and all of it on request (F089). `order`: one below what it stands under. */
export function AgreementView(props: { text: AgreementText; order?: 3 | 4; children?: ReactNode }) {
  const { t, i18n } = useTranslation('gate');
  const { text, order = 4 } = props;
  const day = (iso: string): string =>
    new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso.slice(0, 10)));
  return (
    <>
      <Title order={order} size="h4">
        {text.title}
      </Title>
      <ul className={styles.parts}>
        {text.summary.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {props.children}
      <details className={styles.whole}>
        <summary>{t('agree.whole', { title: text.title })}</summary>
        <div className={styles.long}>
          <AgreementSections sections={text.sections} order={order === 3 ? 4 : 5} />
        </div>
      </details>
      <p className={styles.version}>
        {t('agree.version', { version: day(text.version), reviewed: day(text.reviewedOn) })}
      </p>
    </>
  );
}
