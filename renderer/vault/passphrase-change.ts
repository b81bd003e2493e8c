import { err, ok, type Result } from '#shared/result.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { hasPassphrase, needsNoPassphrase, type ShelfRow } from './shelf-row.ts';
import type { Shelf } from './shelf.ts';
import type { OpenFailure } from './types.ts';

/** Moves a vault's key under a passphrase. The key itself, and with it every row, stays as it is. */
export interface PassphraseChange {
  /**
   * Adds the new wrap (in place of an older passphrase's), proves from disk that it opens, and only then destroys the
   * copies that need no passphrase. Stopped anywhere, one of the ways in works (RELIABILITY F6).
   */
  set(profile: string, key: Uint8Array, passphrase: string): Promise<Result<ShelfRow, OpenFailure>>;
  /** Ends a change that was stopped half way, for somebody who has just shown that they know the passphrase. */
  finish(row: ShelfRow): Promise<ShelfRow>;
}

export function createPassphraseChange(shelf: Shelf, keeper: KeyKeeper): PassphraseChange {
  async function finish(row: ShelfRow): Promise<ShelfRow> {
    if (!hasPassphrase(row) || !row.wraps.some(needsNoPassphrase)) return row;
    if (row.wraps.some((wrap) => wrap.kind === 'keychain')) await keeper.forget(row.id);
    const finished = await shelf.change(row.id, (now) => ({
      ...now,
      wraps: now.wraps.filter((wrap) => !needsNoPassphrase(wrap)),
    }));
    return finished ?? row;
  }

  return {
    async set(profile, key, passphrase) {
      // A passphrase of nothing protects nothing.
      if (passphrase === '') return err({ code: 'passphrase-needed' });
      const wrap = await keeper.wrap(profile, key, passphrase);
      await shelf.change(profile, (row) => ({ ...row, wraps: [...row.wraps.filter(needsNoPassphrase), wrap] }));
      const stored = await shelf.get(profile);
      if (stored === null || !(await keeper.find(stored, passphrase)).ok) {
        return err({ code: 'storage', detail: 'the new wrap was not kept' });
      }
      return ok(await finish(stored));
    },
    finish,
  };
}
