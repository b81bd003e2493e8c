import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useVault } from '../../app/context.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { useLock } from './use-lock.ts';

/** `/lock`, as the palette finds it: locks, or says what a lock needs. Whoever comes back begins at home. */
export function LockPage() {
  const { t } = useTranslation('lock');
  const { protection } = useVault().profile;
  const [, go] = useLocation();
  const lock = useLock();
  const locks = protection === 'passphrase';
  useEffect(() => {
    if (!locks) return;
    go('/', { replace: true });
    void lock();
  }, [locks, go, lock]);
  if (locks) return null;
  return (
    <Page title={t('page.title')}>
      <Section title={t('page.needs')} text={t(`page.why.${protection}`)}>
        <Button component={Link} href="/you/passphrase">
          {t('protection.set')}
        </Button>
      </Section>
      <p>{t('page.until')}</p>
    </Page>
  );
}
