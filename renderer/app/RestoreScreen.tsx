import { useEffect, useState, type FormEvent } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyWords, OpenCopy } from '../features/keep/OpenCopy.tsx';
import { RestoreNotice } from '../features/keep/RestoreNotice.tsx';
import { vaultOf } from '../features/keep/vault-of.ts';
import type { HostBackup } from '../host/host.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import type { Restored, RestoreFailure } from '../vault/backup/copies.ts';
import type { UnlockedCopy } from '../vault/backup/read-copy.ts';
import type { OpenFailure } from '../vault/types.ts';
import type { Result } from '#shared/result.ts';
import { useApp } from './context.tsx';
import styles from './restore.module.css';

/** Where an older copy is no help: the words are there and whole, only this Samovar or its disk is not up to them. */
const NO_HELP: ReadonlySet<OpenFailure['code']> = new Set(['newer-version', 'storage', 'passphrase-needed', 'wrong-passphrase']);

/**
 * Ways back to what was written, where a place will not open (RELIABILITY F2): the newest backup that can be read, or a
 * file. Nothing is made, changed or erased before the person says so, and what will not open is left as it is.
 */
export function RestoreOffer(props: { profile: string | null; failure: OpenFailure }) {
  const { t } = useTranslation('keep');
  const { copies, host } = useApp();
  const [backups, setBackups] = useState<readonly HostBackup[] | null>(null);
  const { profile } = props;
  useEffect(() => {
    let current = true;
    copies.list().then(
      (all) => current && setBackups(all.filter((one) => profile === null || one.profile === profile)),
      () => current && setBackups([]),
    );
    return () => {
      current = false;
    };
  }, [copies, profile]);
  if (NO_HELP.has(props.failure.code) || backups === null) return null;
  return (
    <section className={styles.restore}>
      <Title order={2}>{t('restore.title')}</Title>
      {backups.length > 0 && <Backups backups={backups} />}
      {backups.length === 0 && host.backups !== null && <p>{t('restore.none')}</p>}
      <p>{t('restore.file')}</p>
      <OpenCopy>{(copy) => <BringBack make={() => copies.intoNew(copy)} />}</OpenCopy>
      <p className={styles.quiet}>{t('restore.untouched')}</p>
    </section>
  );
}

/** The newest one first; where that cannot be read, the one before it. */
function Backups(props: { backups: readonly HostBackup[] }) {
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
    <div className={styles.backup}>
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
          <BringBack make={() => copies.bringBack(backup, unlocked.typed)} />
        </>
      )}
    </div>
  );
}

function BringBack(props: { make: () => Promise<Result<Restored, RestoreFailure>> }) {
  const { t } = useTranslation('keep');
  const { opening } = useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RestoreFailure | null>(null);
  const bring = async (): Promise<void> => {
    setBusy(true);
    const failed = await opening.adopt(async () => vaultOf(await props.make()));
    // Brought back, this screen is gone.
    if (failed === null) return;
    setBusy(false);
    setFailure(failed);
  };
  return (
    <>
      {failure !== null && <RestoreNotice failure={failure} />}
      <Button disabled={busy} onClick={() => void bring()}>
        {t(busy ? 'restore.bringing' : 'restore.bring')}
      </Button>
    </>
  );
}
