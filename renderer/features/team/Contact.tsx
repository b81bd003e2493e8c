import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../chats/CopyButton.tsx';
import { useContact } from './use-contact.ts';
import styles from './team.module.css';

/** How those who run the place are reached, or plainly that nobody is named; what stands within it only where somebody is. */
export const Contact = (props: { children?: ReactNode }) => <ContactText contact={useContact()}>{props.children}</ContactText>;

/** Text to read and to copy: the app opens no address and calls nobody but its relay (promise 6). */
export function ContactText({ contact, children }: { contact: string | null | undefined; children?: ReactNode }) {
  const { t } = useTranslation('team');
  if (contact === undefined) return <p>{t('contact.unknown')}</p>;
  if (contact === null) return <p>{t('contact.nobody')}</p>;
  return (
    <>
      <p>{t('contact.reached')}</p>
      <div className={styles.contact}>
        <bdi className={styles.address}>{contact}</bdi>
        <CopyButton text={contact} />
      </div>
      <p className={styles.quiet}>{t('contact.byYourself')}</p>
      {children}
    </>
  );
}
