import { useState, type FormEvent } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import type { FailureCode } from '../../api/client.ts';
import { useEngine } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { faultsOf, passwordFault } from './member-form.ts';
import { OnDemand } from './OnDemand.tsx';
import { useCommand } from './use-command.ts';
import styles from './account.module.css';

/** Another password, for whoever knows the one there is (RELIABILITY E3). `done` is told, since a recovery code ended by it. */
export function ChangePassword(props: { done: () => void }) {
  const { t } = useTranslation('keys');
  return (
    <OnDemand
      title={t('password.title')}
      text={t('password.text')}
      open={t('password.open')}
      told={<Notice kind="good" title={t('password.done')} todo={t('password.doneTodo')} answer />}
    >
      {(close, done) => (
        <PasswordForm
          close={close}
          done={() => {
            props.done();
            done();
          }}
        />
      )}
    </OnDemand>
  );
}

interface Faults {
  readonly current: ProblemCode | null;
  readonly next: ProblemCode | null;
}

function PasswordForm(props: { close: () => void; done: () => void }) {
  const { t } = useTranslation(['keys', 'problems']);
  const engine = useEngine();
  const { state, run } = useCommand();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [faults, setFaults] = useState<Faults | null>(null);
  const form = useFirstFault(faults);
  const say = (code: ProblemCode | null | undefined) => (code === null || code === undefined ? undefined : t(`problems:${code}`));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = passwordFault(next);
    setFaults(found === null ? null : { current: null, next: found });
    if (found !== null) return;
    const result = await run(() => engine.keys.changePassword(current, next));
    if (result?.ok === true) props.done();
    if (result?.ok === false) setFaults(faultsIn(result.error.code));
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <PasswordField
        label={t('keys:password.current')}
        autoComplete="current-password"
        maxLength={SESSION.maxPasswordBytes}
        value={current}
        error={say(faults?.current)}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordField
        label={t('keys:password.next')}
        description={t('keys:password.hint', { count: SESSION.minPasswordLength })}
        autoComplete="new-password"
        maxLength={SESSION.maxPasswordBytes}
        value={next}
        error={say(faults?.next)}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      {state.at === 'failed' && faults === null && <FailureNotice failure={state.failure} />}
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy' || current === '' || next === ''}>
          {t('keys:password.submit')}
        </Button>
        <Button variant="default" onClick={props.close}>
          {t('keys:cancel')}
        </Button>
      </Group>
    </form>
  );
}

/** Where an answer of the relay belongs; null when it is about neither field. */
function faultsIn(code: FailureCode): Faults | null {
  if (code === 'wrong-password') return { current: code, next: null };
  const next = faultsOf(code)?.password ?? null;
  return next === null ? null : { current: null, next };
}
