import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import { readRecoveryCode, RECOVERY_CODE_MAX_TYPED, type RecoveryCodeFault } from '#shared/people/recovery-code.ts';
import { useApp } from '../../app/context.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { passwordFault, faultsOf } from './member-form.ts';
import { useCommand } from './use-command.ts';
import sheet from '../lock/lock.module.css';
import styles from './account.module.css';

interface Faults {
  readonly code: RecoveryCodeFault | null;
  readonly password: ProblemCode | null;
}

/** Back into an account without its password: name, the code on paper, and a new password (RELIABILITY E6). */
export function RecoverForm(props: { name: string; done: () => void; cancel: () => void }) {
  const { t } = useTranslation(['keys', 'account', 'problems']);
  const { recover } = useApp();
  const { state, run } = useCommand();
  const [name, setName] = useState(props.name);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults | null>(null);
  const form = useFirstFault(faults);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = readRecoveryCode(code);
    const found = { code: read.ok ? null : read.error, password: passwordFault(password) };
    const any = found.code !== null || found.password !== null;
    setFaults(any ? found : null);
    if (any) return;
    const result = await run(() => recover(name.trim().replace(/^@/, ''), code, password));
    if (result?.ok === true) props.done();
    const weak = result?.ok === false ? (faultsOf(result.error.code)?.password ?? null) : null;
    if (weak !== null) setFaults({ code: null, password: weak });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <p className={styles.text}>{t('keys:recover.text')}</p>
      <NameField
        label={t('account:signIn.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('keys:recover.code')}
        description={t('keys:recover.codeHint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        classNames={{ input: sheet.paper ?? '' }}
        maxLength={RECOVERY_CODE_MAX_TYPED}
        value={code}
        error={faults === null || faults.code === null ? undefined : t(`keys:recover.fault.${faults.code}`)}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <PasswordField
        label={t('keys:password.next')}
        description={t('keys:password.hint', { count: SESSION.minPasswordLength })}
        autoComplete="new-password"
        maxLength={SESSION.maxPasswordBytes}
        value={password}
        error={faults === null || faults.password === null ? undefined : t(`problems:${faults.password}`)}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {state.at === 'failed' && faults === null && <FailureNotice failure={state.failure} />}
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy' || name.trim() === '' || code.trim() === '' || password === ''}>
          {t('keys:recover.submit')}
        </Button>
        <Button variant="default" onClick={props.cancel}>
          {t('keys:recover.back')}
        </Button>
      </Group>
    </form>
  );
}
