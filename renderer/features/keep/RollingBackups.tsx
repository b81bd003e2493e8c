import { useEffect } from 'react';
import { COPY } from '#shared/limits.ts';
import { useApp, useVault } from '../../app/context.tsx';
import { CopyTooLarge } from '../../vault/backup/write-copy.ts';
import { isBackupDue } from './keep-rules.ts';

/** Set in the vault while the last try to make a backup failed: to `true`, or to why where the disk is not to blame. */
export const BACKUP_FAILED = 'copies/backup-failed';
export type BackupFailed = boolean | 'too-large';

/**
 * Has the desktop keep an encrypted backup of the open vault about once a day, outside of the browser's storage (DESIGN
 * §7), and one at once where older ones open with a passphrase or recovery key that was changed since. It never disturbs:
 * what fails is tried again, and told on the page about keeping.
 */
export function RollingBackups() {
  const { host, copies, clock, timers } = useApp();
  const vault = useVault();
  useEffect(() => {
    if (host.backups === null) return undefined;
    let stopped = false;
    let busy = false;
    /** Once a sitting: where rows cannot be read, the older ones stay whatever is made beside them. */
    let renewed = false;
    const look = async (): Promise<void> => {
      if (busy || stopped) return;
      busy = true;
      try {
        const mine = (await copies.list()).find(({ profile }) => profile === vault.profile.id);
        const older = !renewed && (await copies.opensOtherwise(vault.profile.id));
        if (stopped || !(older || isBackupDue(mine?.atMs ?? null, clock.nowMs()))) return;
        await copies.backUp(vault);
        renewed = true;
        await vault.settings.remove(BACKUP_FAILED);
      } catch (error) {
        // Told where one looks for it. A vault that was closed meanwhile has nothing to remember.
        const failed: BackupFailed = error instanceof CopyTooLarge ? 'too-large' : true;
        await vault.settings.set(BACKUP_FAILED, failed).catch(() => undefined);
      } finally {
        busy = false;
      }
    };
    const first = timers.after(COPY.backupFirstMs, () => void look());
    const later = timers.every(COPY.backupLookMs, () => void look());
    return () => {
      stopped = true;
      first.cancel();
      later.cancel();
    };
  }, [host, copies, clock, timers, vault]);
  return null;
}
