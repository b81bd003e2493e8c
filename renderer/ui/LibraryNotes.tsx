import { Button, Title } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatLocale } from '../i18n/locales.ts';
import type { Source } from '../content/library/schema.ts';
import styles from './blocks.module.css';

/** When something is more than a text can help (F236): never folded away, with "Help now" beside it. */
export function WhenMore(props: { paragraphs: readonly string[]; title?: string; id?: string }) {
  const { t } = useTranslation('library');
  return (
    <section className={styles.whenMore} id={props.id}>
      <Title order={2} size="h3">
        {props.title ?? t('whenMore')}
      </Title>
      {props.paragraphs.map((paragraph) => (
        <p key={paragraph} className={styles.text}>
          {paragraph}
        </p>
      ))}
      <HelpNowLink variant="default" />
    </section>
  );
}

/** The way to "Help now", for wherever things may be hard. */
export function HelpNowLink(props: { variant?: 'light' | 'default' }) {
  const { t } = useTranslation('app');
  return (
    <Button
      component={Link}
      href="/help"
      variant={props.variant ?? 'light'}
      leftSection={<IconLifebuoy size={20} stroke={1.6} aria-hidden="true" />}
    >
      {t('help')}
    </Button>
  );
}

/** Where a text is from (F236). Titles and publishers alone: the app calls nobody. */
export function Sources(props: { sources: readonly Source[]; id?: string }) {
  const { t } = useTranslation('library');
  return (
    <section className={styles.sources} id={props.id}>
      <Title order={2} size="h3">
        {t('sources')}
      </Title>
      <ul>
        {props.sources.map(({ title, by, year }) => (
          <li key={title}>
            <cite>{title}</cite>. {by}, {year}.
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The day on which somebody last read the whole item and found it true. */
export function ReviewedOn(props: { day: string }) {
  const { t, i18n } = useTranslation('library');
  const locale = formatLocale(i18n.language, navigator.languages);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(props.day));
  return <p className={styles.reviewed}>{t('reviewed', { day })}</p>;
}
