import { useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { err } from '#shared/result.ts';
import type { ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import { useEngine } from '../../app/context.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Section } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { faultsOf, hasFaults, isAnswered, memberFaults, NO_FAULTS } from './member-form.ts';
import { useCommand } from './use-command.ts';
import type { WishToLeave } from './use-visit-wish.ts';
import styles from './account.module.css';

/**
 * A guest becomes a member and keeps name, chats and notes (F021, F022, F027). The form opens when it is wanted; until
 * then the guest's name stays in the background (F015).
 */
export function BecomeMember(props: { guestName: string; wish: WishToLeave }) {
  const { t } = useTranslation('account');
  const [wanted, setWanted] = useState(false);
  return (
    <Section title={t('member.title')} text={t('member.text')}>
      {wanted ? (
        <MemberForm {...props} />
      ) : (
        <Button variant="default" onClick={() => setWanted(true)}>
          {t('member.open')}
        </Button>
      )}
    </Section>
  );
}

function MemberForm(props: { guestName: string; wish: WishToLeave }) {
  const { t } = useTranslation(['account', 'problems']);
  const engine = useEngine();
  const { state, run } = useCommand();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState(NO_FAULTS);
  const form = useFirstFault(hasFaults(faults) ? faults : null);
  const say = (code: ProblemCode | null) => (code === null ? undefined : t(`problems:${code}`));

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = memberFaults(name, password);
    setFaults(found);
    if (hasFaults(found)) return;
    const chosen = name.trim() === '' ? null : name;
    const way: { back: (() => Promise<void>) | null } = { back: null };
    const result = await run(async () => {
      // A wish to be erased (F016) goes first, off the disk: the answer may be lost, or not be taken by it, and a member is never erased.
      way.back = await props.wish.takeOff();
      if (way.back === null) return err({ code: 'storage', rule: null, retryAfterMs: null });
      return engine.becomeMember(chosen, password);
    });
    if (result === null) return;
    if (result.ok) {
      await props.wish.set(false);
      return;
    }
    const { code } = result.error;
    setFaults(faultsOf(code) ?? NO_FAULTS);
    if (isAnswered(code)) await way.back?.();
  };

  const elsewhere = state.at === 'failed' && faultsOf(state.failure.code) === null ? state.failure : null;
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <NameField
        label={t('member.name')}
        description={t('member.nameHint', { name: props.guestName })}
        placeholder={props.guestName}
        value={name}
        error={say(faults.name)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t('password')}
        description={t('member.passwordHint', { count: SESSION.minPasswordLength })}
        autoComplete="new-password"
        value={password}
        error={say(faults.password)}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <p className={styles.text}>{t('member.picture')}</p>
      {elsewhere !== null && <FailureNotice failure={elsewhere} />}
      <Button type="submit" disabled={state.at === 'busy'}>
        {t('member.submit')}
      </Button>
    </form>
  );
}
