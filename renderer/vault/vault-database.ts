import { Dexie, type Table } from 'dexie';
import type { DocumentName } from '#shared/documents/names.ts';
import { encryptTables } from './encrypt-tables.ts';
import { VaultFailure } from './failure.ts';
import type { RowCipher } from './row-cipher.ts';
import type { DamagedRow, Note, OutboxItem, RefusedItem } from './types.ts';

/** IndexedDB as a port: the browser's own, or fake-indexeddb in tests on node. */
export interface IndexedDb {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof globalThis.IDBKeyRange;
}

/** The version of the schema below; raised with every change of it. A database above it is left alone (V8). */
export const SCHEMA_VERSION = 2 satisfies keyof typeof STORES;

/** Rows that have their name inside the box and only a keyed hash of it outside. */
export type OutboxRow = OutboxItem & { readonly row: string };
export type RefusedRowItem = RefusedItem & { readonly row: string };
export interface DocumentRow {
  readonly row: string;
  readonly name: DocumentName;
  readonly clientId: number | null;
}
export interface SnapshotRow {
  readonly row: string;
  readonly update: Uint8Array;
}
export interface UpdateRow {
  readonly row: string;
  readonly n: number;
  readonly update: Uint8Array;
}
export interface SettingRow {
  readonly row: string;
  readonly name: string;
  readonly json: string;
}
export interface ThingRow {
  readonly row: string;
  /** A keyed hash of the collection's name. */
  readonly kin: string;
  /** The name itself, so that a copy can be read into a vault with another key (BACKUP.md). */
  readonly of: string;
  readonly id: string;
  readonly json: string;
}

/**
 * The tables of one vault. On disk they have neutral names (VAULT.md, V1), so that nobody who looks at the files learns
 * what a person uses Samovar for.
 */
export interface VaultDatabase {
  readonly dexie: Dexie;
  readonly notes: Table<Note, string>;
  readonly outbox: Table<OutboxRow, string>;
  readonly refused: Table<RefusedRowItem, string>;
  readonly documents: Table<DocumentRow, string>;
  readonly snapshots: Table<SnapshotRow, string>;
  readonly updates: Table<UpdateRow, [string, number]>;
  readonly drafts: Table<SettingRow, string>;
  readonly settings: Table<SettingRow, string>;
  readonly things: Table<ThingRow, string>;
  readonly meta: Table<SettingRow, string>;
}

const STORES_1 = {
  a: 'id',
  b: 'row',
  c: 'row',
  d: 'row',
  e: 'row',
  f: '[row+n]',
  g: 'row',
  h: 'row',
  m: 'row',
} as const;

/** What each version of the schema has; a new vault is made with the newest. */
export const STORES = {
  1: STORES_1,
  2: { ...STORES_1, i: 'row, kin' },
} as const;

const PLACE_BY_TABLE: Readonly<Record<string, DamagedRow['place']>> = {
  a: 'notes',
  b: 'outbox',
  c: 'refused',
  d: 'documents',
  e: 'documents',
  f: 'documents',
  g: 'drafts',
  h: 'settings',
  i: 'personal',
  m: 'settings',
};

export function placeOfTable(table: string): DamagedRow['place'] {
  const place = PLACE_BY_TABLE[table];
  if (place === undefined) throw new Error(`no table ${table}`);
  return place;
}

/** Every database of ours begins with it, the shelf's too. */
export const DATABASE_PREFIX = 'samovar-';

/** The name of a profile's database, which says nothing about the person. */
export const databaseName = (profile: string): string => `${DATABASE_PREFIX}${profile}`;

/**
 * A closed Dexie with our habits: strict durability (a resolved write is on disk, RELIABILITY F1), never opened or made
 * again by itself, and closed when another window erases it.
 */
export function quietDexie(name: string, idb: IndexedDb): Dexie {
  const dexie = new Dexie(name, {
    indexedDB: idb.indexedDB,
    IDBKeyRange: idb.IDBKeyRange,
    autoOpen: false,
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
    addons: [],
  });
  // `false` keeps Dexie's own handlers out, which write to the console and would open, thus make, the database again.
  dexie.on('versionchange', () => {
    dexie.close();
    return false;
  });
  dexie.on('blocked', () => false);
  return dexie;
}

/** Opens with `expect: 'present'` only what is there: a missing database is named, never made anew (RELIABILITY F2). */
export async function openQuietly(dexie: Dexie, version: number, expect: 'present' | 'new' | 'either'): Promise<void> {
  if (expect === 'present') {
    dexie.on('populate', () => {
      // Inside the upgrade: its abort leaves no database behind.
      throw new VaultFailure('lost', dexie.name);
    });
  }
  await dexie.open();
  // Dexie opens a newer database without a word.
  if (dexie.backendDB().version > version * 10) {
    dexie.close();
    throw new VaultFailure('newer-version', dexie.name);
  }
}

/** What is known of a connection that the browser may close. */
export interface Connection {
  /** To call before each piece of work: null while all is well, otherwise the way back. */
  ready(): Promise<void> | null;
  /** Closed by the browser, and not open again yet. */
  isLost(): boolean;
}

/**
 * A browser may close a database by itself; Chromium does when a write failed, on a full disk above all, and nothing
 * could be written any more once there is room. What was closed by us stays closed, and what is gone meanwhile is named, never made anew (V8).
 * `mayOpen` rejects while opening would do harm.
 */
export function comesBack(
  dexie: Dexie,
  version: number,
  { mayOpen, opened }: { mayOpen: () => Promise<void>; opened: (database: IDBDatabase) => Promise<void> },
): Connection {
  let isLost = false;
  let opening: Promise<void> | null = null;
  const watch = (): void =>
    dexie.backendDB().addEventListener('close', () => {
      isLost = true;
    });
  async function open(): Promise<void> {
    await mayOpen();
    await openQuietly(dexie, version, 'either');
    isLost = false;
    watch();
    await opened(dexie.backendDB());
  }
  dexie.on('populate', () => {
    throw new VaultFailure('lost', dexie.name);
  });
  watch();
  return {
    ready() {
      if (!isLost) return null;
      opening ??= open().finally(() => {
        opening = null;
      });
      return opening;
    },
    isLost: () => isLost,
  };
}

/**
 * The database of one profile, not yet opened. An older one is given what it lacks as it opens, in the one transaction
 * that IndexedDB makes of it: stopped in the middle, it is the older one still (V14).
 */
export function vaultDatabase(profile: string, cipher: RowCipher, idb: IndexedDb): VaultDatabase {
  const dexie = quietDexie(databaseName(profile), idb);
  dexie.version(SCHEMA_VERSION).stores(STORES[SCHEMA_VERSION]);
  encryptTables(dexie, cipher);
  return {
    dexie,
    notes: dexie.table('a'),
    outbox: dexie.table('b'),
    refused: dexie.table('c'),
    documents: dexie.table('d'),
    snapshots: dexie.table('e'),
    updates: dexie.table('f'),
    drafts: dexie.table('g'),
    settings: dexie.table('h'),
    things: dexie.table('i'),
    meta: dexie.table('m'),
  };
}
