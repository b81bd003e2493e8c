import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, matchRoute, useLocation, useRouter } from 'wouter';
import { useApp } from './context.tsx';
import { CrashGuard } from './CrashScreen.tsx';
import { allRoutes } from './features.ts';
import styles from './opening.module.css';

/**
 * Help and a calm minute wait behind no lock, no question and no disk that does not answer (RELIABILITY G6): the screen
 * of the present route where it is one of these, whatever the vault is doing; otherwise null.
 */
export function useBeforeLock(): ReactNode | null {
  const { features } = useApp();
  const { parser } = useRouter();
  const [location] = useLocation();
  for (const { path, Screen, beforeLock } of allRoutes(features)) {
    if (beforeLock !== true) continue;
    const [matches, params] = matchRoute(parser, path, location);
    if (matches) return <Ground screen={<Screen params={params} />} />;
  }
  return null;
}

function Ground(props: { screen: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <div className={styles.help}>
      <nav className={styles.bar} aria-label={t('frame')}>
        <Button component={Link} href="/" variant="subtle">
          {t('opening.back')}
        </Button>
        <HelpButtons />
      </nav>
      <main>
        <CrashGuard>{props.screen}</CrashGuard>
      </main>
    </div>
  );
}

/** The two ways that are open before anything else is. */
export const HelpLinks = () => (
  <div className={styles.links}>
    <HelpButtons />
  </div>
);

function HelpButtons() {
  const { t } = useTranslation('app');
  return (
    <>
      <Button component={Link} href="/help" variant="subtle">
        {t('help')}
      </Button>
      <Button component={Link} href="/calm" variant="subtle">
        {t('tools:place')}
      </Button>
    </>
  );
}
