import type { RelayWatch } from '#shared/people/watching.ts';

const DAY_MS = 86_400_000;
/** A copy every night is what docs/admins.md asks for; with one missed night nobody is alarmed. */
export const BACKUP_LATE_MS = 2 * DAY_MS;
/** The store's log alone may take about 100 MiB, and a backup as much as the store. */
export const LITTLE_ROOM_BYTES = 1_073_741_824;

export type Concern = 'storage' | 'log' | 'damaged' | 'failures' | 'room' | 'no-backup' | 'old-backup';

/** What whoever watches over the relay should look at, the most pressing first. Nothing, when all is well. */
export function worthALook(watch: RelayWatch, nowMs: number): readonly Concern[] {
  const { status, lostLog, damagedDocuments, storageFailures, freeBytes, storeBytes, backupAtMs } = watch;
  const needed = LITTLE_ROOM_BYTES + (storeBytes ?? 0);
  const backup = backupAtMs === null ? 'no-backup' : nowMs - backupAtMs > BACKUP_LATE_MS ? 'old-backup' : null;
  return [
    ...(status === 'storage' ? ['storage' as const] : []),
    ...(lostLog ? ['log' as const] : []),
    ...(damagedDocuments > 0 ? ['damaged' as const] : []),
    ...(storageFailures > 0 ? ['failures' as const] : []),
    ...(freeBytes !== null && freeBytes < needed ? ['room' as const] : []),
    ...(backup === null ? [] : [backup as Concern]),
  ];
}
