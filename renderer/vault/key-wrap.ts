import type { Random } from '#shared/ports.ts';
import { recoveryWrappingKey, seal, unseal, wipe, KEY_BYTES } from './secrets.ts';
import { isBearable, type Argon2Cost, type Stretch } from './stretch.ts';

/** How a vault's key is kept (VAULT.md, V5). None of these holds the key in readable form. */
export type KeyWrap =
  /** In the operating system's keychain, under `vault-<profile>`. */
  | { readonly kind: 'keychain' }
  | { readonly kind: 'passphrase'; readonly salt: Uint8Array; readonly cost: Argon2Cost; readonly box: Uint8Array }
  /** Under a recovery key that lies on paper (V13). */
  | { readonly kind: 'recovery'; readonly box: Uint8Array }
  /** Under a key that this browser profile keeps and never shows; it protects against little, and the app says so. */
  | { readonly kind: 'device'; readonly deviceKey: CryptoKey; readonly nonce: Uint8Array; readonly box: Uint8Array };

export type PassphraseWrap = Extract<KeyWrap, { kind: 'passphrase' }>;
export type RecoveryWrap = Extract<KeyWrap, { kind: 'recovery' }>;
export type DeviceWrap = Extract<KeyWrap, { kind: 'device' }>;

const SALT_BYTES = 16;
const DEVICE_NONCE_BYTES = 12;

const utf8 = new TextEncoder();

/** One passphrase, one form: NFC, as typed on any keyboard (RELIABILITY E4). */
export const passphraseBytes = (passphrase: string): Uint8Array => utf8.encode(passphrase.normalize('NFC'));

/** Ties a wrap to its profile and to the cost it was made with. */
const wrapPlace = (profile: string, cost: Argon2Cost): Uint8Array =>
  utf8.encode(JSON.stringify(['samovar-key', 1, profile, cost.memoryKib, cost.passes, cost.lanes]));

export async function wrapWithPassphrase(
  profile: string,
  key: Uint8Array,
  passphrase: string,
  { stretch, cost, random }: { stretch: Stretch; cost: Argon2Cost; random: Random },
): Promise<PassphraseWrap> {
  const salt = random.bytes(SALT_BYTES);
  const wrapping = await stretch(passphraseBytes(passphrase), salt, cost);
  const box = seal(wrapping, key, wrapPlace(profile, cost), random);
  wipe(wrapping);
  return { kind: 'passphrase', salt, cost, box };
}

/** Null for a wrong passphrase and for a damaged wrap alike: whoever guesses learns nothing more (RELIABILITY F6). */
export async function unwrapWithPassphrase(
  profile: string,
  { salt, cost, box }: PassphraseWrap,
  passphrase: string,
  stretch: Stretch,
): Promise<Uint8Array | null> {
  if (!isBearable(cost)) return null;
  const wrapping = await stretch(passphraseBytes(passphrase), salt, cost);
  const key = unseal(wrapping, box, wrapPlace(profile, cost));
  wipe(wrapping);
  return key;
}

const recoveryPlace = (profile: string): Uint8Array => utf8.encode(JSON.stringify(['samovar-recovery', 1, profile]));

/** `letters` as `readRecoveryKey` gives them. */
export function wrapWithRecovery(profile: string, key: Uint8Array, letters: string, random: Random): RecoveryWrap {
  const wrapping = recoveryWrappingKey(letters);
  const box = seal(wrapping, key, recoveryPlace(profile), random);
  wipe(wrapping);
  return { kind: 'recovery', box };
}

/** Null for another key and for a damaged wrap alike. */
export function unwrapWithRecovery(profile: string, { box }: RecoveryWrap, letters: string): Uint8Array | null {
  const wrapping = recoveryWrappingKey(letters);
  const key = unseal(wrapping, box, recoveryPlace(profile));
  wipe(wrapping);
  return key;
}

/** Web pages wrap with WebCrypto here, since only it has keys that cannot be read out. */
export async function wrapWithDevice(key: Uint8Array, subtle: SubtleCrypto, random: Random): Promise<DeviceWrap> {
  const deviceKey = await subtle.generateKey({ name: 'AES-GCM', length: 8 * KEY_BYTES }, false, ['encrypt', 'decrypt']);
  const nonce = random.bytes(DEVICE_NONCE_BYTES);
  const box = await subtle.encrypt({ name: 'AES-GCM', iv: own(nonce) }, deviceKey, own(key));
  return { kind: 'device', deviceKey, nonce, box: new Uint8Array(box) };
}

/** Null when the wrap is damaged. */
export async function unwrapWithDevice(
  { deviceKey, nonce, box }: DeviceWrap,
  subtle: SubtleCrypto,
): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: own(nonce) }, deviceKey, own(box)));
  } catch {
    // WebCrypto has one error for every way in which a ciphertext can be wrong.
    return null;
  }
}

/** WebCrypto takes no shared memory; a copy never is. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
