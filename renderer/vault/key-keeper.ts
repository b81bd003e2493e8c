import type { Random, Timers } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Host } from '../host/host.ts';
import {
  unwrapWithDevice,
  unwrapWithPassphrase,
  unwrapWithRecovery,
  wrapWithDevice,
  wrapWithPassphrase,
  wrapWithRecovery,
  type KeyWrap,
} from './key-wrap.ts';
import { readRecoveryKey } from './recovery-key.ts';
import { keyCheck, wipe } from './secrets.ts';
import { hasPassphrase, type ShelfRow } from './shelf-row.ts';
import type { Argon2Cost, Stretch } from './stretch.ts';
import type { OpenFailure } from './types.ts';

/** What keeping a key needs from outside. */
export interface KeyKeeperParts {
  readonly host: Host;
  readonly random: Random;
  readonly timers: Timers;
  /** Null where the page is not a secure context. */
  readonly subtle: SubtleCrypto | null;
  readonly stretch: Stretch;
  readonly cost: Argon2Cost;
}

/** A key, and which way in gave it. Whoever holds it last overwrites it. */
export interface FoundKey {
  readonly key: Uint8Array;
  readonly by: 'passphrase' | 'recovery' | 'unasked';
}

/** Keeps and finds the keys of vaults; knows no vault. */
export interface KeyKeeper {
  /** Keeps a key without asking anything: in the keychain where that holds, otherwise on the device (F013). */
  keep(profile: string, key: Uint8Array): Promise<Result<KeyWrap, OpenFailure>>;
  wrap(profile: string, key: Uint8Array, passphrase: string): Promise<KeyWrap>;
  /** Null where the text is no recovery key. */
  wrapForRecovery(profile: string, key: Uint8Array, recoveryKey: string): KeyWrap | null;
  find(row: ShelfRow, typed: string | null): Promise<Result<FoundKey, OpenFailure>>;
  /** Whether a way in works, as it lies on disk. */
  opens(row: ShelfRow, typed: string | null): Promise<boolean>;
  /** Destroys the copy in the keychain. */
  forget(profile: string): Promise<void>;
}

/** RELIABILITY F6: a wrong passphrase takes at least this long, whatever it was wrong about. */
const WRONG_PASSPHRASE_MS = 300;

const secretName = (profile: string): string => `vault-${profile}`;

export function createKeyKeeper({ host, random, timers, subtle, stretch, cost }: KeyKeeperParts): KeyKeeper {
  /** Null when there is nothing that could be typed. */
  async function fromTyped(row: ShelfRow, typed: string): Promise<Result<FoundKey, OpenFailure> | null> {
    const passphrase = row.wraps.find((one) => one.kind === 'passphrase');
    const recovery = row.wraps.find((one) => one.kind === 'recovery');
    if (passphrase === undefined && recovery === undefined) return null;
    const startedMs = timers.monotonicMs();
    const letters = readRecoveryKey(typed);
    const onPaper = recovery && letters.ok ? unwrapWithRecovery(row.id, recovery, letters.value) : null;
    if (isKeyOf(row, onPaper)) return ok({ key: onPaper, by: 'recovery' });
    const known = passphrase ? await unwrapWithPassphrase(row.id, passphrase, typed, stretch) : null;
    if (isKeyOf(row, known)) return ok({ key: known, by: 'passphrase' });
    const leftMs = WRONG_PASSPHRASE_MS - (timers.monotonicMs() - startedMs);
    if (leftMs > 0) await new Promise<void>((resolve) => timers.after(leftMs, resolve));
    return err({ code: 'wrong-passphrase' });
  }

  async function fromDevice(row: ShelfRow): Promise<Result<FoundKey, OpenFailure> | null> {
    const wrap = row.wraps.find((one) => one.kind === 'device');
    if (wrap === undefined) return null;
    const key = subtle === null ? null : await unwrapWithDevice(wrap, subtle);
    return isKeyOf(row, key) ? ok({ key, by: 'unasked' }) : err({ code: 'damaged', detail: 'device key' });
  }

  async function fromKeychain(row: ShelfRow): Promise<Result<FoundKey, OpenFailure> | null> {
    if (!row.wraps.some((one) => one.kind === 'keychain')) return null;
    const key = await host.keychain.read(secretName(row.id)).catch(() => null);
    return isKeyOf(row, key) ? ok({ key, by: 'unasked' }) : err({ code: 'keychain-changed' });
  }

  /** Reads back what was written: a keychain that says yes and forgets is none (RELIABILITY F7). */
  async function keptInKeychain(profile: string, key: Uint8Array): Promise<boolean> {
    try {
      if (!(await host.keychain.write(secretName(profile), key))) return false;
      const back = await host.keychain.read(secretName(profile));
      const same = back !== null && keyCheck(back) === keyCheck(key);
      if (back !== null) wipe(back);
      return same;
    } catch {
      return false;
    }
  }

  async function find(row: ShelfRow, typed: string | null): Promise<Result<FoundKey, OpenFailure>> {
    const byHand = typed === null ? null : await fromTyped(row, typed);
    // Where nothing but a recovery key could have been typed, an empty or wrong text must not shut the usual way in.
    if (byHand !== null && (byHand.ok || hasPassphrase(row))) return byHand;
    const unasked = (await fromDevice(row)) ?? (await fromKeychain(row));
    if (unasked?.ok === true) return unasked;
    if (byHand !== null) return byHand;
    return hasPassphrase(row) || unasked === null ? err({ code: 'passphrase-needed' }) : unasked;
  }

  return {
    async keep(profile, key) {
      if (await keptInKeychain(profile, key)) return ok({ kind: 'keychain' });
      if (subtle === null) return err({ code: 'storage', detail: 'no WebCrypto: not a secure context' });
      return ok(await wrapWithDevice(key, subtle, random));
    },
    wrap: (profile, key, passphrase) => wrapWithPassphrase(profile, key, passphrase, { stretch, cost, random }),
    wrapForRecovery(profile, key, recoveryKey) {
      const letters = readRecoveryKey(recoveryKey);
      return letters.ok ? wrapWithRecovery(profile, key, letters.value, random) : null;
    },
    find,
    async opens(row, typed) {
      const found = typed === null ? await find(row, null) : ((await fromTyped(row, typed)) ?? err(null));
      if (found.ok) wipe(found.value.key);
      return found.ok;
    },
    forget: (profile) => host.keychain.forget(secretName(profile)),
  };
}

const isKeyOf = (row: ShelfRow, key: Uint8Array | null): key is Uint8Array =>
  key !== null && keyCheck(key) === row.check;
