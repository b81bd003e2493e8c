import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import type { Host } from '../host/host.ts';
import { webRandom, webTimers } from '../host/web-ports.ts';
import { createProfiles, type ProfilesParts } from './create-profiles.ts';
import { stretchPlainly } from './stretch.noble.ts';
import type { Profiles, Vault, VaultShelf } from './types.ts';

/** Vaults on fake-indexeddb, for tests on node. Real ciphers, a cheap passphrase cost, a disk that a test can keep. */
export interface VaultBench {
  readonly disk: IDBFactory;
  readonly parts: ProfilesParts;
  readonly profiles: VaultShelf;
  /** A second window over the same disk. */
  anotherWindow(more?: Partial<ProfilesParts>): VaultShelf;
}

export const CHEAP = { memoryKib: 64, passes: 1, lanes: 1 } as const;

/** A host without a keychain, or with one in memory. */
export function plainHost(keychain: Map<string, Uint8Array> | null = null): Host {
  return {
    kind: 'browser',
    describe: async () => ({ platform: 'linux', version: '0.0.0', relayUrl: '', keychain: keychain ? 'system' : 'none' }),
    keychain: {
      read: async (name) => keychain?.get(name)?.slice() ?? null,
      write: async (name, secret) => keychain !== null && keychain.set(name, secret.slice()) === keychain,
      forget: async (name) => void keychain?.delete(name),
      clear: async () => keychain?.clear(),
    },
    backups: null,
    notify: async () => false,
    mayNotify: () => 'no',
    askToNotify: async () => false,
    setBadge: () => undefined,
    onOpenRoute: () => () => undefined,
    onSleep: () => () => undefined,
  };
}

export function createVaultBench(more: Partial<ProfilesParts> = {}, disk = new IDBFactory()): VaultBench {
  let nowMs = Date.UTC(2026, 10, 22, 9, 30);
  // Each look at the clock is a millisecond later, so that "newest first" can be seen.
  const clock: Clock = { nowMs: () => (nowMs += 1) };
  const random: Random = webRandom;
  const timers: Timers = webTimers;
  const fixed = { host: plainHost(), clock, random, timers, indexedDB: disk, IDBKeyRange, stretch: stretchPlainly };
  const parts: ProfilesParts = { ...fixed, cost: CHEAP, ...more };
  return {
    disk,
    parts,
    profiles: createProfiles(parts),
    anotherWindow: (other = {}) => createProfiles({ ...parts, ...other }),
  };
}

/** A new, empty vault; throws where there should be one and is none. */
export async function newVault(profiles: Profiles): Promise<Vault> {
  const made = await profiles.create();
  if (!made.ok) throw new Error(`no vault: ${made.error.code}`);
  return made.value;
}

export async function reopen(profiles: Profiles, profile: string, passphrase: string | null = null): Promise<Vault> {
  const opened = await profiles.open(profile, passphrase);
  if (!opened.ok) throw new Error(`not opened: ${opened.error.code}`);
  return opened.value;
}

/** Every stored record of every database, as it lies on disk. */
export async function rawRows(disk: IDBFactory): Promise<{ database: string; table: string; value: unknown }[]> {
  const found: { database: string; table: string; value: unknown }[] = [];
  for (const { name = '' } of await disk.databases()) {
    const database = await openRaw(disk, name);
    for (const table of database.objectStoreNames) {
      const rows = await asked(database.transaction(table).objectStore(table).getAll());
      for (const value of rows) found.push({ database: name, table, value });
    }
    database.close();
  }
  return found;
}

/** Changes what lies on disk behind the vault's back. */
export async function tamper(
  disk: IDBFactory,
  name: string,
  table: string,
  change: (store: IDBObjectStore) => IDBRequest | Promise<unknown>,
): Promise<void> {
  const database = await openRaw(disk, name);
  const store = database.transaction(table, 'readwrite').objectStore(table);
  const request = change(store);
  await (request instanceof Promise ? request : asked(request));
  database.close();
}

export const openRaw = (disk: IDBFactory, name: string): Promise<IDBDatabase> => asked(disk.open(name));

export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

/** Timers that run when a test says so. */
export function handTimers(): Timers & { advance(ms: number): void; readonly waiting: number } {
  let nowMs = 0;
  let due: { atMs: number; run: () => void }[] = [];
  return {
    monotonicMs: () => nowMs,
    after(delayMs, run) {
      const one = { atMs: nowMs + delayMs, run };
      due.push(one);
      return { cancel: () => void (due = due.filter((other) => other !== one)) };
    },
    every: () => ({ cancel: () => undefined }),
    get waiting() {
      return due.length;
    },
    advance(ms) {
      nowMs += ms;
      const ready = due.filter((one) => one.atMs <= nowMs);
      due = due.filter((one) => one.atMs > nowMs);
      for (const one of ready.toSorted((a, b) => a.atMs - b.atMs)) one.run();
    },
  };
}
