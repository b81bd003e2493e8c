import { sql } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import { foldName } from '#shared/people/names.ts';
import { presenceShown, STATUSES, type Status } from '#shared/people/presence-shown.ts';
import type { Random } from '#shared/ports.ts';
import type { Sql } from '../accounts/account-store.ts';
import { toFlag } from '../database/tables.ts';
import { hearsOf, isListed, people, presenceFacts, toPerson, type PersonRow } from './profile-rows.ts';

/** Places below this are of one status; the lot is drawn among them: so many that no two meet. Three statuses stay far below 2^53. */
const LOT_BYTES = 6;
const LOTS = 2 ** (8 * LOT_BYTES);

/** Where somebody of this status stands: first who takes requests, then who is busy, then who is offline; the rest is by lot. */
const placeOf = (status: Status, random: Random): number => STATUSES.indexOf(status) * LOTS + lot(random);
/** A place for ever, by lot. */
export const lot = (random: Random): number => random.bytes(LOT_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);

/**
 * Whoever is shown as before keeps their place: a lot drawn anew would tell that somebody who wants to be seen as offline came or
 * went (F160).
 */
const placeAfter = (before: number | undefined, status: Status, random: Random): number =>
  before !== undefined && Math.floor(before / LOTS) === STATUSES.indexOf(status) ? before : placeOf(status, random);

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

const TABLES = ['listings', 'listing_topics', 'listing_languages'] as const;
/** Accounts that one statement speaks of. */
const AT_ONCE = 200;

/** Brings the directory level with these accounts, whatever changed about them. Within the caller's transaction. */
export async function relist(parts: ListingParts, accounts: readonly AccountId[]): Promise<void> {
  for (let from = 0; from < accounts.length; from += AT_ONCE) {
    const some = accounts.slice(from, from + AT_ONCE);
    const rows = await people(parts.db).where('accounts.id', 'in', some).execute();
    const stood = await parts.db.selectFrom('listings').select(['account', 'place']).where('account', 'in', some).execute();
    await unlist(parts.db, some);
    await list(parts, rows.map((row) => toPerson(row)).filter(isListed), new Map(stood.map(({ account, place }) => [account, place])));
  }
}

async function unlist(db: Sql, accounts: readonly AccountId[]): Promise<void> {
  for (const table of TABLES) await db.deleteFrom(table).where('account', 'in', accounts).execute();
}

/** `stood`: their places until now. */
async function list(
  { db, random, nowMs, isHere }: ListingParts,
  listeners: readonly PersonRow[],
  stood: ReadonlyMap<AccountId, number>,
): Promise<void> {
  if (listeners.length === 0) return;
  const rows = listeners.map((person) => {
    const shown = presenceShown(presenceFacts(person, isHere(person.id)), nowMs);
    const hears = hearsOf(person);
    const listed = {
      account: person.id,
      place: placeAfter(stood.get(person.id), shown?.status ?? 'offline', random),
      hears_teens: toFlag(hears.includes('teen')),
      hears_adults: toFlag(hears.includes('adult')),
      over_35: toFlag(person.profile.over35),
    };
    return { person, listed };
  });
  await db.insertInto('listings').values(rows.map(({ person, listed }) => ({ ...listed, name_folded: foldName(person.name) }))).execute();
  const topics = rows.flatMap(({ person, listed }) => person.profile.topics.map((topic) => ({ ...listed, topic })));
  if (topics.length > 0) await db.insertInto('listing_topics').values(topics).execute();
  const languages = rows.flatMap(({ person, listed }) => person.profile.languages.map((language) => ({ ...listed, language })));
  if (languages.length > 0) await db.insertInto('listing_languages').values(languages).execute();
}

/** At the relay's start nobody is here yet: everybody is shown as offline until their app is back. */
export async function everybodyAway(db: Sql): Promise<void> {
  const [offlineFrom] = placesOf('offline');
  for (const table of TABLES) {
    await db.updateTable(table).set({ place: sql<number>`place % ${LOTS} + ${offlineFrom}` }).where('place', '<', offlineFrom).execute();
  }
}

export interface Look {
  readonly wrong: readonly AccountId[];
  /** Where to go on; null at the end. */
  readonly last: AccountId | null;
}

/**
 * Accounts whose listing is not what it ought to be, because they were changed while no relay ran: among the `listeners`, or
 * among those who are `listed`. `after`: where the look before ended.
 */
export async function unlevelListings(db: Sql, which: 'listeners' | 'listed', after: AccountId | null): Promise<Look> {
  let looked = people(db)
    .leftJoin('listings', 'listings.account', 'accounts.id')
    .select(['listings.name_folded as listed_name', 'listings.hears_teens', 'listings.hears_adults'])
    .where((eb) => (which === 'listeners' ? eb('accounts.type', '=', 'listener') : eb('listings.account', 'is not', null)));
  if (after !== null) looked = looked.where('accounts.id', '>', after);
  const rows = await looked.orderBy('accounts.id').limit(AT_ONCE).execute();
  const wrong = rows.filter((row) => {
    const person = toPerson(row);
    if (!isListed(person)) return row.listed_name !== null;
    const hears = hearsOf(person);
    return row.listed_name !== foldName(person.name) || (row.hears_teens === 1) !== hears.includes('teen') || (row.hears_adults === 1) !== hears.includes('adult');
  });
  return { wrong: wrong.map(({ id }) => id), last: rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null) };
}
