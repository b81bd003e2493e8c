import { useEffect, useState } from 'react';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { backupsByPlace } from '../features/keep/backups-by-place.ts';
import { BackupRestore } from '../features/keep/BackupRestore.tsx';
import { BringBack } from '../features/keep/BringBack.tsx';
import { OpenCopy } from '../features/keep/OpenCopy.tsx';
import type { HostBackup } from '../host/host.ts';
import type { OpenFailure } from '../vault/types.ts';
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
      {backupsByPlace(backups).map((ofPlace) => (
        <BackupRestore key={ofPlace[0]?.profile} backups={ofPlace} />
      ))}
      {backups.length === 0 && host.backups !== null && <p>{t('restore.none')}</p>}
      <p>{t('restore.file')}</p>
      <OpenCopy>{(copy) => <BringBack make={() => copies.intoNew(copy)} />}</OpenCopy>
      <p className={styles.quiet}>{t('restore.untouched')}</p>
    </section>
  );
}
