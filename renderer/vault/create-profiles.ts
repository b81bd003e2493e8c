import { newId } from '#shared/ids.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Host } from '../host/host.ts';
import { webTimers } from '../host/web-ports.ts';
import { backUpTo, exportCopy } from './backup/export-copy.ts';
import { backupBase, createCopies } from './backup/copies.ts';
import { writeDoor } from './backup/shelf-door.ts';
import type { OpenChannel } from './change-feed.ts';
import { VaultFailure } from './failure.ts';
import { createKeyKeeper, type FoundKey, type KeyKeeperParts } from './key-keeper.ts';
import { attempt, done, named } from './open-failure.ts';
import { openContents, type Contents } from './open-vault.ts';
import { createPassphraseChange } from './passphrase-change.ts';
import { KEY_BYTES, keyCheck, wipe } from './secrets.ts';
import { hasPassphrase, isBeingErased, nextOrder, profileOf, startOfDayMs, type ShelfRow } from './shelf-row.ts';
import { createShelf } from './shelf.ts';
import { stretchInBrowser } from './stretch.browser.ts';
import { PASSPHRASE_COST, type Argon2Cost, type Stretch } from './stretch.ts';
import type { OpenFailure, Profile, Vault, VaultShelf } from './types.ts';
import { databaseName, DATABASE_PREFIX, quietDexie } from './vault-database.ts';

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
  /** Whether the disk has room for a store to be opened (room.ts). */
  readonly hasRoom?: () => Promise<boolean>;
  /** Called with each store that was opened (fresh-log.ts). */
  readonly opened?: (database: IDBDatabase) => Promise<void>;
}

type Entered = Vault & Pick<Contents, 'isLost'>;

/** A disk that had room a moment ago is not tried again for the next step of the same opening. */
const ROOM_KNOWN_MS = 3_000;

