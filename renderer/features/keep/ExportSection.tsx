import { useState, type FormEvent } from 'react';
import { Button, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SESSION } from '#shared/limits.ts';
import { useApp, useSetting, useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { exportFault, type ExportFault } from './export-form.ts';
import { exportName, LAST_EXPORT } from './keep-rules.ts';
import { saveFile } from './save-file.ts';
import styles from './keep.module.css';

type Step =
  | { readonly at: 'asking'; readonly fault: ExportFault | null }
  | { readonly at: 'busy' }
  | { readonly at: 'failed' }
  | { readonly at: 'done'; readonly notes: number; readonly unreadable: number };

/** Saves one encrypted file with everything that is the person's own (F096; BACKUP.md). */
export function ExportSection() {
  const { t } = useTranslation('keep');
  const last = useSetting<number>(LAST_EXPORT);
  return (
    <Section title={t('export.title')} text={t('export.text')}>
      <p className={styles.text}>
        {last.value === null ? t('export.never') : <>{t('export.last')} <TimeText atMs={last.value} /></>}
      </p>
      <ExportForm onSaved={(atMs) => last.set(atMs)} />
    </Section>
  );
}

function ExportForm(props: { onSaved: (atMs: number) => Promise<void> }) {
  const { t } = useTranslation('keep');
  const { copies, clock } = useApp();
  const vault = useVault();
  const canBeOwn = vault.profile.protection === 'passphrase';
  const [own, setOwn] = useState(canBeOwn);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [step, setStep] = useState<Step>({ at: 'asking', fault: null });
  const fault = step.at === 'asking' ? step.fault : null;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setStep({ at: 'busy' });
    try {
      const found = await exportFault({ own, passphrase, again }, (typed) => vault.proves(typed));
      if (found !== null) {
        setStep({ at: 'asking', fault: found });
        return;
      }
      const { file, notes, unreadable } = await copies.export(vault, passphrase);
      saveFile(window, file, exportName(clock.nowMs()));
      await props.onSaved(clock.nowMs());
      setPassphrase('');
      setAgain('');
      setStep({ at: 'done', notes, unreadable });
    } catch {
      setStep({ at: 'failed' });
    }
  };
  const error = (of: ExportFault): string | undefined =>
    fault === of ? t(`export.fault.${of}`, { count: SESSION.minPasswordLength }) : undefined;
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {step.at === 'failed' && <Notice kind="error" title={t('export.failed')} safe={t('failed.safe')} todo={t('export.failedTodo')} />}
      {step.at === 'done' && (
        <Notice kind="good" title={t('export.done', { count: step.notes })} todo={t('export.doneTodo')} answer>
          {step.unreadable > 0 && <span>{t('export.unreadable', { count: step.unreadable })}</span>}
        </Notice>
      )}
      {canBeOwn && (
        <Radio.Group label={t('export.with')} value={own ? 'own' : 'other'} onChange={(value) => setOwn(value === 'own')}>
          <Stack gap="xs" mt="xs">
            <Radio value="own" label={t('export.own')} />
            <Radio value="other" label={t('export.other')} />
          </Stack>
        </Radio.Group>
      )}
      <PasswordField
        label={t(own ? 'export.ownPassphrase' : 'export.passphrase')}
        description={own ? undefined : t('export.hint', { count: SESSION.minPasswordLength })}
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={error('too-short') ?? error('wrong')}
      />
      {!own && (
        <PasswordField
          label={t('export.again')}
          autoComplete="off"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={error('differs')}
        />
      )}
      <Button type="submit" disabled={step.at === 'busy'}>
        {t(step.at === 'busy' ? 'export.busy' : 'export.save')}
      </Button>
    </form>
  );
}
