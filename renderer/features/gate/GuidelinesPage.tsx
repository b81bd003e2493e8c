import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { guidelinesIn } from '../../content/agreements/agreements.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { Page } from '../../ui/Page.tsx';
import { AgreementSections } from './AgreementSections.tsx';
import styles from './gate.module.css';

/** The community guidelines (F097): open to everybody, linked from every place where one writes to another. */
export function GuidelinesPage() {
  const { t, i18n } = useTranslation('gate');
  const { lead, sections, reviewedOn } = guidelinesIn(i18n.language);
  const reviewed = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <Page title={t('guidelines.title')} lead={lead}>
      <p>
        <Anchor component={Link} href="/help" display="inline-block" py={4}>
          {t('declined.help')}
        </Anchor>
      </p>
      <AgreementSections sections={sections} order={2} />
      <p className={styles.version}>{t('guidelines.version', { reviewed: reviewed.format(new Date(reviewedOn)) })}</p>
    </Page>
  );
}
