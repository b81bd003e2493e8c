import { useState } from 'react';
import { Anchor, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useApp, useEngine, useVault } from '../../app/context.tsx';
import { AskAgain } from './AskAgain.tsx';
import { OnDemand } from './OnDemand.tsx';

/**
 * An account ends, at the relay and on this device (RELIABILITY H3): the password, and a box to tick. First the relay, so
 * that nothing stays there which nobody could reach any more; then, and only then, the vault.
 */
export function EraseAccount() {
  const { t } = useTranslation('keys');
  const engine = useEngine();
  const vault = useVault();
  const { opening } = useApp();
  const [understood, setUnderstood] = useState(false);
  return (
    <OnDemand title={t('erase.title')} text={t('erase.text')} open={t('erase.open')}>
      {(close) => (
        <AskAgain
          submit={t('erase.submit')}
          danger
          ready={understood}
          act={(password) => engine.keys.eraseMe(password)}
          done={() => void opening.erase(vault.profile.id)}
          cancel={close}
        >
          <p>{t('erase.what')}</p>
          <p>
            {t('erase.notes')}{' '}
            <Anchor component={Link} href="/keep">
              {t('erase.keep')}
            </Anchor>
          </p>
          <Checkbox label={t('erase.understand')} checked={understood} onChange={(event) => setUnderstood(event.currentTarget.checked)} />
        </AskAgain>
      )}
    </OnDemand>
  );
}
