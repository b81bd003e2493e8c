import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../../ui/Page.tsx';
import { BackupsSection } from './BackupsSection.tsx';
import { EraseSection } from './EraseSection.tsx';
import { ExportSection } from './ExportSection.tsx';
import { ImportSection } from './ImportSection.tsx';
import { LostPlaces } from './LostPlaces.tsx';

/** How what one has written is never lost, and how it is gone when one wants it gone. */
export function KeepPage() {
  const { t } = useTranslation('keep');
  return (
    <Page
      title={t('place')}
      lead={<p>{t('lead')}</p>}
      actions={
        <Button component={Link} href="/kept" variant="light">
          {t('kept.place')}
        </Button>
      }
    >
      <ExportSection />
      <ImportSection />
      <BackupsSection />
      <LostPlaces />
      <EraseSection />
    </Page>
  );
}
