import type { Selectable } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import type { DirectoryEntry, Licence, PublicLicence, TherapistShown } from '#shared/people/therapist.ts';
import { mayShowContactDetails } from '#shared/policy/therapists.ts';
import type { Entitlement } from '#shared/words.ts';
import { entitlementsOf } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import type { TherapistsTable } from '../database/tables/therapists.ts';

export type TherapistRow = Selectable<TherapistsTable>;

export async function findTherapist(db: Sql, account: AccountId): Promise<TherapistRow | null> {
  return (await db.selectFrom('therapists').selectAll().where('account', '=', account).executeTakeFirst()) ?? null;
}

export const licenceIn = (row: { legal_name: string; country: string; region: string; number: string }): Licence =>
  ({ legalName: row.legal_name, country: row.country, region: row.region, number: row.number });

/** Without the number, which is for those alone who settle applications. */
export const publicLicenceIn = (row: Pick<TherapistRow, 'legal_name' | 'country' | 'region'>): PublicLicence =>
  ({ legalName: row.legal_name, country: row.country, region: row.region });

const ENTRY: Entitlement = 'directory-entry';

/** The directory entry of a therapist, whether or not it has ended (F043); null where none is given. */
export const entryIn = (entitlements: Pick<AccountRow, 'entitlements'>, therapist: Pick<TherapistRow, 'entry_until_ms'>): DirectoryEntry | null =>
  entitlementsOf(entitlements).includes(ENTRY) ? { untilMs: therapist.entry_until_ms } : null;

export const isRunning = (entry: DirectoryEntry | null, nowMs: number): boolean => entry !== null && (entry.untilMs === null || entry.untilMs > nowMs);

/** F043: the entry by which a therapist is found and reached now; null where none runs. */
export async function runningEntry(db: Sql, account: AccountId, nowMs: number): Promise<DirectoryEntry | null> {
  const row = await db
    .selectFrom('therapists')
    .innerJoin('accounts', 'accounts.id', 'therapists.account')
    .select(['accounts.entitlements', 'therapists.entry_until_ms'])
    .where('therapists.account', '=', account)
    .executeTakeFirst();
  const entry = row === undefined ? null : entryIn(row, row);
  return isRunning(entry, nowMs) ? entry : null;
}

type Shown = Pick<AccountRow, 'type' | 'age_group' | 'banned' | 'held' | 'away' | 'entitlements' | 'forgotten_at_ms'>;

/** Whom the directory shows while the entry runs (F043): an adult therapist whom anybody may see. */
export const isListable = (account: Shown, therapist: Pick<TherapistRow, 'entry_until_ms'>): boolean =>
  account.type === 'therapist' && account.age_group === 'adult' && account.banned === 0 && account.held === 0 && account.away !== 'hidden' &&
  account.forgotten_at_ms === null && entryIn(account, therapist) !== null;

export const isListedNow = (account: Shown, therapist: Pick<TherapistRow, 'entry_until_ms'>, nowMs: number): boolean =>
  isListable(account, therapist) && isRunning(entryIn(account, therapist), nowMs);

/** What a therapist's page says of the licence (F046); null where there is none. */
export async function therapistShown(db: Sql, account: AccountId, nowMs: number): Promise<TherapistShown | null> {
  const [row, therapist] = [await findAccount(db, account), await findTherapist(db, account)];
  if (row === null || therapist === null) return null;
  return { ...publicLicenceIn(therapist), listed: isListedNow(row, therapist, nowMs) };
}

/** F077: whom an operator has excepted, one by one. */
export async function isExcepted(db: Sql, account: AccountId): Promise<boolean> {
  const row = await findAccount(db, account);
  return row !== null && mayShowContactDetails({ ...row, entitlements: entitlementsOf(row) });
}

/** P51: whether a chat was ever asked for, or held, in the name of this account. */
export async function hasTalked(db: Sql, account: AccountId): Promise<boolean> {
  const asked = await db.selectFrom('requests').select('id').where('seeker', '=', account).limit(1).executeTakeFirst();
  if (asked !== undefined) return true;
  const row = await db.selectFrom('accounts').select('talked').where('id', '=', account).executeTakeFirst();
  if (row?.talked === 1) return true;
  const begun = await db.selectFrom('starts').select('id').where('writer', '=', account).limit(1).executeTakeFirst();
  if (begun !== undefined) return true;
  const held = await db
    .selectFrom('chats')
    .select('id')
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
}
