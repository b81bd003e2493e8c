import { newId } from '#shared/ids.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Host } from '../host/host.ts';
import { webTimers } from '../host/web-ports.ts';
import type { OpenChannel } from './change-feed.ts';
import { toVaultFailure, VaultFailure } from './failure.ts';
import { createKeyKeeper } from './key-keeper.ts';
import { openContents, type VaultParts } from './open-vault.ts';
import { KEY_BYTES, keyCheck } from './secrets.ts';
import { createShelf, type ShelfRow } from './shelf.ts';
import { PASSPHRASE_COST, type Argon2Cost, type Stretch } from './stretch.ts';
import { stretchInBrowser } from './stretch.browser.ts';
import type { OpenFailure, Profile, Profiles, Vault } from './types.ts';
import { databaseName, quietDexie } from './vault-database.ts';

/** What the shelf of vaults needs. Everything behind a question mark is the browser's own unless a test says otherwise. */
export interface ProfilesParts {
  readonly host: Host;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers?: Timers;
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof globalThis.IDBKeyRange;
  readonly openChannel?: OpenChannel;
  readonly subtle?: SubtleCrypto | null;
  readonly stretch?: Stretch;
  readonly cost?: Argon2Cost;
}

const DAY_MS = 86_400_000;

/** The vaults of this device (DESIGN §7). VAULT.md says what lies on disk and what is promised about it. */
export function createProfiles(parts: ProfilesParts): Profiles {
  const { host, clock, random, timers = webTimers } = parts;
  const idb = {
    indexedDB: parts.indexedDB ?? globalThis.indexedDB,
    IDBKeyRange: parts.IDBKeyRange ?? globalThis.IDBKeyRange,
  };
  const openChannel = parts.openChannel ?? ((name) => new BroadcastChannel(name));
  // Not declared by browsers outside a secure context, whatever the type says.
  const subtle = parts.subtle === undefined ? (globalThis.crypto.subtle ?? null) : parts.subtle;
  const { stretch = stretchInBrowser, cost = PASSPHRASE_COST } = parts;
  const vaultParts: VaultParts = { idb, clock, random, openChannel };
  const shelf = createShelf(idb);
  const keeper = createKeyKeeper({ host, random, timers, subtle, stretch, cost });
  const openHere = new Map<string, Set<Vault>>();

  const todayMs = (): number => Math.floor(clock.nowMs() / DAY_MS) * DAY_MS;
  const nextOrder = async (): Promise<number> =>
    Math.max(0, ...(await shelf.all()).map((row) => row.openedOrder)) + 1;

  async function enter(row: ShelfRow, key: Uint8Array, expect: 'present' | 'new'): Promise<Vault> {
    const contents = await openContents(row.id, key, expect, vaultParts);
    let profile = profileOf(row);
    const siblings = openHere.get(row.id) ?? new Set();
    const vault: Vault = {
      ...contents,
      get profile() {
        return profile;
      },
      async setPassphrase(passphrase) {
        const changed = await attempt(() => moveToPassphrase(row.id, key, passphrase));
        if (changed.ok) profile = profileOf(changed.value);
        return changed.ok ? ok(undefined) : changed;
      },
      async close() {
        siblings.delete(vault);
        await contents.close();
      },
    };
    openHere.set(row.id, siblings.add(vault));
    return vault;
  }

  /**
   * Adds the new wrap (in place of an older passphrase's), proves from disk that it opens, and only then destroys the
   * copies that need no passphrase. Stopped anywhere, one of the ways in works (RELIABILITY F6).
   */
  async function moveToPassphrase(id: string, key: Uint8Array, passphrase: string): Promise<ShelfRow> {
    if (passphrase === '') throw new PassphraseNeeded();
    const wrap = await keeper.wrap(id, key, passphrase);
    const both = await shelf.change(id, (row) => ({ ...row, wraps: [...row.wraps.filter(needsNone), wrap] }));
    const stored = both && (await shelf.get(id));
    if (!stored || !(await keeper.find(stored, passphrase)).ok) throw new VaultFailure('storage', 'wrap not kept');
    return keepOnlyPassphrase(stored);
  }

  async function keepOnlyPassphrase(row: ShelfRow): Promise<ShelfRow> {
    if (!row.wraps.some(needsNone)) return row;
    if (row.wraps.some((wrap) => wrap.kind === 'keychain')) await keeper.forget(row.id);
    const only = await shelf.change(row.id, (now) => ({ ...now, wraps: now.wraps.filter((wrap) => !needsNone(wrap)) }));
    return only ?? row;
  }

  async function create(): Promise<Result<Vault, OpenFailure>> {
    const id: string = newId(random);
    const key = random.bytes(KEY_BYTES);
    const wrap = await keeper.keep(id, key);
    if (!wrap.ok) return wrap;
    const dayMs = todayMs();
    const order = { createdDayMs: dayMs, openedDayMs: dayMs, openedOrder: await nextOrder() };
    const row: ShelfRow = { id, ...order, check: keyCheck(key), wraps: [wrap.value] };
    const vault = await enter(row, key, 'new');
    try {
      // Last, so that whatever is on the shelf has its database. Stopped before, an empty one is left that nobody sees.
      await shelf.put(row);
    } catch (error) {
      await vault.close();
      throw error;
    }
    return ok(vault);
  }

  async function open(profile: string, passphrase: string | null): Promise<Result<Vault, OpenFailure>> {
    const row = await shelf.get(profile);
    if (row === null || isBeingErased(row)) return err({ code: 'storage', detail: 'no such profile' });
    const key = await keeper.find(row, passphrase);
    if (!key.ok) return key;
    const vault = await enter(await noteOpened(row, passphrase !== null), key.value, 'present');
    return ok(vault);
  }

  /** A full disk must not keep anybody from reading, so what fails here is left for the next time. */
  async function noteOpened(row: ShelfRow, typed: boolean): Promise<ShelfRow> {
    try {
      const order = { openedDayMs: todayMs(), openedOrder: await nextOrder() };
      const noted = (await shelf.change(row.id, (now) => ({ ...now, ...order }))) ?? row;
      // A change of passphrase that was stopped half way: whoever typed it wants the other copies gone.
      const hasPassphrase = noted.wraps.some((wrap) => wrap.kind === 'passphrase');
      return typed && hasPassphrase ? await keepOnlyPassphrase(noted) : noted;
    } catch {
      return row;
    }
  }

  /** The key first: once it is gone the rest is noise, even if we are stopped here. */
  async function erase(profile: string): Promise<void> {
    for (const vault of openHere.get(profile) ?? []) await vault.close();
    const row = await shelf.change(profile, (now) => ({ ...now, wraps: [] }));
    if (row !== null) await finishErasing(profile);
  }

  async function finishErasing(profile: string): Promise<void> {
    await keeper.forget(profile);
    await quietDexie(databaseName(profile), idb).delete();
    await shelf.remove(profile);
  }

  async function list(): Promise<readonly Profile[]> {
    const rows = await shelf.all();
    // Erasures that a crash interrupted. The person has given their word already.
    for (const row of rows.filter(isBeingErased)) await finishErasing(row.id);
    return rows.filter((row) => !isBeingErased(row)).map(profileOf);
  }

  return {
    list: () => named(list),
    create: () => flat(attempt(create)),
    open: (profile, passphrase) => flat(attempt(() => open(profile, passphrase))),
    erase: (profile) => named(() => erase(profile)),
  };
}

