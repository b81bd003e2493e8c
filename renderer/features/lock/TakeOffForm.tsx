import { useState, type FormEvent } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useVault } from '../../app/context.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { ChangeFailed } from './ChangeFailed.tsx';
import styles from './lock.module.css';

type State = { readonly at: 'asking' | 'busy' | 'not-yours' | 'failed' };

/** Goes on with the keychain, or with the key on the device, after the passphrase was typed once more. */
export function TakeOffForm(props: { onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation('lock');
  const vault = useVault();
  const { host } = useApp();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>({ at: 'asking' });
  const form = useFirstFault(state.at === 'not-yours' ? state : null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setState({ at: 'busy' });
    const result = await vault.removePassphrase(typed);
    if (result.ok) props.onDone();
    else setState({ at: result.error.code === 'wrong-passphrase' ? 'not-yours' : 'failed' });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {state.at === 'failed' && <ChangeFailed title={t('takeOff.failed')} />}
      <p className={styles.plain}>{t(host.kind === 'electron' ? 'takeOff.textKeychain' : 'takeOff.textDevice')}</p>
      <PasswordField
        label={t('present')}
        autoComplete="off"
        value={typed}
        error={state.at === 'not-yours' ? t('notYours') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy' || typed === ''}>
          {state.at === 'busy' ? t('protection.busy') : t('takeOff.offer')}
        </Button>
        <Button variant="default" disabled={state.at === 'busy'} onClick={props.onCancel}>
          {t('app:cancel')}
        </Button>
      </Group>
    </form>
  );
}
