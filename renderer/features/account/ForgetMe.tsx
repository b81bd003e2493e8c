import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useEngine, useIdentity, useVault } from '../../app/context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Page.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { useCommand } from './use-command.ts';

/**
 * A guest is forgotten, at the relay and on this device (F016). First the relay, so that nothing stays there which
 * nobody could reach any more; then, and only then, the vault. A relay that does not know this guest has nothing more to forget
 * at anybody's word: then it is the vault's turn.
 */
export function ForgetMe() {
  const { t } = useTranslation('account');
  const engine = useEngine();
  const vault = useVault();
  const identity = useIdentity();
  const { opening } = useApp();
  const { state, run } = useCommand();
  const [asking, setAsking] = useState(false);
  const forget = async (): Promise<void> => {
    if (identity.at === 'account') {
      const result = await run(() => engine.forgetMe());
      if (result === null || (!result.ok && result.error.code !== 'signed-out')) return;
    }
    await opening.erase(vault.profile.id);
  };
  return (
    <Section title={t('forget.title')} text={t('forget.text')}>
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button variant="subtle" color="red" c="var(--sv-danger)" px="xs" onClick={() => setAsking(true)}>
        {t('forget.offer')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('forget.ask')}
        text={<p>{t('forget.askText')}</p>}
        understand={t('forget.understand')}
        confirm={t('forget.confirm')}
        danger
        onConfirm={forget}
      />
    </Section>
  );
}
