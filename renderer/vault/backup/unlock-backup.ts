import { err, ok, type Result } from '#shared/result.ts';
import type { FoundKey, KeyKeeper } from '../key-keeper.ts';
import { derive, wipe } from '../secrets.ts';
import { hasPassphrase, isBeingErased, type ShelfRow } from '../shelf-row.ts';
import type { Shelf } from '../shelf.ts';
import type { OpenFailure } from '../types.ts';
import { readHead, type CopyFailure, type CopySource } from './copy-head.ts';
import { unlockWith, type UnlockedCopy } from './read-copy.ts';
import { readDoor } from './shelf-door.ts';

export type RestoreFailure = CopyFailure | OpenFailure;

/** The key on which a vault's own backups hang. */
export const backupBase = (vaultKey: Uint8Array): Uint8Array => derive(vaultKey, 'backups');

/** A backup that was opened, and by which door. */
export interface UnlockedBackup {
  readonly copy: UnlockedCopy;
  readonly row: ShelfRow;
  readonly found: FoundKey;
  /**
   * Whether it opened as its place does now, or nothing newer is known of that place. A way in that was changed or
   * taken off since still gives the words, and never comes back onto the shelf (B7).
   */
  readonly asNow: boolean;
  /** Whether it stands behind a passphrase, whichever way it was opened. */
  readonly locked: boolean;
}

export interface UnlockParts {
  readonly shelf: Shelf;
  readonly keeper: KeyKeeper;
  readonly nowMs: () => number;
}

/** The way in that a backup carries; null for what is no backup, or a worn one. */
export async function carriedDoor(source: CopySource): Promise<ShelfRow | null> {
  const read = await readHead(source);
  return read.ok && read.value.head.kind === 'local' ? readDoor(read.value.head.door) : null;
}

/** Opens a backup: as its place opens now, where the shelf still has it, then as it did when the backup was made. */
export async function unlockBackup(
  source: CopySource,
  typed: string | null,
  { shelf, keeper, nowMs }: UnlockParts,
): Promise<Result<UnlockedBackup, RestoreFailure>> {
  const read = await readHead(source);
  if (!read.ok) return read;
  const carried = read.value.head.kind === 'local' ? readDoor(read.value.head.door) : null;
  if (carried === null) return err({ code: 'damaged', detail: 'door' });
  // A shelf that does not answer keeps nobody from looking. What it would say of the place is not known then.
  const listed = await shelf.get(carried.id).catch(() => 'unknown' as const);
  const doors: { readonly row: ShelfRow; readonly asNow: boolean }[] = [];
  if (listed !== null && listed !== 'unknown') doors.push({ row: listed, asNow: true });
  doors.push({ row: carried, asNow: listed === null });
  const locked = doors.some(({ row }) => hasPassphrase(row));
  const failures: RestoreFailure[] = [];
  for (const { row, asNow } of doors.filter((door) => !isBeingErased(door.row) && door.row.wraps.length > 0)) {
    const found = await keeper.find(row, typed);
    if (!found.ok) {
      failures.push(found.error);
      continue;
    }
    const copy = await unlockWith(source, read.value, backupBase(found.value.key), nowMs());
    if (copy.ok) return ok({ copy: copy.value, row, found: found.value, asNow, locked });
    wipe(found.value.key);
    // The right key of this place does not fit this file: nothing that was typed was wrong.
    const { error } = copy;
    failures.push(error.code === 'wrong-passphrase' ? { code: 'damaged', detail: 'not of this key' } : error);
  }
  return err(tellFirst(failures));
}

/** Of several doors that stayed shut, what the person can do something about. */
const RANK: Partial<Record<RestoreFailure['code'], number>> = {
  'wrong-passphrase': 3,
  'passphrase-needed': 2,
  'keychain-changed': 1,
};

function tellFirst(failures: readonly RestoreFailure[]): RestoreFailure {
  const [first] = failures.toSorted((one, other) => (RANK[other.code] ?? 0) - (RANK[one.code] ?? 0));
  return first ?? { code: 'damaged', detail: 'its key is gone' };
}
