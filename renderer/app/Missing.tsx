import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';

/** A route that leads nowhere: an old link, or a place this account does not have. */
export function Missing() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('missing.title')}>
      <EmptyState text={t('missing.text')}>
        <Button component={Link} href="/">
          {t('missing.home')}
        </Button>
      </EmptyState>
    </Page>
  );
}
