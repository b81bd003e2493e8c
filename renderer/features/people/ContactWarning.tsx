import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findContactDetails } from '#shared/people/contact-details.ts';
import { fullNameIn } from '#shared/people/full-name.ts';
import styles from './own.module.css';

/** F077, F239: while one writes, what would be refused, and what one may not have meant to tell. Seen by the writer alone. */
export function ContactWarning({ text }: { text: string }) {
  const { t } = useTranslation('people');
  const finds = useMemo(() => findContactDetails(text), [text]);
  const name = useMemo(() => fullNameIn(text), [text]);
  const [first] = finds;
  return (
    <div aria-live="polite">
      {first !== undefined && (
        <p className={styles.warn}>
          {t(`contact.${first.kind}`)} <q dir="auto">{first.text}</q>. {t('contact.text')}
        </p>
      )}
      {name !== null && (
        <p className={styles.warn}>
          {t('contact.fullName')} <q dir="auto">{name}</q>
        </p>
      )}
    </div>
  );
}
