import { useEffect, useState } from 'react';
import { Button, Group, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useSetting, useVault } from '../../app/context.tsx';
import type { HostBackup } from '../../host/host.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { CopyTooLarge } from '../../vault/backup/write-copy.ts';
import { REMINDER, type Reminder } from './keep-rules.ts';
import { OlderCopies } from './OlderCopies.tsx';
import { BACKUP_FAILED, type BackupFailed } from './RollingBackups.tsx';
import styles from './keep.module.css';

/** What is kept by itself: backups on the desktop, and in a browser the plain word that there are none. */
export const BackupsSection = () => (useApp().host.backups === null ? <NoBackups /> : <DesktopBackups />);

function NoBackups() {
  const { t } = useTranslation('keep');
  const onDisk = useDisk();
  const reminder = useSetting<Reminder>(REMINDER);
  return (
    <Section title={t('backups.title')} text={t('backups.none')}>
      <Switch
        label={t('backups.remind')}
        checked={reminder.value?.off !== true}
        disabled={!reminder.loaded}
        onChange={(event) => {
          const off = !event.currentTarget.checked;
          onDisk(() => reminder.set({ off, laterMs: 0 }));
        }}
      />
    </Section>
  );
}

function DesktopBackups() {
  const { t } = useTranslation('keep');
  const { copies, host } = useApp();
  const vault = useVault();
  const failed = useSetting<BackupFailed>(BACKUP_FAILED);
  const [mine, setMine] = useState<readonly HostBackup[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<BackupFailed>(false);
  const [asking, setAsking] = useState(false);
  const profile = vault.profile.id;
  const read = async (): Promise<void> => setMine((await copies.list()).filter((one) => one.profile === profile));
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(false);
    try {
      await work();
      await read();
    } catch (error) {
      setTrouble(error instanceof CopyTooLarge ? 'too-large' : true);
    }
    setBusy(false);
  };
  const now = async (): Promise<void> => {
    await copies.backUp(vault);
    await failed.set(false);
  };
  useEffect(() => {
    let current = true;
    copies.list().then(
      (all) => current && setMine(all.filter((one) => one.profile === profile)),
      () => current && setTrouble(true),
    );
    return () => {
      current = false;
    };
  }, [copies, profile]);
  const why = trouble === false ? (failed.value ?? false) : trouble;
  return (
    <Section title={t('backups.title')} text={t('backups.text')}>
      {why !== false && (
        <Notice
          kind="error"
          title={t('backups.failed')}
          safe={t('backups.failedSafe')}
          todo={t(why === 'too-large' ? 'backups.tooLargeTodo' : 'backups.failedTodo')}
        />
      )}
      <OlderCopies key={mine?.map(({ name }) => name).join()} />
      {vault.profile.protection === 'device' && <p className={styles.text}>{t('backups.device')}</p>}
      {mine !== null && (
        <ul className={styles.backups}>
          {mine.length === 0 && <li>{t('backups.notYet')}</li>}
          {mine.map(({ name, atMs }) => (
            <li key={name}>
              <TimeText atMs={atMs} full />
            </li>
          ))}
        </ul>
      )}
      <Group gap="sm">
        <Button variant="light" disabled={busy} onClick={() => void attempt(now)}>
          {t('backups.now')}
        </Button>
        {mine !== null && mine.length > 0 && (
          <Button variant="subtle" disabled={busy} onClick={() => setAsking(true)}>
            {t('backups.erase')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('backups.ask')}
        text={<p>{t('backups.askText')}</p>}
        confirm={t('backups.confirm')}
        danger
        onConfirm={() => attempt(async () => host.backups?.erase(profile))}
      />
    </Section>
  );
}
