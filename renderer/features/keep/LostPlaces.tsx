import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk } from '../../app/context.tsx';
import type { HostBackup } from '../../host/host.ts';
import { Section } from '../../ui/Page.tsx';
import { BackupRestore } from './BackupRestore.tsx';
import { backupsByPlace } from './backups-by-place.ts';
import styles from './keep.module.css';

/** Backups of places that are on the shelf no more: lost, since erasing a place erases its backups. Rarely anything. */
export function LostPlaces() {
  const { t } = useTranslation('keep');
  const { copies, profiles } = useApp();
  const onDisk = useDisk();
  const [lost, setLost] = useState<readonly HostBackup[]>([]);
  useEffect(() => {
    let current = true;
    onDisk(async () => {
      const [all, here] = await Promise.all([copies.list(), profiles.list()]);
      const known = new Set(here.map(({ id }) => id));
      if (current) setLost(all.filter(({ profile }) => !known.has(profile)));
    });
    return () => {
      current = false;
    };
  }, [copies, profiles, onDisk]);
  if (lost.length === 0) return null;
  return (
    <Section title={t('lost.title')} text={t('lost.text')}>
      <div className={styles.stack}>
        {backupsByPlace(lost).map((ofPlace) => (
          <BackupRestore key={ofPlace[0]?.profile} backups={ofPlace} />
        ))}
      </div>
    </Section>
  );
}
