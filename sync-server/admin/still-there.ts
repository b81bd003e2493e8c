import type { DatabaseSync } from 'node:sqlite';
import type { AccountId } from '#shared/ids.ts';

/** What waits, by whose it is and since when: numbers of rows may be given anew. */
export const WAITING = ['therapist_applications', 'clearance_applications', 'age_wishes'] as const;
export type WaitingTable = (typeof WAITING)[number];
export const waitingKey = (account: unknown, atMs: unknown): string => `${String(account)} ${String(atMs)}`;

/**
 * What is shown, open or waiting in a store that is about to be replaced: of what a backup has beyond that, somebody has taken it
 * away since. Null: that store is from before there was such a thing, or nobody can say.
 */
export interface StillThere {
  /** Whom it knows at all: of others, as in a store that was begun by mistake, it says nothing. */
  readonly accounts: ReadonlySet<AccountId>;
  readonly pictures: ReadonlySet<string> | null;
  readonly therapists: ReadonlySet<AccountId> | null;
  readonly cleared: ReadonlySet<AccountId> | null;
  /** What is open to each account, as a list in JSON. */
  readonly entitlements: ReadonlyMap<AccountId, string> | null;
  readonly waiting: Readonly<Record<WaitingTable, ReadonlySet<string> | null>>;
  /** Whom the store notes as teens. */
  readonly teens: ReadonlySet<AccountId>;
}

export const NOBODY_CAN_SAY: StillThere = {
  accounts: new Set(), pictures: null, therapists: null, cleared: null, entitlements: null, teens: new Set(),
  waiting: { therapist_applications: null, clearance_applications: null, age_wishes: null },
};

/** The store may be of an older shape. */
export function readStillThere(database: DatabaseSync): StillThere {
  const has = (table: string, column: string): boolean =>
    database.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column) !== undefined;
  const set = <Id extends string>(sql: string): Set<Id> => new Set(database.prepare(sql).all().map(({ id }) => String(id) as Id));
  const waiting = (table: WaitingTable): ReadonlySet<string> | null =>
    has(table, 'state')
      ? new Set(database.prepare(`select account, at_ms from ${table} where state = 'waiting'`).all().map(({ account, at_ms: atMs }) => waitingKey(account, atMs)))
      : null;
  return {
    accounts: set('select id from accounts'),
    pictures: has('pictures', 'id') ? set('select id from pictures') : null,
    therapists: has('therapists', 'account') ? set("select id from accounts where type = 'therapist'") : null,
    cleared: has('accounts', 'cleared_for_teens') ? set('select id from accounts where cleared_for_teens = 1') : null,
    entitlements: has('accounts', 'entitlements')
      ? new Map(database.prepare('select id, entitlements from accounts').all().map((row) => [String(row['id']) as AccountId, String(row['entitlements'])]))
      : null,
    waiting: { therapist_applications: waiting('therapist_applications'), clearance_applications: waiting('clearance_applications'), age_wishes: waiting('age_wishes') },
    teens: has('accounts', 'age_group') ? set("select id from accounts where age_group = 'teen'") : new Set(),
  };
}