/** Thrown and caught in this file: a passphrase of nothing protects nothing. */
class PassphraseNeeded extends Error {}

const needsNone = (wrap: ShelfRow['wraps'][number]): boolean => wrap.kind !== 'passphrase';

const isBeingErased = (row: ShelfRow): boolean => row.wraps.length === 0;

/** `openedAtMs` is the day, plus a few milliseconds that tell the order. */
const profileOf = (row: ShelfRow): Profile => ({
  id: row.id,
  createdAtMs: row.createdDayMs,
  openedAtMs: row.openedDayMs + row.openedOrder,
  protection: protectionOf(row),
});

/** The weakest way in is how well it is protected. */
function protectionOf({ wraps }: ShelfRow): Profile['protection'] {
  if (wraps.some((wrap) => wrap.kind === 'device')) return 'device';
  return wraps.some((wrap) => wrap.kind === 'keychain') ? 'keychain' : 'passphrase';
}

async function named<T>(piece: () => Promise<T>): Promise<T> {
  try {
    return await piece();
  } catch (error) {
    throw toVaultFailure(error);
  }
}

async function attempt<T>(piece: () => Promise<T>): Promise<Result<T, OpenFailure>> {
  try {
    return ok(await piece());
  } catch (error) {
    return err(error instanceof PassphraseNeeded ? { code: 'passphrase-needed' } : toOpenFailure(toVaultFailure(error)));
  }
}

const flat = async <T>(nested: Promise<Result<Result<T, OpenFailure>, OpenFailure>>): Promise<Result<T, OpenFailure>> => {
  const outer = await nested;
  return outer.ok ? outer.value : outer;
};

function toOpenFailure({ code, detail }: VaultFailure): OpenFailure {
  switch (code) {
    case 'newer-version':
      return { code };
    case 'lost':
    case 'unreadable-row':
      return { code: 'damaged', detail: code };
    case 'full':
    case 'closed':
    case 'missing':
    case 'too-long':
    case 'storage':
      return { code: 'storage', detail: `${code}: ${detail}` };
  }
}
