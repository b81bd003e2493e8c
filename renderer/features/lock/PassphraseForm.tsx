import { useState, type FormEvent } from 'react';
import { Button, Checkbox, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SESSION } from '#shared/limits.ts';
import { useVault } from '../../app/context.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { ChangeFailed } from './ChangeFailed.tsx';
import { passphraseFault, type PassphraseFault } from './passphrase-form.ts';
import styles from './lock.module.css';

type State =
  | { readonly at: 'asking'; readonly fault: PassphraseFault | 'not-yours' | null }
  | { readonly at: 'busy' }
  | { readonly at: 'failed' };

/**
 * Sets a passphrase, or changes it. Whoever finds an open screen must not be able to lock its owner out, so a change
 * asks for the passphrase there is, or the recovery key.
 */
export function PassphraseForm(props: { submit: string; onDone: (withRecovery: boolean) => void; onCancel: () => void }) {
  const { t } = useTranslation('lock');
  const vault = useVault();
  // What it was when the form opened: the words must not change while it is being sent.
  const [changes] = useState(vault.profile.protection === 'passphrase');
  const [present, setPresent] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [understood, setUnderstood] = useState(false);
  const [recovery, setRecovery] = useState(!vault.profile.recovery);
  const [state, setState] = useState<State>({ at: 'asking', fault: null });
  const fault = state.at === 'asking' ? state.fault : null;
  const form = useFirstFault(fault === null ? null : state);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = passphraseFault(passphrase, again, understood || recovery);
    if (found !== null) {
      setState({ at: 'asking', fault: found });
      return;
    }
    setState({ at: 'busy' });
    if (changes && !(await vault.proves(present))) {
      setState({ at: 'asking', fault: 'not-yours' });
      return;
    }
    const result = await vault.setPassphrase(passphrase);
    if (result.ok) props.onDone(recovery);
    else setState({ at: 'failed' });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {state.at === 'failed' && <ChangeFailed title={t('protection.failed')} />}
      {changes && (
        <PasswordField
          label={t('present')}
          autoComplete="off"
          value={present}
          error={fault === 'not-yours' ? t('notYours') : undefined}
          onChange={(event) => setPresent(event.currentTarget.value)}
        />
      )}
      <PasswordField
        label={t('protection.passphrase')}
        description={t('protection.hint', { count: SESSION.minPasswordLength })}
        autoComplete="new-password"
        value={passphrase}
        error={fault === 'too-short' ? t('protection.tooShort', { count: SESSION.minPasswordLength }) : undefined}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <PasswordField
        label={t('protection.again')}
        autoComplete="new-password"
        value={again}
        error={fault === 'differs' ? t('protection.differs') : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {!vault.profile.recovery && (
        <Checkbox
          label={t('recovery.too')}
          description={t('recovery.tooWhy')}
          checked={recovery}
          onChange={(event) => setRecovery(event.currentTarget.checked)}
        />
      )}
      {!recovery && (
        <Checkbox
          label={t(vault.profile.recovery ? 'protection.understandWithKey' : 'protection.understand')}
          checked={understood}
          aria-invalid={fault === 'not-understood' || undefined}
          error={fault === 'not-understood' ? t('protection.tick') : undefined}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
      )}
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy'}>
          {state.at === 'busy' ? t('protection.busy') : props.submit}
        </Button>
        <Button variant="default" disabled={state.at === 'busy'} onClick={props.onCancel}>
          {t('app:cancel')}
        </Button>
      </Group>
    </form>
  );
}
