import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of Electron's `safeStorage` that we use. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Uint8Array;
  decryptString(bytes: Buffer): string;
}

export interface Keychain {
  /** `none`: there is no keychain, or one that anybody can open; then nothing is kept (RELIABILITY F7). */
  readonly trust: 'system' | 'none';
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, secret: Uint8Array): Promise<boolean>;
  forget(name: string): Promise<void>;
  /** Forgets every secret. */
  clear(): Promise<void>;
}

/** On Linux these two mean a password that is the same on every machine. */
const UNTRUSTED = new Set(['basic_text', 'unknown']);

const trustOf = (storage: SafeStorage, platform: NodeJS.Platform): 'system' | 'none' => {
  if (!storage.isEncryptionAvailable()) return 'none';
  if (platform !== 'linux') return 'system';
  return UNTRUSTED.has(storage.getSelectedStorageBackend?.() ?? 'unknown') ? 'none' : 'system';
};

/**
 * Keeps small secrets as files that only the operating system's keychain can open. Names are checked by the IPC schema
 * before they get here, so that none leads out of the folder.
 */
export function createKeychain(storage: SafeStorage, folder: string, platform: NodeJS.Platform): Keychain {
  const trust = trustOf(storage, platform);
  const fileOf = (name: string): string => join(folder, `${name}.sealed`);
  return {
    trust,
    async read(name) {
      if (trust === 'none') return null;
      try {
        const sealed = await readFile(fileOf(name));
        return new Uint8Array(Buffer.from(storage.decryptString(sealed), 'base64'));
      } catch {
        return null; // never kept, or the keychain changed: the vault then asks for the passphrase, and erases nothing
      }
    },
    async write(name, secret) {
      if (trust === 'none') return false;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const sealed = storage.encryptString(Buffer.from(secret).toString('base64'));
      // Written beside and moved over, so that a crash leaves the old key or the new one, never half of one.
      await writeFile(`${fileOf(name)}.new`, sealed, { mode: 0o600, flush: true });
      await rename(`${fileOf(name)}.new`, fileOf(name));
      return true;
    },
    async forget(name) {
      await rm(fileOf(name), { force: true });
    },
    async clear() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
