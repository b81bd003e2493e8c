import { Component, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HelpWithoutApp } from '../features/help/HelpWithoutApp.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';

/**
 * Catches what a screen throws, so that one broken screen never takes the rail, the help and the vault with it. Where the
 * whole app is broken there is no rail: what it shows then has the help in it.
 */
export class CrashGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <CrashScreen again={() => this.setState({ broken: false })} /> : this.props.children;
  }
}

function CrashScreen(props: { again: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Page title={t('crash.title')}>
      <Notice kind="error" title={t('crash.what')} safe={t('crash.safe')} todo={t('crash.todo')}>
        <Button onClick={props.again}>{t('crash.again')}</Button>
      </Notice>
      <HelpWithoutApp />
    </Page>
  );
}
