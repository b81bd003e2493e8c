import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useVault } from '../../app/context.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { isLastGroup, newRecoveryKey } from '../../vault/recovery-key.ts';
import { ChangeFailed } from './ChangeFailed.tsx';
import { RecoverySheet } from './RecoverySheet.tsx';
import styles from './lock.module.css';

type State = { readonly at: 'asking' | 'busy' | 'differs' | 'not-yours' | 'failed' };

/**
 * Shows a new recovery key once, to be printed or written down. It opens nothing, and an older one still does, until the
 * person has shown by its last group that they have it. Whoever finds an open screen must not be able to make themselves a
 * way in, nor end the owner's: where there is a passphrase it is asked for, unless `proven` a moment ago.
 */
export function RecoveryKey(props: { proven: boolean; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation('lock');
  const vault = useVault();
  const { random } = useApp();
  const [key] = useState(() => newRecoveryKey(random));
  const asks = !props.proven && vault.profile.protection === 'passphrase';
  const [present, setPresent] = useState('');
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>({ at: 'asking' });
  const form = useFirstFault(state.at === 'differs' || state.at === 'not-yours' ? state : null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isLastGroup(key, typed)) {
      setState({ at: 'differs' });
      return;
    }
    setState({ at: 'busy' });
    if (asks && !(await vault.proves(present))) {
      setState({ at: 'not-yours' });
      return;
    }
    const result = await vault.setRecoveryKey(key);
    if (result.ok) props.onDone();
    else setState({ at: 'failed' });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {state.at === 'failed' && <ChangeFailed title={t('recovery.failed')} />}
      <RecoverySheet recoveryKey={key} replaces={vault.profile.recovery} />
      <Button variant="default" onClick={() => window.print()}>
        {t('recovery.print')}
      </Button>
      <TextInput
        label={t('recovery.lastGroup')}
        description={t('recovery.lastGroupWhy')}
        autoComplete="off"
        spellCheck={false}
        maxLength={12}
        value={typed}
        aria-invalid={state.at === 'differs' || undefined}
        error={state.at === 'differs' ? t('recovery.differs') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {asks && (
        <PasswordField
          label={t('present')}
          autoComplete="off"
          value={present}
          error={state.at === 'not-yours' ? t('notYours') : undefined}
          onChange={(event) => setPresent(event.currentTarget.value)}
        />
      )}
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy' || typed.trim() === '' || (asks && present === '')}>
          {t('recovery.have')}
        </Button>
        <Button variant="default" disabled={state.at === 'busy'} onClick={props.onCancel}>
          {t('recovery.later')}
        </Button>
      </Group>
    </form>
  );
}
