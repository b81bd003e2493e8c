import { useRef, useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import { randomGuestName } from '#shared/people/names.ts';
import { useApp } from '../../app/context.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { Section } from '../../ui/Page.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import type { Vault } from '../../vault/types.ts';
import { faultsOf, hasFaults, memberFaults, NO_FAULTS } from '../account/member-form.ts';
import { useCommand } from '../account/use-command.ts';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { JoinQuestions } from './JoinQuestions.tsx';
import { carried, joining, NO_ANSWERS } from './join-form.ts';
import { COURSE_COLLECTION, courseRow, isoDay, recordOf, type CourseRow } from './progress.ts';
import styles from './course.module.css';

/** Who one is, what is agreed on, and the name and password of the new account. Sent at once or not at all. */
export function JoinForm({ rows }: { rows: ReadonlyMap<string, CourseRow> }) {
  const { t } = useTranslation(['course', 'account', 'problems']);
  const { becomeListener, random } = useApp();
  const [, go] = useLocation();
  const { state, run } = useCommand();
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState(NO_FAULTS);
  // What was sent without an answer: the relay may have made it, so that the name is one's own when it is taken (F034).
  const unanswered = useRef<string | null>(null);
  const announce = useAnnounce();
  const hush = useRef<() => void>(() => undefined);
  const form = useFirstFault(hasFaults(faults) ? faults : null);
  const say = (code: ProblemCode | null) => (code === null ? undefined : t(`problems:${code}`));
  const ready = joining(answers, name, password, recordOf(rows, isoDay));

  const draw = (): void => {
    const drawn = randomGuestName(random);
    setName(drawn);
    hush.current();
    hush.current = announce(t('join.drawn', { name: drawn }));
  };

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // A member may keep the guest's name by leaving the field empty; here there is none to keep.
    const found = memberFaults(name, password);
    const first = name.trim() === '' ? { ...found, name: 'name-too-short' as const } : found;
    setFaults(first);
    if (ready === null || hasFaults(first)) return;
    const sent = JSON.stringify([ready.name, ready.password]);
    const result = await run(() => becomeListener(ready, bringing(rows), unanswered.current === sent));
    if (result?.ok === false && result.error.code === 'offline') unanswered.current = sent;
    if (result?.ok === true) go('/listen', { replace: true });
    else if (result?.ok === false) setFaults(faultsOf(result.error.code) ?? NO_FAULTS);
  };

  const elsewhere = state.at === 'failed' && faultsOf(state.failure.code) === null ? state.failure : null;
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <JoinQuestions answers={answers} change={(more) => setAnswers((now) => ({ ...now, ...more }))} />
      <Section title={t('join.name')}>
        <div className={styles.fields}>
          <NameField
            label={t('account:member.name')}
            description={t('join.nameHint')}
            placeholder={t('join.namePlaceholder')}
            value={name}
            error={say(faults.name)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {/* F092: random or chosen. */}
          <Button variant="default" className={styles.draw} onClick={draw}>
            {t('join.draw')}
          </Button>
          <PasswordField
            label={t('account:password')}
            description={t('join.passwordHint', { count: SESSION.minPasswordLength })}
            autoComplete="new-password"
            value={password}
            error={say(faults.password)}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
      </Section>
      {elsewhere?.code === 'offline' && <Notice kind="note" answer title={t('join.unknown')} safe={t('join.unknownText')} />}
      {elsewhere !== null && elsewhere.code !== 'offline' && <FailureNotice title={t('join.failed')} failure={elsewhere} />}
      {ready === null && <p className={styles.quiet}>{t('join.missing')}</p>}
      <div className={styles.row}>
        <Button type="submit" disabled={ready === null || state.at === 'busy'}>
          {t(state.at === 'busy' ? 'join.sending' : 'join.submit')}
        </Button>
      </div>
    </form>
  );
}

/** What goes along into the new place. */
const bringing = (rows: ReadonlyMap<string, CourseRow>) => async (vault: Vault): Promise<void> => {
  const course = vault.collection(COURSE_COLLECTION, courseRow);
  for (const [id, row] of carried(rows)) await course.put(id, row);
};
