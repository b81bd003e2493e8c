import { useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useIdentity } from '../../app/context.tsx';
import { focusHeading } from '../../app/kept-focus.ts';
import { NameField } from '../../ui/NameField.tsx';
import { Section } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { RecoverForm } from './RecoverForm.tsx';
import { useCommand } from './use-command.ts';
import { useSignedOut } from './use-signed-out.ts';
import styles from './account.module.css';

/**
 * Sign in with a name and a password (F022). Offered quietly: closed until it is wanted, open where this device was
 * signed out and nothing else will do.
 */
export function SignIn() {
  const { t } = useTranslation('account');
  const identity = useIdentity();
  // A guest has no password to come in with, and is offered another way (F016).
  const signedOut = useSignedOut() === 'account';
  const [wanted, setWanted] = useState(false);
  const again = signedOut && identity.at === 'account' ? identity.me.name : null;
  if (!wanted && !signedOut) {
    return (
      <Section title={t('signIn.title')} text={t('signIn.text')}>
        <Button variant="default" onClick={() => setWanted(true)}>
          {t('signIn.open')}
        </Button>
      </Section>
    );
  }
  return (
    <Section title={again === null ? t('signIn.title') : t('signIn.again')} text={t('signIn.textOpen')}>
      <SignInForm name={again ?? ''} onDone={() => setWanted(false)} />
    </Section>
  );
}

/** Whoever came in is somebody else now: they begin at the top, where it says who, and not in the middle of a page that has changed (WCAG 2.4.3). */
function focusTop(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading !== null) focusHeading(heading);
}

function SignInForm(props: { name: string; onDone: () => void }) {
  const { t } = useTranslation('account');
  const { signIn } = useApp();
  const { state, run } = useCommand();
  const [forgotten, setForgotten] = useState(false);
  const [name, setName] = useState(props.name);
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const result = await run(() => signIn(name.trim().replace(/^@/, ''), password));
    if (result?.ok !== true) return;
    props.onDone();
    focusTop();
  };
  if (forgotten) return <RecoverForm name={name} done={props.onDone} cancel={() => setForgotten(false)} />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <NameField
        label={t('signIn.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button type="submit" disabled={state.at === 'busy' || name.trim() === '' || password === ''}>
        {t('signIn.submit')}
      </Button>
      <Button variant="subtle" px="xs" onClick={() => setForgotten(true)}>
        {t('keys:recover.link')}
      </Button>
    </form>
  );
}
