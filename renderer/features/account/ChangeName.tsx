import { useState, type FormEvent } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import { parseName } from '#shared/people/names.ts';
import { useEngine } from '../../app/context.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { faultsOf } from './member-form.ts';
import { OnDemand } from './OnDemand.tsx';
import { useCommand } from './use-command.ts';
import styles from './account.module.css';

/**
 * Members and listeners choose another name (F027, F092). Whoever talks with them sees it at once; it is also by what one signs in,
 * so that it asks for the password (RELIABILITY E3).
 */
export function ChangeName(props: { name: string }) {
  const { t } = useTranslation('keys');
  return (
    <OnDemand
      title={t('name.title')}
      text={t('name.text')}
      open={t('name.open')}
      told={<Notice kind="good" title={t('name.done', { name: props.name })} answer />}
    >
      {(close, done) => <NameForm name={props.name} close={close} done={done} />}
    </OnDemand>
  );
}

function NameForm(props: { name: string; close: () => void; done: () => void }) {
  const { t } = useTranslation(['keys', 'problems']);
  const engine = useEngine();
  const { state, run } = useCommand();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<{ code: ProblemCode } | null>(null);
  const form = useFirstFault(fault);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const parsed = parseName(name);
    setFault(parsed.ok ? null : { code: parsed.error });
    if (!parsed.ok) return;
    const result = await run(() => engine.keys.changeName(parsed.value, password));
    if (result?.ok === true) props.done();
    if (result?.ok !== false) return;
    const code = result.error.code === 'wrong-password' ? result.error.code : faultsOf(result.error.code)?.name;
    if (code !== null && code !== undefined) setFault({ code });
  };
  const isPassword = fault?.code === 'wrong-password';
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <NameField
        label={t('keys:name.label')}
        description={t('keys:name.hint', { name: props.name })}
        value={name}
        error={fault === null || isPassword ? undefined : t(`problems:${fault.code}`)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t('keys:again')}
        autoComplete="current-password"
        maxLength={SESSION.maxPasswordBytes}
        value={password}
        error={isPassword ? t('problems:wrong-password') : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {state.at === 'failed' && fault === null && <FailureNotice failure={state.failure} />}
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy' || name.trim() === '' || password === ''}>
          {t('keys:name.submit')}
        </Button>
        <Button variant="default" onClick={props.close}>
          {t('keys:cancel')}
        </Button>
      </Group>
    </form>
  );
}
