import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SESSION } from '#shared/limits.ts';
import type { Result } from '#shared/result.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { useCommand } from './use-command.ts';
import styles from './account.module.css';

/** Asks once more for the password before something that matters (RELIABILITY E3), and then does it. */
export function AskAgain<Value>(props: {
  submit: string;
  danger?: boolean;
  /** False: something above the password is still to be answered. */
  ready?: boolean;
  act: (password: string) => Promise<Result<Value, CommandFailure>>;
  done: (value: Value) => void;
  cancel: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation(['keys', 'account', 'problems']);
  const { state, run } = useCommand();
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<object | null>(null);
  const form = useFirstFault(wrong);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWrong(null);
    const result = await run(() => props.act(password));
    if (result?.ok === false && result.error.code === 'wrong-password') setWrong({});
    if (result?.ok === true) props.done(result.value);
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {props.children}
      <PasswordField
        label={t('keys:again')}
        autoComplete="current-password"
        maxLength={SESSION.maxPasswordBytes}
        value={password}
        error={wrong === null ? undefined : t('problems:wrong-password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {state.at === 'failed' && wrong === null && <FailureNotice failure={state.failure} />}
      <Group gap="sm">
        <Button
          type="submit"
          {...(props.danger === true ? { color: '#9c2f22' } : {})}
          disabled={state.at === 'busy' || password === '' || props.ready === false}
        >
          {props.submit}
        </Button>
        <Button variant="default" onClick={props.cancel}>
          {t('keys:cancel')}
        </Button>
      </Group>
    </form>
  );
}
