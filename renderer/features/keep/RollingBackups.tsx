import { useEffect } from 'react';
import { COPY } from '#shared/limits.ts';
import { useApp, useVault } from '../../app/context.tsx';
import { isBackupDue } from './keep-rules.ts';

/** Set in the vault while the last try to make a backup failed. */
export const BACKUP_FAILED = 'copies/backup-failed';

/**
 * Has the desktop keep an encrypted backup of the open vault about once a day, outside of the browser's storage (DESIGN
 * §7). It never disturbs: what fails is tried again, and told on the page about keeping.
 */
export function RollingBackups() {
  const { host, copies, clock, timers } = useApp();
  const vault = useVault();
  useEffect(() => {
    if (host.backups === null) return undefined;
    let stopped = false;
    let busy = false;
    const look = async (): Promise<void> => {
      if (busy || stopped) return;
      busy = true;
      try {
        const mine = (await copies.list()).find(({ profile }) => profile === vault.profile.id);
        if (stopped || !isBackupDue(mine?.atMs ?? null, clock.nowMs())) return;
        await copies.backUp(vault);
        await vault.settings.remove(BACKUP_FAILED);
      } catch {
        // Told where one looks for it. A vault that was closed meanwhile has nothing to remember.
        await vault.settings.set(BACKUP_FAILED, true).catch(() => undefined);
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
