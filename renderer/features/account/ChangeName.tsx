import { useState, type FormEvent } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '#shared/api/problem.ts';
import { parseName } from '#shared/people/names.ts';
import { useEngine } from '../../app/context.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { faultsOf } from './member-form.ts';
import { OnDemand } from './OnDemand.tsx';
import { useCommand } from './use-command.ts';
import styles from './account.module.css';

/** Members and listeners choose another name (F027, F092). Whoever talks with them sees it at once. */
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
  const [fault, setFault] = useState<{ code: ProblemCode } | null>(null);
  const form = useFirstFault(fault);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const parsed = parseName(name);
    setFault(parsed.ok ? null : { code: parsed.error });
    if (!parsed.ok) return;
    const result = await run(() => engine.keys.changeName(parsed.value));
    if (result?.ok === true) props.done();
    const code = result?.ok === false ? (faultsOf(result.error.code)?.name ?? null) : null;
    if (code !== null) setFault({ code });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <NameField
        label={t('keys:name.label')}
        description={t('keys:name.hint', { name: props.name })}
        value={name}
        error={fault === null ? undefined : t(`problems:${fault.code}`)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {state.at === 'failed' && fault === null && <FailureNotice failure={state.failure} />}
      <Group gap="sm">
        <Button type="submit" disabled={state.at === 'busy' || name.trim() === ''}>
          {t('keys:name.submit')}
        </Button>
        <Button variant="default" onClick={props.close}>
          {t('keys:cancel')}
        </Button>
      </Group>
    </form>
  );
}
