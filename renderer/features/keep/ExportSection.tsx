import { useEffect, useState, type FormEvent } from 'react';
import { Button, Group, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { COPY, SESSION } from '#shared/limits.ts';
import { useApp, useSetting, useVault } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Exported } from '../../vault/backup/export-copy.ts';
import { CopyTooLarge } from '../../vault/backup/write-copy.ts';
import { exportFault, type ExportFault } from './export-form.ts';
import { exportName, LAST_EXPORT } from './keep-rules.ts';
import { createFileSaver } from './save-file.ts';
import styles from './keep.module.css';

type Step =
  | { readonly at: 'asking'; readonly fault: ExportFault | null }
  | { readonly at: 'busy' }
  | { readonly at: 'failed'; readonly why: 'disk' | 'too-large' }
  /** Handed over. Whether it was saved only the person knows. */
  | { readonly at: 'handed'; readonly copy: Exported; readonly name: string }
  | { readonly at: 'saved' };

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
  const [saver] = useState(() => createFileSaver(window));
  useEffect(() => saver.release, [saver]);
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
      const copy = await copies.export(vault, passphrase);
      const name = exportName(clock.nowMs());
      saver.save(copy.file, name);
      setPassphrase('');
      setAgain('');
      setStep({ at: 'handed', copy, name });
    } catch (failure) {
      setStep({ at: 'failed', why: failure instanceof CopyTooLarge ? 'too-large' : 'disk' });
    }
  };
  const isThere = async (): Promise<void> => {
    setStep({ at: 'saved' });
    await props.onSaved(clock.nowMs());
  };
  const error = (of: ExportFault): string | undefined =>
    fault === of ? t(`export.fault.${of}`, { count: SESSION.minPasswordLength }) : undefined;
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {step.at === 'failed' && (
        <Notice
          kind="error"
          title={t('export.failed')}
          safe={t('failed.safe')}
          todo={t(step.why === 'too-large' ? 'export.tooLargeTodo' : 'export.failedTodo', { megabytes: MAX_MEGABYTES })}
        />
      )}
      {step.at === 'handed' && (
        <Handed copy={step.copy} isThere={() => void isThere()} again={() => saver.save(step.copy.file, step.name)} />
      )}
      {step.at === 'saved' && <Notice kind="good" title={t('export.saved')} todo={t('export.savedTodo')} answer />}
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

const MAX_MEGABYTES = COPY.maxBytes / 1_024 / 1_024;

/** The copy is on its way to wherever the person puts it. It counts as saved when they say that it is there. */
function Handed(props: { copy: Exported; isThere: () => void; again: () => void }) {
  const { t } = useTranslation('keep');
  const { file, notes, unreadable } = props.copy;
  return (
    <Notice kind="good" title={t('export.done', { count: notes })} todo={t('export.doneTodo')} answer>
      <Stack gap="xs">
        {unreadable > 0 && <span>{t('export.unreadable', { count: unreadable })}</span>}
        {file.size >= COPY.nearlyFullBytes && <span>{t('export.nearlyFull', { megabytes: MAX_MEGABYTES })}</span>}
        <Group gap="sm">
          <Button size="sm" onClick={props.isThere}>
            {t('export.isThere')}
          </Button>
          <Button size="sm" variant="default" onClick={props.again}>
            {t('export.onceMore')}
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}
