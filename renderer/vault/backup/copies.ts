import { err, ok, type Result } from '#shared/result.ts';
import type { HostBackup, HostBackups } from '../../host/host.ts';
import type { FoundKey, KeyKeeper } from '../key-keeper.ts';
import { derive, wipe } from '../secrets.ts';
import { isBeingErased, type ShelfRow } from '../shelf-row.ts';
import type { Shelf } from '../shelf.ts';
import type { Stretch } from '../stretch.ts';
import type { OpenFailure, Vault } from '../types.ts';
import { toVaultFailure } from '../failure.ts';
import { toOpenFailure } from '../open-failure.ts';
import { readHead, type CopyFailure, type CopySource } from './copy-head.ts';
import type { Exported } from './export-copy.ts';
import type { FillReport } from './copying.ts';
import { unlockExport, unlockWith, type UnlockedCopy } from './read-copy.ts';
import { readDoor } from './shelf-door.ts';

export type RestoreFailure = CopyFailure | OpenFailure;

/** What came of a copy: the vault that holds it now, and what was brought in. */
export interface Restored {
  readonly vault: Vault;
  readonly report: FillReport;
}

/** The vaults of this device, seen from their copies (BACKUP.md). */
export interface Copies {
  /** The desktop's backups, newest first; none where the host has no place for them. */
  list(): Promise<readonly HostBackup[]>;
  /** Writes a backup of an open vault, sealed with its own key. */
  backUp(vault: Vault): Promise<void>;
  /** Unlocks a backup as its vault would be opened, and proves all of it. */
  unlockBackup(name: HostBackup, typed: string | null): Promise<Result<UnlockedCopy, RestoreFailure>>;
  /**
   * Brings a backup back: in its own place where that is empty, so that it opens as before; otherwise as a new place
   * beside the one that will not open, which is left alone (RELIABILITY F2).
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
  write(vault: Vault, backups: HostBackups): Promise<void>;
}

/** The key on which a vault's own backups hang. */
export const backupBase = (vaultKey: Uint8Array): Uint8Array => derive(vaultKey, 'backups');

interface Unlocked {
  readonly copy: UnlockedCopy;
  readonly row: ShelfRow;
  readonly found: FoundKey;
}

export function createCopies(parts: CopiesParts): Copies {
  const { backups, shelf, keeper } = parts;

  const sourceOf = ({ name, bytes }: HostBackup): CopySource => ({
    size: bytes,
    read: async (offset, length) => (await backups?.read(name, offset, length)) ?? new Uint8Array(),
  });

  /** The ways in: as on the shelf, where the profile still stands there, then as when the backup was made. */
  async function unlock(backup: HostBackup, typed: string | null): Promise<Result<Unlocked, RestoreFailure>> {
    const source = sourceOf(backup);
    const read = await readHead(source);
    if (!read.ok) return read;
    const carried = read.value.head.kind === 'local' ? readDoor(read.value.head.door) : null;
    if (carried === null) return err({ code: 'damaged', detail: 'door' });
    const listed = await shelf.get(carried.id).catch(() => null);
    const doors = [listed, carried].filter((row) => row !== null && !isBeingErased(row)) as readonly ShelfRow[];
    let failure: RestoreFailure = { code: 'damaged', detail: 'its key is gone' };
    for (const row of doors) {
      const found = await keeper.find(row, typed);
      if (!found.ok) {
        failure = found.error;
        continue;
      }
      const copy = await unlockWith(source, read.value, backupBase(found.value.key));
      if (copy.ok) return ok({ copy: copy.value, row: { ...carried, ...row }, found: found.value });
      wipe(found.value.key);
      return copy;
    }
    return err(failure);
  }

  /** In the vault's own place, which is empty: the same key, the same ways in. */
  async function inPlace({ copy, row, found }: Unlocked): Promise<Result<Restored, RestoreFailure>> {
    const whole = await copy.items();
    if (!whole.ok) return whole;
    const vault = await parts.enterNew(await parts.ordered(row), found.key);
    try {
      const report = await vault.copying.fill(whole.value.items);
      await shelf.put(await parts.ordered(row));
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

  /** Beside one that will not open; locked as it was, where a passphrase was typed. */
  async function beside({ copy, found }: Unlocked, typed: string | null): Promise<Result<Restored, RestoreFailure>> {
    wipe(found.key);
    const restored = await intoNew(copy);
    if (restored.ok && typed !== null && found.by === 'passphrase') {
      const locked = await restored.value.vault.setPassphrase(typed);
      if (!locked.ok) return locked;
    }
    return restored;
  }

  return {
    list: async () => (await backups?.list()) ?? [],
    async backUp(vault) {
      if (backups !== null) await parts.write(vault, backups);
    },
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
        const taken = await parts.hasDatabase(unlocked.value.row.id);
        return taken ? await beside(unlocked.value, typed) : await inPlace(unlocked.value);
      }),
    export: parts.export,
    intoOpen: (vault, copy) =>
      tried(async () => {
        const whole = await copy.items();
        return whole.ok ? ok(await vault.copying.fill(whole.value.items)) : whole;
      }),
    unlockExport: (source, passphrase) => tried(() => unlockExport(source, passphrase, parts.stretch)),
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
