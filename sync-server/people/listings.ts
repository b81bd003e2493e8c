import { sql } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import { presenceShown, STATUSES, type Status } from '#shared/people/presence-shown.ts';
import type { Random } from '#shared/ports.ts';
import { foldName } from '#shared/people/names.ts';
import type { Sql } from '../accounts/account-store.ts';
import { findPerson, hearsOf, isListed, people, presenceFacts, toPerson, type PersonRow } from './profile-rows.ts';

/** Places below this are of one status; the lot is drawn among them. Three statuses stay far below 2^53. */
const LOTS = 2 ** 40;

/** Where somebody of this status stands: first who takes requests, then who is busy, then who is offline; the rest is by lot. */
const placeOf = (status: Status, random: Random): number => STATUSES.indexOf(status) * LOTS + lot(random);
const lot = (random: Random): number => random.bytes(5).reduce((sum, byte) => sum * 256 + byte, 0);

/** The places of one status, from the first to before the last. */
export const placesOf = (status: Status): readonly [number, number] => {
  const rank = STATUSES.indexOf(status);
  return [rank * LOTS, (rank + 1) * LOTS];
};

export interface ListingParts {
  readonly db: Sql;
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  readonly isHere: (account: AccountId) => boolean;
}

/** Brings the directory level with one account, whatever changed about it. Within the caller's transaction, if it has one. */
export async function relist(parts: ListingParts, account: AccountId): Promise<void> {
  const person = await findPerson(parts.db, account);
  await unlist(parts.db, account);
  if (person !== null && isListed(person)) await list(parts, person);
}

async function unlist(db: Sql, account: AccountId): Promise<void> {
  for (const table of ['listings', 'listing_topics', 'listing_languages'] as const) {
    await db.deleteFrom(table).where('account', '=', account).execute();
  }
}

async function list({ db, random, nowMs, isHere }: ListingParts, person: PersonRow): Promise<void> {
  const account = person.id;
  const shown = presenceShown(presenceFacts(person, isHere(account)), nowMs);
  const place = placeOf(shown?.status ?? 'offline', random);
  const hears = hearsOf(person);
  const { topics, languages, over35 } = person.profile;
  await db
    .insertInto('listings')
    .values({
      account,
      name_folded: foldName(person.name),
      place,
      hears_teens: hears.includes('teen') ? 1 : 0,
      hears_adults: hears.includes('adult') ? 1 : 0,
      over_35: over35 ? 1 : 0,
    })
    .execute();
  if (topics.length > 0) await db.insertInto('listing_topics').values(topics.map((topic) => ({ topic, place, account }))).execute();
  if (languages.length > 0) {
    await db.insertInto('listing_languages').values(languages.map((language) => ({ language, place, account }))).execute();
  }
}

/**
 * Makes the directory whole at the start: whoever was changed while no relay ran is listed, or not any more, and nobody is
 * here yet, so everybody is shown as offline until their app is back.
 */
export async function relistAll(parts: ListingParts): Promise<void> {
  const { db } = parts;
  const [, offlineFrom] = placesOf('busy');
  for (const table of ['listings', 'listing_topics', 'listing_languages'] as const) {
    await db
      .updateTable(table)
      .set({ place: sql<number>`place % ${LOTS} + ${offlineFrom}` })
      .where('place', '<', offlineFrom)
      .execute();
  }
  const listed = new Map((await db.selectFrom('listings').selectAll().execute()).map((row) => [row.account, row]));
  const rows = await people(db).where('accounts.type', '=', 'listener').execute();
  const shown = rows.map((row) => toPerson(row)).filter(isListed);
  for (const person of shown) {
    const row = listed.get(person.id);
    listed.delete(person.id);
    const hears = hearsOf(person);
    const level = row !== undefined && row.name_folded === foldName(person.name) &&
      (row.hears_teens === 1) === hears.includes('teen') && (row.hears_adults === 1) === hears.includes('adult');
    if (!level) await relist(parts, person.id);
  }
  for (const account of listed.keys()) await unlist(db, account);
}
