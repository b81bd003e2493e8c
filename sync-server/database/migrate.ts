import { sql, type Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';
import { describeList, listFault, missingIn, type AppliedMigration, type ListFault } from './migration-list.ts';
import { firstCup } from './migrations/0001-first-cup.ts';
import { signInTries } from './migrations/0003-sign-in-tries.ts';
import { proofs } from './migrations/0002-proofs.ts';
import { longLogs } from './migrations/0004-long-logs.ts';
import { relayClock } from './migrations/0005-relay-clock.ts';
import { entitlements } from './migrations/0006-entitlements.ts';
import { listeners } from './migrations/0007-listeners.ts';
import { profiles } from './migrations/0008-profiles.ts';
import { roles } from './migrations/0009-roles.ts';
import { audit } from './migrations/0010-audit.ts';
import { accountKeys } from './migrations/0011-account-keys.ts';
import { holds } from './migrations/0012-holds.ts';
import { starts } from './migrations/0013-starts.ts';
import { therapists } from './migrations/0014-therapists.ts';
import { pictures } from './migrations/0015-pictures.ts';
import { ages } from './migrations/0016-ages.ts';
import { snapshots } from './migrations/0017-snapshots.ts';
import { unreached } from './migrations/0018-unreached.ts';
import { teenTitles } from './migrations/0019-teen-titles.ts';
import { talked } from './migrations/0020-talked.ts';
import { devices } from './migrations/0023-devices.ts';
import { renewals } from './migrations/0025-renewals.ts';
import { restingNames } from './migrations/0026-resting-names.ts';
import { guestsSeen } from './migrations/0027-guests-seen.ts';
import { beganMarks } from './migrations/0028-began-marks.ts';
import { toldBans } from './migrations/0029-told-bans.ts';
import { nameMapping } from './migrations/0030-name-mapping.ts';

/** Every migration, by the number it runs under. Only ever added to: a released one is never changed. */
const migrations = (types: ColumnTypes): Record<string, Migration> => ({
  '0001-first-cup': firstCup(types),
  '0003-sign-in-tries': signInTries(types),
  '0002-proofs': proofs(),
  '0004-long-logs': longLogs(),
  '0005-relay-clock': relayClock(),
  '0006-entitlements': entitlements(types),
  '0007-listeners': listeners(),
  '0008-profiles': profiles(),
  '0009-roles': roles(),
  '0010-audit': audit(),
  '0011-account-keys': accountKeys(),
  '0012-holds': holds(types),
  '0013-starts': starts(),
  '0014-therapists': therapists(types),
  '0015-pictures': pictures(types),
  '0016-ages': ages(types),
  '0017-snapshots': snapshots(types),
  '0018-unreached': unreached(),
  '0019-teen-titles': teenTitles(),
  '0020-talked': talked(),
  '0023-devices': devices(),
  '0025-renewals': renewals(),
  '0026-resting-names': restingNames(),
  '0027-guests-seen': guestsSeen(),
  '0028-began-marks': beganMarks(),
  '0029-told-bans': toldBans(),
  '0030-name-mapping': nameMapping(),
});

/** The store has had what this Samovar does not know, or not all that it must have had: what it holds cannot be guessed. */
export class StoreUnknown extends Error {
  override readonly name = 'StoreUnknown';
  readonly fault: ListFault;

  constructor(fault: ListFault, list: string) {
    super(list);
    this.fault = fault;
  }
}

/** The store was made by an older Samovar, and whoever asks only wants to look at it. */
export class StoreTooOld extends Error {
  override readonly name = 'StoreTooOld';
}

/** Rejects with `StoreUnknown` or `StoreTooOld` for a store of any other shape than the newest. Changes nothing. */
export async function mustBeNewest<Tables>(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const missing = await mustKnow(db, Object.keys(migrations(types)));
  if (missing.length > 0) throw new StoreTooOld(`the store has not had ${missing.join(', ')}`);
}

/** What the store has not had. */
async function mustKnow<Tables>(db: Kysely<Tables>, known: readonly string[]): Promise<readonly string[]> {
  const applied = await appliedMigrations(db);
  const fault = listFault(applied, known);
  if (fault !== null) throw new StoreUnknown(fault, describeList(applied, known));
  return missingIn(applied, known);
}

/**
 * Brings a store to the newest shape, in one transaction: a relay that is killed meanwhile finds the old shape whole
 * (RELIABILITY A9). Does nothing when it is there already. Rejects with `StoreUnknown` for a store from the future, or a damaged one.
 */
export async function migrateToLatest<Tables>(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const known = migrations(types);
  // Kysely would look at the dates as well, which say nothing any more once all was done, and fail where one is damaged (A7).
  if ((await mustKnow(db, Object.keys(known))).length === 0) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the store could not be brought to its newest shape', { cause: error });
}

async function appliedMigrations<Tables>(db: Kysely<Tables>): Promise<readonly AppliedMigration[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<AppliedMigration>`select name, timestamp from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows;
}
