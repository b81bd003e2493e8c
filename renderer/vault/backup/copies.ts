import { err, ok, type Result } from '#shared/result.ts';
import type { HostBackup, HostBackups } from '../../host/host.ts';
import type { KeyKeeper } from '../key-keeper.ts';
import { wipe } from '../secrets.ts';
import type { ShelfRow } from '../shelf-row.ts';
import type { Shelf } from '../shelf.ts';
import type { Stretch } from '../stretch.ts';
import type { OpenFailure, Vault } from '../types.ts';
import { toVaultFailure } from '../failure.ts';
import { done, toOpenFailure } from '../open-failure.ts';
import type { CopySource } from './copy-head.ts';
import type { Exported } from './export-copy.ts';
import type { FillReport } from './copying.ts';
import { unlockExport, type UnlockedCopy } from './read-copy.ts';
import { opensOtherwise } from './shelf-door.ts';
import { carriedDoor, unlockBackup, type RestoreFailure, type UnlockedBackup } from './unlock-backup.ts';

export { backupBase, type RestoreFailure } from './unlock-backup.ts';

/** What came of a copy: the vault that holds it now, and what was brought in. */
export interface Restored {
  readonly vault: Vault;
  readonly report: FillReport;
}

/** The vaults of this device, seen from their copies (BACKUP.md). */
export interface Copies {
  /** The desktop's backups, newest first; none where the host has no place for them. */
  list(): Promise<readonly HostBackup[]>;
  /**
   * Writes a backup of an open vault, sealed with its own key. Where older ones open in ways that the place has no more,
   * they go for it, once it is whole (B6).
   */
  backUp(vault: Vault): Promise<void>;
  /** Whether a backup of this place opens with a passphrase or recovery key that was changed or taken off since. */
  opensOtherwise(profile: string): Promise<boolean>;
  /** Unlocks a backup as its vault would be opened, and proves all of it. */
  unlockBackup(name: HostBackup, typed: string | null): Promise<Result<UnlockedCopy, RestoreFailure>>;
  /**
   * Brings a backup back: in its own place where that is empty, so that it opens as it did last; otherwise as a new place
   * beside the one that will not open, which is left alone (RELIABILITY F2). So does one that opened in an older way.
   */
  bringBack(backup: HostBackup, typed: string | null): Promise<Result<Restored, RestoreFailure>>;
  /** One encrypted file with everything that is the person's own, under a passphrase of its own. */
  export(vault: Vault, passphrase: string): Promise<Exported>;
  /** Brings an unlocked copy into a vault that is open: all of it or nothing. */
  intoOpen(vault: Vault, copy: UnlockedCopy): Promise<Result<FillReport, RestoreFailure>>;
  /** Unlocks an export; `into` decides where it goes. */
  unlockExport(source: CopySource, passphrase: string): Promise<Result<UnlockedCopy, RestoreFailure>>;
  /** A new place of its own for what an unlocked copy holds. */
  intoNew(copy: UnlockedCopy): Promise<Result<Restored, RestoreFailure>>;
  /** Every vault, key, backup and database of ours on this device. Only ever on the person's word (F2). */
  eraseEverything(): Promise<void>;
}

/** What the shelf of vaults lends. */
export interface CopiesParts {
  readonly backups: HostBackups | null;
  readonly shelf: Shelf;
  readonly keeper: KeyKeeper;
  readonly stretch: Stretch;
  export(vault: Vault, passphrase: string): Promise<Exported>;
  /** Enters a vault of this row, with a database that is made for it. */
  enterNew(row: ShelfRow, key: Uint8Array): Promise<Vault>;
  create(): Promise<Result<Vault, OpenFailure>>;
  erase(profile: string): Promise<void>;
  /** The row as it goes onto the shelf now. */
  ordered(row: ShelfRow): Promise<ShelfRow>;
  hasDatabase(profile: string): Promise<boolean>;
  /** Takes back a database that was made a moment ago and could not be filled. */
  takeBack(profile: string): Promise<void>;
  eraseLeftovers(): Promise<void>;
  /** `alone`: it takes the place of all older ones. */
  write(vault: Vault, backups: HostBackups, alone: boolean): Promise<void>;
  nowMs(): number;
}

