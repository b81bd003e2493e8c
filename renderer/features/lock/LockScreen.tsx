import { useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { OpeningFrame } from '../../app/OpeningFrame.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { usePlaces } from '../account/use-places.ts';
import { OtherWays } from './OtherWays.tsx';
import { RecoveryForm } from './RecoveryForm.tsx';

/** All that is left on screen while a vault is locked: two ways in, the other places, and help. */
export function LockScreen(props: { profile: string; wrong: boolean }) {
  const { t } = useTranslation(['lock', 'app']);
  const places = usePlaces();
  const [onPaper, setOnPaper] = useState(false);
  const recovery = places.find(({ profile }) => profile.id === props.profile)?.profile.recovery === true;
  return (
    <OpeningFrame title={t('app:opening.passphrase.title')}>
      <p>{t('app:opening.passphrase.text')}</p>
      {onPaper ? <RecoveryForm wrong={props.wrong} /> : <PassphraseForm wrong={props.wrong} />}
      {recovery && (
        <Button variant="subtle" mt="xs" onClick={() => setOnPaper(!onPaper)}>
          {t(onPaper ? 'screen.usePassphrase' : 'screen.useRecovery')}
        </Button>
      )}
      <OtherWays profile={props.profile} />
    </OpeningFrame>
  );
}

/** The one field of a screen that exists to be filled in; nothing else wants the focus. */
const focusOnce = (field: HTMLInputElement | null): void => field?.focus();

function PassphraseForm(props: { wrong: boolean }) {
  const { t } = useTranslation('app');
  const { opening } = useApp();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await opening.unlock(passphrase);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void unlock(event)}>
      <PasswordField
        label={t('opening.passphrase.label')}
        autoComplete="current-password"
        ref={focusOnce}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={props.wrong && !busy ? t('opening.passphrase.wrong') : undefined}
      />
      <Button type="submit" mt="md" fullWidth disabled={busy || passphrase === ''}>
        {busy ? t('opening.passphrase.busy') : t('opening.passphrase.open')}
      </Button>
    </form>
  );
}
