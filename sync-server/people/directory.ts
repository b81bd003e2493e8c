import { DIRECTORY } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import { foldName } from '#shared/people/names.ts';
import { presenceShown } from '#shared/people/presence-shown.ts';
import type { ListenerCard, ListenerQuery, ListenersPage } from '#shared/people/profile.ts';
import { groupsToLookFor } from '#shared/policy/profiles.ts';
import type { Caller } from '#shared/policy/actor.ts';
import { ok, type Result } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { Sql } from '../accounts/account-store.ts';
import { fail, type Fault } from '../fault.ts';
import { placesOf } from './listings.ts';
import { hearsOf, isSeen, people, presenceFacts, toPerson, type PersonRow } from './profile-rows.ts';

export interface DirectoryParts {
  readonly db: Sql;
  readonly nowMs: number;
  readonly isHere: (account: AccountId) => boolean;
}

/** After everything a text begins with, in the order of code points and of UTF-8. */
export const LAST = '\u{10ffff}';

/** A page of the directory (F040). What the caller may look for has been decided; ages are narrowed here (P30). */
export async function findListeners(parts: DirectoryParts, caller: Caller, query: ListenerQuery): Promise<Result<ListenersPage, Fault>> {
  const start = foldName((query.text ?? '').trim().replace(/^@/, ''));
  const after = parseAfter(query.after, start !== '');
  if (after === undefined) return fail('bad-request');
  const found = start === '' ? await byPlace(parts, caller, query, after) : await byName(parts, caller, query, start, after);
  const page = found.slice(0, DIRECTORY.pageSize);
  const last = page.at(-1);
  const next = found.length > page.length && last !== undefined ? formatAfter(last, start !== '') : null;
  const cards = await cardsOf(parts, page.map(({ account }) => account));
  return ok({ listeners: cards, next });
}

/** Where a page ended. A place is one account's alone, so that no id need stand beside it, which is nobody's to know here. */
interface After {
  readonly place: number;
  readonly name: string;
}
interface Found {
  readonly account: AccountId;
  readonly place: number;
  readonly name_folded: string;
}

const formatAfter = ({ place, name_folded }: Found, named: boolean): string => (named ? `n:${name_folded}` : `p:${place}`);

/** Undefined for what was never the end of a page; null for the first one. */
function parseAfter(text: string | undefined, named: boolean): After | null | undefined {
  if (text === undefined) return null;
  const [, place] = /^p:(\d{1,15})$/.exec(text) ?? [];
  if (!named && place !== undefined) return { place: Number(place), name: '' };
  return named && text.startsWith('n:') ? { place: 0, name: text.slice(2) } : undefined;
}

const groupsFor = (caller: Caller, query: ListenerQuery): readonly AgeGroup[] | null =>
  query.hears === undefined ? groupsToLookFor(caller) : [query.hears];

/**
 * Walks whichever index is the narrowest in its order (the language's, the topic's, or all places), looking at the other
 * conditions on the way: a page costs what it shows, however many there are.
 */
async function byPlace({ db }: DirectoryParts, caller: Caller, query: ListenerQuery, after: After | null): Promise<Found[]> {
  const { topic, language, status } = query;
  const way = language !== undefined ? 'listing_languages' : topic !== undefined ? 'listing_topics' : 'listings';
  // A cross join keeps its order in SQLite, and means the same everywhere: the way first, the rest by its key.
  let walk = db
    .selectFrom(`${way} as way` as 'listings as way')
    .crossJoin('listings')
    .whereRef('listings.account', '=', 'way.account');
  if (way === 'listing_languages') walk = walk.where('way.language' as 'way.account', '=', language as never);
  if (way === 'listing_topics') walk = walk.where('way.topic' as 'way.account', '=', topic as never);
  if (way === 'listing_languages' && topic !== undefined) {
    walk = walk.where((eb) => eb.exists(
      eb.selectFrom('listing_topics as also').select('also.account').whereRef('also.account', '=', 'way.account').where('also.topic', '=', topic),
    ));
  }
  if (status !== undefined) {
    const [from, before] = placesOf(status);
    walk = walk.where('way.place', '>=', from).where('way.place', '<', before);
  }
  if (after !== null) walk = walk.where('way.place', '>', after.place);
  for (const [column, wanted] of conditions(caller, query)) walk = walk.where(`way.${column}`, '=', wanted);
  return walk
    .select(['way.account', 'way.place', 'listings.name_folded'])
    .orderBy('way.place')
    .orderBy('way.account')
    .limit(DIRECTORY.pageSize + 1)
    .execute();
}

/** By the beginning of a name, in the order of names. */
async function byName({ db }: DirectoryParts, caller: Caller, query: ListenerQuery, start: string, after: After | null): Promise<Found[]> {
  const { topic, language, status } = query;
  let walk = db
    .selectFrom('listings')
    .select(['listings.account', 'listings.place', 'listings.name_folded'])
    .where('listings.name_folded', '>=', start)
    .where('listings.name_folded', '<', `${start}${LAST}`);
  if (after !== null) walk = walk.where('listings.name_folded', '>', after.name);
  if (status !== undefined) {
    const [from, before] = placesOf(status);
    walk = walk.where('listings.place', '>=', from).where('listings.place', '<', before);
  }
  if (topic !== undefined) {
    walk = walk.where((eb) => eb.exists(
      eb.selectFrom('listing_topics as one').select('one.account').whereRef('one.account', '=', 'listings.account').where('one.topic', '=', topic),
    ));
  }
  if (language !== undefined) {
    walk = walk.where((eb) => eb.exists(
      eb.selectFrom('listing_languages as one').select('one.account').whereRef('one.account', '=', 'listings.account').where('one.language', '=', language),
    ));
  }
  for (const [column, wanted] of conditions(caller, query)) walk = walk.where(`listings.${column}`, '=', wanted);
  return walk.orderBy('listings.name_folded').limit(DIRECTORY.pageSize + 1).execute();
}

/** Columns of the listing that must be 1. Whoever may look for both age groups sees both. */
function conditions(caller: Caller, query: ListenerQuery): ['hears_teens' | 'hears_adults' | 'over_35', 1][] {
  const groups = groupsFor(caller, query);
  return [
    ...(groups?.length === 1 ? [[groups[0] === 'teen' ? 'hears_teens' : 'hears_adults', 1] as ['hears_teens' | 'hears_adults', 1]] : []),
    ...(query.over35 === undefined ? [] : [['over_35', 1] as ['over_35', 1]]),
  ];
}

async function cardsOf({ db, nowMs, isHere }: DirectoryParts, accounts: readonly AccountId[]): Promise<ListenerCard[]> {
  if (accounts.length === 0) return [];
  const rows = await people(db).where('accounts.id', 'in', accounts).execute();
  const byAccount = new Map(rows.map((row) => [row.id, toPerson(row)]));
  return accounts.flatMap((account) => {
    const person = byAccount.get(account);
    return person === undefined ? [] : cardOf(person, isHere(account), nowMs);
  });
}

function cardOf(person: PersonRow, connected: boolean, nowMs: number): ListenerCard[] {
  const presence = presenceShown(presenceFacts(person, connected), nowMs);
  if (presence === null || !isSeen(person)) return []; // gone since a moment ago
  const { topics, languages, over35 } = person.profile;
  return [{ name: person.name, topics, languages, over35, hears: hearsOf(person), presence }];
}
