import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Page.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { useCommand } from './use-command.ts';

/** Ends the session on this device. What is kept here stays, locked as before. */
export function SignOut() {
  const { t } = useTranslation('account');
  const engine = useEngine();
  const connection = useConnection();
  const owed = useReadable(engine.signOutsOwed);
  const { state, run } = useCommand();
  const [asking, setAsking] = useState(false);
  if (connection.at === 'refused' && connection.because === 'signed-out') {
    // It holds on this device at once; that the relay does not know yet is said for as long as it does not.
    return owed > 0 ? <Section title={t('signOut.title')} text={t('signOut.owed')} /> : null;
  }
  const signOut = async (): Promise<void> => {
    await run(() => engine.signOut());
  };
  return (
    <Section title={t('signOut.title')} text={t('signOut.text')}>
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('signOut.offer')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('signOut.ask')}
        text={
          <>
            <p>{t('signOut.askText')}</p>
            {connection.at !== 'online' && <p>{t('signOut.askOffline')}</p>}
          </>
        }
        confirm={t('signOut.confirm')}
        onConfirm={signOut}
      />
    </Section>
  );
}
