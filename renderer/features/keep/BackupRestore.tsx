import { useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import type { HostBackup } from '../../host/host.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { RestoreFailure } from '../../vault/backup/copies.ts';
import type { UnlockedCopy } from '../../vault/backup/read-copy.ts';
import { BringBack } from './BringBack.tsx';
import { CopyWords } from './OpenCopy.tsx';
import { RestoreNotice } from './RestoreNotice.tsx';
import styles from './keep.module.css';

/** The backups of one place, the newest first; where that cannot be read, the one before it. */
export function BackupRestore(props: { backups: readonly HostBackup[] }) {
  const { t } = useTranslation('keep');
  const { copies } = useApp();
  const [at, setAt] = useState(0);
  const [unlocked, setUnlocked] = useState<{ readonly copy: UnlockedCopy; readonly typed: string | null } | null>(null);
  const [locked, setLocked] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RestoreFailure | null>(null);
  const backup = props.backups[at];
  if (backup === undefined) return null;

  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const tried = locked ? typed : null;
    const found = await copies.unlockBackup(backup, tried);
    setBusy(false);
    if (found.ok) setUnlocked({ copy: found.value, typed: tried });
    else if (found.error.code === 'passphrase-needed') setLocked(true);
    else if (found.error.code === 'damaged' && at + 1 < props.backups.length) setAt(at + 1);
    else {
      setFailure(found.error);
      // The paper may still open what the keychain does not.
      if (found.error.code === 'keychain-changed') setLocked(true);
    }
  };
  const wrong = failure?.code === 'wrong-passphrase';
  return (
    <div className={styles.stack}>
      <p>
        {t(at === 0 ? 'restore.newest' : 'restore.older')} <TimeText atMs={backup.atMs} full />
      </p>
      {failure !== null && !wrong && <RestoreNotice failure={failure} />}
      {unlocked === null ? (
        <form className={styles.form} noValidate onSubmit={(event) => void look(event)}>
          {locked && (
            <PasswordField
              label={t('restore.locked')}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={wrong ? t('failed.wrong-passphrase.what') : undefined}
            />
          )}
          <Button type="submit" disabled={busy || (locked && typed === '')}>
            {t(busy ? 'restore.busy' : 'restore.look')}
          </Button>
        </form>
      ) : (
        <>
          <CopyWords copy={unlocked.copy} />
          <p>{t('restore.since')}</p>
          {unlocked.typed !== null && <p>{t('restore.byPaper')}</p>}
          <BringBack make={() => copies.bringBack(backup, unlocked.typed)} />
        </>
      )}
    </div>
  );
}
