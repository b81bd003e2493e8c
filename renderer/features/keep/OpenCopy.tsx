import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, FileButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { RestoreFailure } from '../../vault/backup/copies.ts';
import { sourceOf, type UnlockedCopy } from '../../vault/backup/read-copy.ts';
import { RestoreNotice } from './RestoreNotice.tsx';
import styles from './keep.module.css';

/** Chooses an exported file and unlocks it; what is done with it then is `children`'s. Until then nothing is changed. */
export function OpenCopy(props: { children: (copy: UnlockedCopy) => ReactNode }) {
  const { t } = useTranslation('keep');
  const [file, setFile] = useState<File | null>(null);
  const [copy, setCopy] = useState<UnlockedCopy | null>(null);
  const choose = (next: File | null): void => {
    setFile(next);
    setCopy(null);
  };
  return (
    <div className={styles.stack}>
      {/* Any file may be chosen: a name says nothing, and what it is gets looked at. */}
      <FileButton onChange={choose}>
        {(button) => (
          <Button variant="default" {...button}>
            {t(file === null ? 'open.choose' : 'open.another')}
          </Button>
        )}
      </FileButton>
      {file !== null && (
        <p className={styles.file}>
          <bdi>{file.name}</bdi>
        </p>
      )}
      {file !== null && copy === null && <UnlockForm key={file.name + file.lastModified} file={file} onUnlocked={setCopy} />}
      {copy !== null && (
        <>
          <CopyWords copy={copy} />
          {props.children(copy)}
        </>
      )}
    </div>
  );
}

function UnlockForm(props: { file: File; onUnlocked: (copy: UnlockedCopy) => void }) {
  const { t } = useTranslation('keep');
  const { copies } = useApp();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RestoreFailure | null>(null);
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const unlocked = await copies.unlockExport(sourceOf(props.file), passphrase);
    setBusy(false);
    if (unlocked.ok) props.onUnlocked(unlocked.value);
    else setFailure(unlocked.error);
  };
  const wrong = failure?.code === 'wrong-passphrase';
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void unlock(event)}>
      {failure !== null && !wrong && <RestoreNotice failure={failure} />}
      <PasswordField
        label={t('open.passphrase')}
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={wrong ? t('failed.wrong-passphrase.what') : undefined}
      />
      <Button type="submit" disabled={busy || passphrase === ''}>
        {t(busy ? 'open.busy' : 'open.unlock')}
      </Button>
    </form>
  );
}

/** What an unlocked copy says of itself. */
export function CopyWords(props: { copy: UnlockedCopy }) {
  const { t } = useTranslation('keep');
  const { madeAtMs, notes } = props.copy.about;
  return (
    <output className={styles.file}>
      {t('open.holds', { count: notes })} <TimeText atMs={madeAtMs} full />
    </output>
  );
}
