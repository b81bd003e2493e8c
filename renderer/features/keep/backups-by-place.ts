import type { HostBackup } from '../../host/host.ts';

/** Backups of each place together, newest first, as the host lists them. */
export function backupsByPlace(backups: readonly HostBackup[]): readonly (readonly HostBackup[])[] {
  const places = new Map<string, HostBackup[]>();
  for (const backup of backups) places.set(backup.profile, [...(places.get(backup.profile) ?? []), backup]);
  return [...places.values()];
}
