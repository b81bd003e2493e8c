import type { Random, Timers } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Host } from '../host/host.ts';
import { unwrapWithDevice, unwrapWithPassphrase, wrapWithDevice, wrapWithPassphrase, type KeyWrap } from './key-wrap.ts';
import { keyCheck } from './secrets.ts';
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

/** Keeps and finds the keys of vaults; knows no vault. */
export interface KeyKeeper {
  /** Keeps a new key without asking anything: in the keychain where that holds, otherwise on the device (F013). */
  keep(profile: string, key: Uint8Array): Promise<Result<KeyWrap, OpenFailure>>;
  wrap(profile: string, key: Uint8Array, passphrase: string): Promise<KeyWrap>;
  find(row: ShelfRow, passphrase: string | null): Promise<Result<Uint8Array, OpenFailure>>;
  /** Destroys the copy in the keychain. */
  forget(profile: string): Promise<void>;
}

/** RELIABILITY F6: a wrong passphrase takes at least this long, whatever it was wrong about. */
const WRONG_PASSPHRASE_MS = 300;

const secretName = (profile: string): string => `vault-${profile}`;

export function createKeyKeeper({ host, random, timers, subtle, stretch, cost }: KeyKeeperParts): KeyKeeper {
  async function fromPassphrase(row: ShelfRow, passphrase: string): Promise<Result<Uint8Array, OpenFailure> | null> {
    const wrap = row.wraps.find((one) => one.kind === 'passphrase');
    if (wrap === undefined) return null;
    const startedMs = timers.monotonicMs();
    const key = await unwrapWithPassphrase(row.id, wrap, passphrase, stretch);
    if (isKeyOf(row, key)) return ok(key);
    const leftMs = WRONG_PASSPHRASE_MS - (timers.monotonicMs() - startedMs);
    if (leftMs > 0) await new Promise<void>((resolve) => timers.after(leftMs, resolve));
    return err({ code: 'wrong-passphrase' });
  }

  async function fromDevice(row: ShelfRow): Promise<Result<Uint8Array, OpenFailure> | null> {
    const wrap = row.wraps.find((one) => one.kind === 'device');
    if (wrap === undefined) return null;
    const key = subtle === null ? null : await unwrapWithDevice(wrap, subtle);
    return isKeyOf(row, key) ? ok(key) : err({ code: 'damaged', detail: 'device key' });
  }

  async function fromKeychain(row: ShelfRow): Promise<Result<Uint8Array, OpenFailure> | null> {
    if (!row.wraps.some((one) => one.kind === 'keychain')) return null;
    const key = await host.keychain.read(secretName(row.id)).catch(() => null);
    return isKeyOf(row, key) ? ok(key) : err({ code: 'keychain-changed' });
  }

  /** Reads back what was written: a keychain that says yes and forgets is none (RELIABILITY F7). */
  async function keptInKeychain(profile: string, key: Uint8Array): Promise<boolean> {
    try {
      if (!(await host.keychain.write(secretName(profile), key))) return false;
      const back = await host.keychain.read(secretName(profile));
      return back !== null && keyCheck(back) === keyCheck(key);
    } catch {
      return false;
    }
  }

  return {
    async keep(profile, key) {
      if (await keptInKeychain(profile, key)) return ok({ kind: 'keychain' });
      if (subtle === null) return err({ code: 'storage', detail: 'no WebCrypto: not a secure context' });
      return ok(await wrapWithDevice(key, subtle, random));
    },
    wrap: (profile, key, passphrase) => wrapWithPassphrase(profile, key, passphrase, { stretch, cost, random }),
    async find(row, passphrase) {
      const typed = passphrase === null ? null : await fromPassphrase(row, passphrase);
      if (typed !== null) return typed;
      const unasked = (await fromDevice(row)) ?? (await fromKeychain(row));
      if (unasked?.ok === true) return unasked;
      return hasPassphrase(row) || unasked === null ? err({ code: 'passphrase-needed' }) : unasked;
    },
    forget: (profile) => host.keychain.forget(secretName(profile)),
  };
}

const isKeyOf = (row: ShelfRow, key: Uint8Array | null): key is Uint8Array =>
  key !== null && keyCheck(key) === row.check;
