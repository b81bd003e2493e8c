import { useState, type FormEvent } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SESSION } from '#shared/limits.ts';
import { useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import type { OpenFailure } from '../../vault/types.ts';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { passphraseFault, type PassphraseFault } from './passphrase-form.ts';
import styles from './account.module.css';

type Step =
  | { readonly at: 'closed' }
  | { readonly at: 'asking'; readonly fault: PassphraseFault | null }
  | { readonly at: 'busy' }
  | { readonly at: 'failed'; readonly failure: OpenFailure }
  | { readonly at: 'done' };

/** How what is kept on this device is locked, and the passphrase that locks it better. */
export function Lock() {
  const { t } = useTranslation('account');
  const { protection } = useVault().profile;
  const [step, setStep] = useState<Step>({ at: 'closed' });
  const offer = protection === 'passphrase' ? t('lock.change') : t('lock.set');
  return (
    <Section title={t('lock.title')} text={t(`lock.now.${protection}`)}>
      {step.at === 'done' && <Notice kind="good" title={t('lock.done')} />}
      {step.at === 'failed' && (
        <Notice kind="error" title={t('lock.failed')} safe={t('lock.failedSafe')} todo={t('lock.failedTodo')} />
      )}
      {step.at === 'closed' || step.at === 'done' ? (
        <Button
          variant={protection === 'device' ? 'filled' : 'default'}
          onClick={() => setStep({ at: 'asking', fault: null })}
        >
          {offer}
        </Button>
      ) : (
        <PassphraseForm step={step} setStep={setStep} submit={offer} />
      )}
    </Section>
  );
}

function PassphraseForm(props: { step: Step; setStep: (step: Step) => void; submit: string }) {
  const { t } = useTranslation('account');
  const vault = useVault();
  const { step, setStep } = props;
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [understood, setUnderstood] = useState(false);
  const fault = step.at === 'asking' ? step.fault : null;
  const form = useFirstFault(fault === null ? null : step);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = passphraseFault(passphrase, again, understood);
    if (found !== null) {
      setStep({ at: 'asking', fault: found });
      return;
    }
    setStep({ at: 'busy' });
    const result = await vault.setPassphrase(passphrase);
    setStep(result.ok ? { at: 'done' } : { at: 'failed', failure: result.error });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <PasswordField
        label={t('lock.passphrase')}
        description={t('lock.hint', { count: SESSION.minPasswordLength })}
        autoComplete="new-password"
        value={passphrase}
        error={fault === 'too-short' ? t('lock.tooShort', { count: SESSION.minPasswordLength }) : undefined}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <PasswordField
        label={t('lock.again')}
        autoComplete="new-password"
        value={again}
        error={fault === 'differs' ? t('lock.differs') : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <Checkbox
        label={t('lock.understand')}
        checked={understood}
        aria-invalid={fault === 'not-understood' || undefined}
        error={fault === 'not-understood' ? t('lock.tick') : undefined}
        onChange={(event) => setUnderstood(event.currentTarget.checked)}
      />
      <Button type="submit" disabled={step.at === 'busy'}>
        {step.at === 'busy' ? t('lock.busy') : props.submit}
      </Button>
    </form>
  );
}