/** The vaults of this device (DESIGN §7). VAULT.md says what lies on disk and what is promised about it. */
export function createProfiles(parts: ProfilesParts): VaultShelf {
  const { clock, random, host, hasRoom = async () => true, opened = async () => undefined } = parts;
  const { idb, openChannel, keeperParts } = withDefaults(parts);
  const shelf = createShelf(idb, () => mayLook(true));
  const keeper = createKeyKeeper(keeperParts);
  const passphrases = createPassphraseChange(shelf, keeper);
  const openHere = new Map<string, Set<Entered>>();
  let roomUntilMs = 0;
  /** Something went, or is on its way out, by the person's word. */
  let erased = false;

  /** Rejects where opening a store could cost it: a browser may throw away what it finds no room to open (RELIABILITY F2). */
  async function mayOpen(): Promise<void> {
    if (!(await hasRoom())) throw new VaultFailure('full', 'no room to open');
  }

  /**
   * While a vault is open the browser has the files of all of them open, and nobody needs to ask. `known`: nor right
   * after. Once it has closed one by itself it has closed the files as well, and what was known is true no more.
   */
  async function mayLook(known = false): Promise<void> {
    const nowMs = keeperParts.timers.monotonicMs();
    const entered = [...openHere.values()].flatMap((siblings) => [...siblings]);
    const lost = entered.some((vault) => vault.isLost());
    if (!lost && (entered.length > 0 || (known && nowMs < roomUntilMs))) return;
    roomUntilMs = 0;
    await mayOpen();
    roomUntilMs = nowMs + ROOM_KNOWN_MS;
  }

  async function enter(row: ShelfRow, key: Uint8Array, expect: 'present' | 'new'): Promise<Vault> {
    const contents = await openContents(row.id, key, expect, { idb, clock, random, openChannel, mayOpen, opened }).catch((error) => {
      wipe(key);
      throw error;
    });
    let profile = profileOf(row);
    const siblings = openHere.get(row.id) ?? new Set();
    let closed = false;
    let keyInUse: Promise<unknown> = Promise.resolve();
    const vault: Entered = {
      ...contents,
      get profile() {
        return profile;
      },
      copying: { ...contents.copying, door: () => named(() => doorOf(row.id, key)) },
      setPassphrase: (passphrase) => changeKey(() => passphrases.set(row.id, key, passphrase)),
      removePassphrase: (typed) => changeKey(() => passphrases.remove(row.id, key, typed)),
      setRecoveryKey: (recoveryKey) => changeKey(() => passphrases.setRecovery(row.id, key, recoveryKey)),
      proves: (typed) => named(() => passphrases.proves(row.id, typed)),
      async close() {
        closed = true;
        siblings.delete(vault);
        if (contents.isLost()) roomUntilMs = 0;
        await keyInUse;
        await contents.close();
        wipe(key);
      },
    };
    /** One change of the key's wraps at a time, and none with a key that was overwritten. */
    async function changeKey(change: () => Promise<Result<ShelfRow, OpenFailure>>): Promise<Result<void, OpenFailure>> {
      const changing = keyInUse.then(() =>
        attempt(async () => {
          if (closed) return err({ code: 'storage', detail: 'closed' });
          const changed = await change();
          if (!changed.ok) return changed;
          profile = profileOf(changed.value);
          return done;
        }),
      );
      keyInUse = changing;
      const changed = await changing;
      // What fails here, or is cut off by a lock, is told on the page about keeping and made up for with the next backup.
      if (changed.ok) await renewBackups(vault).catch(() => undefined);
      return changed;
    }
    openHere.set(row.id, siblings.add(vault));
    return vault;
  }

  /** Whoever learned an older passphrase or recovery key must not find a backup that still opens with it (B6). */
  async function renewBackups(vault: Vault): Promise<void> {
    if (await copies.opensOtherwise(vault.profile.id)) await copies.backUp(vault);
  }

  /** The key of a vault's own backups, and the way to it as it is on the shelf now. */
  async function doorOf(profile: string, key: Uint8Array): ReturnType<Vault['copying']['door']> {
    const row = await shelf.get(profile);
    if (row === null || isBeingErased(row)) throw new VaultFailure('closed', 'being erased');
    return { base: backupBase(key), door: writeDoor(row) };
  }

  async function create(): Promise<Result<Vault, OpenFailure>> {
    await mayLook(true);
    const id: string = newId(random);
    const key = random.bytes(KEY_BYTES);
    const wrap = await keeper.keep(id, key);
    if (!wrap.ok) return wrap;
    const dayMs = startOfDayMs(clock.nowMs());
    const order = { createdDayMs: dayMs, openedDayMs: dayMs, openedOrder: nextOrder(await shelf.all()) };
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

  async function open(profile: string, typed: string | null): Promise<Result<Vault, OpenFailure>> {
    await mayLook(true);
    const row = await shelf.get(profile);
    if (row === null || isBeingErased(row)) return err({ code: 'storage', detail: 'no such profile' });
    const found = await keeper.find(row, typed);
    if (!found.ok) return found;
    return ok(await enter(await noteOpened(row, found.value), found.value.key, 'present'));
  }

  /** A full disk must not keep anybody from reading, so what fails here is left for the next time. */
  async function noteOpened(row: ShelfRow, { key, by }: FoundKey): Promise<ShelfRow> {
    try {
      const order = { openedDayMs: startOfDayMs(clock.nowMs()), openedOrder: nextOrder(await shelf.all()) };
      const noted = (await shelf.change(row.id, (now) => ({ ...now, ...order }))) ?? row;
      if (by === 'passphrase') return await passphrases.finish(noted);
      // The keychain forgot, and the paper did not: from now on the keychain serves again.
      return by === 'recovery' && !hasPassphrase(noted) ? await passphrases.keepAnew(noted, key) : noted;
    } catch {
      return row;
    }
  }

  /** The key first: once it is gone the rest is noise, even if we are stopped here. */
  async function erase(profile: string): Promise<void> {
    erased = true;
    for (const vault of openHere.get(profile) ?? []) await vault.close();
    const row = await shelf.change(profile, (now) => ({ ...now, wraps: [], erasing: true }));
    if (row !== null) await finishErasing(profile);
  }

  const drop = (database: string): PromiseLike<void> => quietDexie(database, idb).delete();

  async function finishErasing(profile: string): Promise<void> {
    await drop(databaseName(profile));
    await keeper.forget(profile);
    await host.backups?.erase(profile);
    await shelf.remove(profile);
  }

  async function list(): Promise<readonly Profile[]> {
    await mayLook();
    const rows = await shelf.all();
    // Erasures that a crash interrupted: the person has given their word. Nobody waits; what fails is tried next time.
    const cutShort = rows.filter(isBeingErased);
    erased ||= cutShort.length > 0;
    for (const row of cutShort) finishErasing(row.id).catch(() => undefined);
    return rows.filter((row) => !isBeingErased(row)).map(profileOf);
  }

  async function databases(): Promise<readonly string[]> {
    await mayLook(true);
    return (await idb.indexedDB.databases()).map(({ name = '' }) => name);
  }
  const copies = createCopies({
    backups: host.backups,
    shelf,
    keeper,
    stretch: keeperParts.stretch,
    export: (vault, passphrase) => exportCopy(vault, passphrase, keeperParts),
    create: () => attempt(create),
    erase,
    enterNew: (row, key) => enter(row, key, 'new'),
    ordered: async (row) => ({ ...row, openedDayMs: startOfDayMs(clock.nowMs()), openedOrder: nextOrder(await shelf.all()) }),
    hasDatabase: async (profile) => (await databases()).includes(databaseName(profile)),
    takeBack: async (profile) => drop(databaseName(profile)),
    async eraseLeftovers() {
      for (const name of await databases()) if (name.startsWith(DATABASE_PREFIX)) await drop(name);
      await host.keychain.clear();
    },
    write: (vault, backups, alone) => backUpTo(vault, backups, random, alone),
    nowMs: clock.nowMs,
  });

  return {
    list: () => named(list),
    hasErased: () => erased,
    create: () => attempt(create),
    open: (profile, passphrase) => attempt(() => open(profile, passphrase)),
    erase: (profile) => named(() => erase(profile)),
    copies,
  };
}

/** Fills in what the browser itself has. */
function withDefaults({ host, random, ...parts }: ProfilesParts) {
  const { timers = webTimers, stretch = stretchInBrowser, cost = PASSPHRASE_COST } = parts;
  // Browsers have none outside a secure context, whatever its type says.
  const subtle = parts.subtle === undefined ? (globalThis.crypto.subtle ?? null) : parts.subtle;
  const openChannel: OpenChannel = parts.openChannel ?? ((name) => new BroadcastChannel(name));
  const { indexedDB = globalThis.indexedDB, IDBKeyRange = globalThis.IDBKeyRange } = parts;
  const keeperParts: KeyKeeperParts = { host, random, timers, subtle, stretch, cost };
  return { idb: { indexedDB, IDBKeyRange }, openChannel, keeperParts };
}