export function createCopies(parts: CopiesParts): Copies {
  const { backups, shelf } = parts;

  const sourceOf = ({ name, bytes }: HostBackup): CopySource => ({
    size: bytes,
    read: async (offset, length) => (await backups?.read(name, offset, length)) ?? new Uint8Array(),
  });

  const unlock = (backup: HostBackup, typed: string | null): ReturnType<typeof unlockBackup> =>
    unlockBackup(sourceOf(backup), typed, parts);

  async function olderWaysIn(profile: string): Promise<boolean> {
    const now = await shelf.get(profile);
    if (backups === null || now === null) return false;
    for (const backup of await backups.list()) {
      const door = backup.profile === profile ? await carriedDoor(sourceOf(backup)) : null;
      if (door !== null && opensOtherwise(door, now)) return true;
    }
    return false;
  }

  /** In the vault's own place, which is empty: the same key, the same ways in. */
  async function inPlace({ copy, row, found }: UnlockedBackup): Promise<Result<Restored, RestoreFailure>> {
    const whole = await copy.items();
    if (!whole.ok) {
      wipe(found.key);
      return whole;
    }
    const vault = await parts.enterNew(await parts.ordered(row), found.key);
    try {
      const report = await vault.copying.fill(whole.value.items);
      const { openedDayMs, openedOrder } = await parts.ordered(row);
      // The ways in are the shelf's, where it still has any: they may have changed a moment ago, in another window.
      const kept = await shelf.change(row.id, (now) => ({ ...now, openedDayMs, openedOrder }));
      if (kept === null) await shelf.put({ ...row, openedDayMs, openedOrder });
      return ok({ vault, report });
    } catch (error) {
      // An empty place must not stand where the lost one did.
      await vault.close();
      await parts.takeBack(row.id);
      throw error;
    }
  }

  async function intoNew(copy: UnlockedCopy): Promise<Result<Restored, RestoreFailure>> {
    const whole = await copy.items();
    if (!whole.ok) return whole;
    const made = await parts.create();
    if (!made.ok) return made;
    const vault = made.value;
    try {
      return ok({ vault, report: await vault.copying.fill(whole.value.items) });
    } catch (error) {
      await vault.close();
      await parts.erase(vault.profile.id);
      throw error;
    }
  }

  /**
   * Beside one that will not open; locked with what was typed, where a passphrase stood before it. A recovery key that
   * was typed then is both: the passphrase until another is set, and, however it is written, the recovery key.
   */
  async function beside({ copy, found, locked: wasLocked }: UnlockedBackup, typed: string | null): Promise<Result<Restored, RestoreFailure>> {
    wipe(found.key);
    const restored = await intoNew(copy);
    if (restored.ok && typed !== null && wasLocked && found.by !== 'unasked') {
      const { vault } = restored.value;
      const kept = found.by === 'recovery' ? await vault.setRecoveryKey(typed) : done;
      const locked = kept.ok ? await vault.setPassphrase(typed) : kept;
      if (!locked.ok) {
        // What was behind a lock must not come to lie in the open.
        await vault.close();
        await parts.erase(vault.profile.id);
        return locked;
      }
    }
    return restored;
  }

  return {
    list: async () => (await backups?.list()) ?? [],
    async backUp(vault) {
      if (backups !== null) await parts.write(vault, backups, await olderWaysIn(vault.profile.id));
    },
    opensOtherwise: olderWaysIn,
    unlockBackup: (backup, typed) =>
      tried(async () => {
        const unlocked = await unlock(backup, typed);
        if (!unlocked.ok) return unlocked;
        wipe(unlocked.value.found.key);
        // Proved to its end, so that a worn one is known before anybody counts on it.
        const whole = await unlocked.value.copy.items();
        return whole.ok ? ok(unlocked.value.copy) : whole;
      }),
    bringBack: (backup, typed) =>
      tried(async () => {
        const unlocked = await unlock(backup, typed);
        if (!unlocked.ok) return unlocked;
        const { row, asNow } = unlocked.value;
        const free = asNow && !(await parts.hasDatabase(row.id));
        return free ? await inPlace(unlocked.value) : await beside(unlocked.value, typed);
      }),
    export: parts.export,
    intoOpen: (vault, copy) =>
      tried(async () => {
        const whole = await copy.items();
        return whole.ok ? ok(await vault.copying.fill(whole.value.items)) : whole;
      }),
    unlockExport: (source, passphrase) => tried(() => unlockExport(source, passphrase, parts.stretch, parts.nowMs())),
    intoNew: (copy) => tried(() => intoNew(copy)),
    async eraseEverything() {
      for (const row of await shelf.all().catch(() => [])) await parts.erase(row.id);
      await backups?.erase(null);
      await parts.eraseLeftovers();
    },
  };
}

/** A disk that gives way in the middle is a failure with a name as well; nothing is left half done by then. */
async function tried<T>(piece: () => Promise<Result<T, RestoreFailure>>): Promise<Result<T, RestoreFailure>> {
  try {
    return await piece();
  } catch (error) {
    return err(toOpenFailure(toVaultFailure(error)));
  }
}
