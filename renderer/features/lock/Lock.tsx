import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { OlderCopies } from '../keep/OlderCopies.tsx';
import { IdleMinutes } from './IdleMinutes.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';
import { TakeOffForm } from './TakeOffForm.tsx';

type Step = 'closed' | 'passphrase' | 'take-off' | 'recovery' | 'recovery-too' | 'set' | 'taken-off' | 'recovery-kept';

/** How what is kept on this device is locked, and everything a person may change about it. */
export function Lock() {
  const { t } = useTranslation('lock');
  const { profile } = useVault();
  const { host } = useApp();
  const [step, setStep] = useState<Step>('closed');
  const close = (): void => setStep('closed');
  const locked = profile.protection === 'passphrase';
  const offer = locked ? t('protection.change') : t('protection.set');
  // Where the key lies on the device itself, a second one on paper would not make it any safer.
  const offersKey = profile.protection !== 'device' || profile.recovery;
  const why = profile.protection === 'device' && host.kind === 'electron' ? 'noKeychain' : profile.protection;
  return (
    <Section title={t('protection.title')} text={t(`protection.now.${why}`)}>
      {step === 'set' && <Notice kind="good" title={t('protection.done')} />}
      {step === 'taken-off' && <Notice kind="good" title={t('takeOff.done')} />}
      {step === 'recovery-kept' && <Notice kind="good" title={t('recovery.done')} />}
      {host.backups !== null && <OlderCopies key={step} />}
      {step === 'passphrase' && (
        <PassphraseForm
          submit={offer}
          onDone={(withRecovery) => setStep(withRecovery ? 'recovery-too' : 'set')}
          onCancel={close}
        />
      )}
      {step === 'take-off' && <TakeOffForm onDone={() => setStep('taken-off')} onCancel={close} />}
      {(step === 'recovery' || step === 'recovery-too') && (
        <RecoveryKey proven={step === 'recovery-too'} onDone={() => setStep('recovery-kept')} onCancel={close} />
      )}
      {!['passphrase', 'take-off', 'recovery', 'recovery-too'].includes(step) && (
        <>
          {offersKey && <p>{t(profile.recovery ? 'recovery.has' : 'recovery.none')}</p>}
          <Group gap="sm">
            <Button variant={profile.protection === 'device' ? 'filled' : 'default'} onClick={() => setStep('passphrase')}>
              {offer}
            </Button>
            {offersKey && (
              <Button variant="default" onClick={() => setStep('recovery')}>
                {t(profile.recovery ? 'recovery.anew' : 'recovery.make')}
              </Button>
            )}
            {locked && (
              <Button variant="default" onClick={() => setStep('take-off')}>
                {t('takeOff.offer')}
              </Button>
            )}
          </Group>
        </>
      )}
      {locked && <IdleMinutes />}
    </Section>
  );
}
