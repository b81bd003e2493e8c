import { err, ok, type Result } from '#shared/result.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { hasPassphrase, needsNoPassphrase, withoutWraps, withWrap, type ShelfRow } from './shelf-row.ts';
import type { Shelf } from './shelf.ts';
import type { OpenFailure } from './types.ts';

/**
 * Changes the ways in to a vault. The key itself, and with it every row, stays as it is. Each change adds the new way,
 * proves from disk that it opens, and only then destroys the old: stopped anywhere, one of the two works (RELIABILITY F6).
 */
export interface PassphraseChange {
  /** Puts the key under a passphrase (in place of an older one) and destroys the copies that need none. */
  set(profile: string, key: Uint8Array, passphrase: string): Promise<Result<ShelfRow, OpenFailure>>;
  /** Keeps the key where no passphrase is needed, and takes the passphrase off; `typed` must be it or the recovery key. */
  remove(profile: string, key: Uint8Array, typed: string): Promise<Result<ShelfRow, OpenFailure>>;
  /** Puts the key under a recovery key; an older one opens nothing any more. */
  setRecovery(profile: string, key: Uint8Array, recoveryKey: string): Promise<Result<ShelfRow, OpenFailure>>;
  proves(profile: string, typed: string): Promise<boolean>;
  /** Ends a change that was stopped half way, for somebody who has just shown that they know the passphrase. */
  finish(row: ShelfRow): Promise<ShelfRow>;
  /** Keeps the key anew where no passphrase is needed, after the copy there was lost. */
  keepAnew(row: ShelfRow, key: Uint8Array): Promise<ShelfRow>;
}

const NOT_KEPT: OpenFailure = { code: 'storage', detail: 'the new wrap was not kept' };

/** With the passphrase that was there before, where another window took it off: the copy that needed none is gone. */
const lockedWraps = (now: ShelfRow, before: ShelfRow): ShelfRow['wraps'] =>
  hasPassphrase(now) ? now.wraps : [...now.wraps, ...before.wraps.filter(({ kind }) => kind === 'passphrase')];

export function createPassphraseChange(shelf: Shelf, keeper: KeyKeeper): PassphraseChange {
  async function finish(row: ShelfRow): Promise<ShelfRow> {
    if (!hasPassphrase(row) || !row.wraps.some(needsNoPassphrase)) return row;
    if (row.wraps.some((wrap) => wrap.kind === 'keychain')) await keeper.forget(row.id);
    const locked = (now: ShelfRow): ShelfRow => withoutWraps({ ...now, wraps: lockedWraps(now, row) }, needsNoPassphrase);
    return (await shelf.change(row.id, locked)) ?? row;
  }

  const proves = async (profile: string, typed: string): Promise<boolean> => {
    const row = await shelf.get(profile);
    return row !== null && (await keeper.opens(row, typed));
  };

  /** Null when the way in that was just written does not open. */
  const proven = async (profile: string, typed: string | null): Promise<ShelfRow | null> => {
    const stored = await shelf.get(profile);
    return stored !== null && (await keeper.opens(stored, typed)) ? stored : null;
  };

  /**
   * The shelf says first that the keychain has a copy, and only then it gets one: stopped between the two, the next
   * opening with the passphrase knows what to destroy.
   */
  async function keepUnasked(profile: string, key: Uint8Array): Promise<Result<ShelfRow, OpenFailure>> {
    await shelf.change(profile, (row) => withWrap(row, { kind: 'keychain' }));
    const kept = await keeper.keep(profile, key);
    await shelf.change(profile, (row) => {
      const without = withoutWraps(row, needsNoPassphrase);
      if (kept.ok) return withWrap(without, kept.value);
      return without.wraps.length > 0 ? without : row;
    });
    if (!kept.ok) return kept;
    const stored = await proven(profile, null);
    return stored === null ? err(NOT_KEPT) : ok(stored);
  }

  return {
    async set(profile, key, passphrase) {
      // A passphrase of nothing protects nothing.
      if (passphrase === '') return err({ code: 'passphrase-needed' });
      const wrap = await keeper.wrap(profile, key, passphrase);
      await shelf.change(profile, (row) => withWrap(row, wrap));
      const stored = await proven(profile, passphrase);
      return stored === null ? err(NOT_KEPT) : ok(await finish(stored));
    },
    async remove(profile, key, typed) {
      if (!(await proves(profile, typed))) return err({ code: 'wrong-passphrase' });
      const kept = await keepUnasked(profile, key);
      if (!kept.ok) return kept;
      // Meanwhile another window may have set a passphrase, and destroyed what needs none.
      const changed = await shelf.change(profile, (row) =>
        row.wraps.some(needsNoPassphrase) ? withoutWraps(row, ({ kind }) => kind === 'passphrase') : row,
      );
      return changed !== null && hasPassphrase(changed) ? err(NOT_KEPT) : ok(changed ?? kept.value);
    },
    async setRecovery(profile, key, recoveryKey) {
      const wrap = keeper.wrapForRecovery(profile, key, recoveryKey);
      if (wrap === null) return err({ code: 'storage', detail: 'no recovery key' });
      await shelf.change(profile, (row) => withWrap(row, wrap));
      const stored = await proven(profile, recoveryKey);
      return stored === null ? err(NOT_KEPT) : ok(stored);
    },
    proves,
    finish,
    async keepAnew(row, key) {
      const kept = await keepUnasked(row.id, key);
      return kept.ok ? kept.value : row;
    },
  };
}
