import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useApp } from '../../app/context.tsx';
import { readRecoveryKey, type RecoveryKeyFault } from '../../vault/recovery-key.ts';
import styles from './lock.module.css';

/**
 * Opens with the key on paper. A slip of the hand is told before anything is tried: the check is in the key itself, so
 * it tells nothing about the vault. Whoever comes in this way lands where a new passphrase can be set.
 */
export function RecoveryForm(props: { wrong: boolean }) {
  const { t } = useTranslation('lock');
  const { opening } = useApp();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<RecoveryKeyFault | 'wrong' | null>(null);
  const [busy, setBusy] = useState(false);
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = readRecoveryKey(typed);
    setFault(read.ok ? null : read.error);
    if (!read.ok) return;
    setBusy(true);
    await opening.unlock(typed);
    const opened = opening.getSnapshot().at === 'opened';
    setFault(opened ? null : 'wrong');
    setBusy(false);
    if (opened) go('/you/passphrase');
  };
  const told = fault === 'wrong' && !props.wrong ? null : fault;
  return (
    <form noValidate onSubmit={(event) => void unlock(event)}>
      <TextInput
        label={t('screen.recovery')}
        description={t('screen.recoveryHint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        classNames={{ input: styles.paper ?? '' }}
        maxLength={80}
        ref={focusOnce}
        value={typed}
        error={told === null || busy ? undefined : t(`screen.fault.${told}`)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" mt="md" fullWidth disabled={busy || typed.trim() === ''}>
        {busy ? t('app:opening.passphrase.busy') : t('app:opening.passphrase.open')}
      </Button>
    </form>
  );
}

/** It came because it was asked for. */
const focusOnce = (field: HTMLInputElement | null): void => field?.focus();
