import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Random } from '#shared/ports.ts';
import { VaultFailure } from './failure.ts';

/** Bytes of a vault key, and of every key derived from it. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const ROW_ID_BYTES = 16;

const utf8 = new TextEncoder();

/** One purpose, one key: a row's cipher key is never used to make ids (RFC 5869 would serve as well). */
export const derive = (key: Uint8Array, purpose: string): Uint8Array => hmac(sha256, key, utf8.encode(`samovar/1/${purpose}`));

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What one vault derives from its key. */
export interface VaultSecrets {
  readonly cipherKey: Uint8Array;
  /** An opaque id for a name that must not be readable, such as `chat/…` (V2). */
  rowId(table: string, name: string): string;
  /** Overwrites what was derived; nothing can be sealed, opened or named any more (RELIABILITY F8). */
  wipe(): void;
}

export function vaultSecrets(key: Uint8Array): VaultSecrets {
  const idKey = derive(key, 'row-ids');
  const cipherKey = derive(key, 'rows');
  return {
    cipherKey,
    rowId(table, name) {
      if (isWiped(idKey)) throw new VaultFailure('closed', 'its keys are gone');
      return toHex(hmac(sha256, idKey, utf8.encode(`${table}/${name}`)).subarray(0, ROW_ID_BYTES));
    },
    wipe() {
      wipe(idKey);
      wipe(cipherKey);
    },
  };
}

/** The key that a recovery key stands for; 130 random bits need no stretching. */
export const recoveryWrappingKey = (letters: string): Uint8Array => derive(utf8.encode(letters), 'recovery');

/** Key bytes that are no longer needed are overwritten where we hold them (RELIABILITY F8). */
export const wipe = (bytes: Uint8Array): void => void bytes.fill(0);

/** No key is all zeros but one that was wiped: whoever comes late must never write under it. */
export const isWiped = (key: Uint8Array): boolean => key.every((byte) => byte === 0);

/** Tells whether a key is this vault's without opening the vault; says nothing else about the key. */
export const keyCheck = (key: Uint8Array): string => toHex(derive(key, 'check'));

/** XChaCha20-Poly1305 with a fresh random nonce in front (draft-irtf-cfrg-xchacha): nonce, ciphertext, tag. */
export function seal(key: Uint8Array, plain: Uint8Array, associated: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_BYTES);
  const box = new Uint8Array(NONCE_BYTES + plain.length + TAG_BYTES);
  box.set(nonce);
  box.set(xchacha20poly1305(key, nonce, associated).encrypt(plain), NONCE_BYTES);
  return box;
}

/** Null when the box is not exactly what `seal` made with this key and these associated data. */
export function unseal(key: Uint8Array, box: Uint8Array, associated: Uint8Array): Uint8Array | null {
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    return xchacha20poly1305(key, box.subarray(0, NONCE_BYTES), associated).decrypt(box.subarray(NONCE_BYTES));
  } catch {
    // The only throw for well-sized input is a wrong tag.
    return null;
  }
}
