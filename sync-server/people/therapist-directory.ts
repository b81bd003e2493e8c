import type { AccountId } from '#shared/ids.ts';
import { DIRECTORY } from '#shared/limits.ts';
import { presenceShown } from '#shared/people/presence-shown.ts';
import { wordsToFind, type TherapistCard, type TherapistQuery, type TherapistsPage } from '#shared/people/therapist.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { Facet } from '../database/tables/therapists.ts';
import { fail, type Fault } from '../fault.ts';
import { LAST } from './directory.ts';
import { hearsOf, people, presenceFacts, topicsAndLanguages, toPerson } from './profile-rows.ts';
import { therapists } from './therapist-listings.ts';
import { isListedNow, publicLicenceIn } from './therapist-rows.ts';

/** Something a therapist must be found by: one value of a facet, or a word that begins so. */
interface Condition {
  readonly facet: Facet;
  readonly from: string;
  /** Null: that value alone. */
  readonly before: string | null;
}

const exactly = (facet: Facet, value: string): Condition => ({ facet, from: value, before: null });
const beginning = (word: string): Condition => ({ facet: 'word', from: word, before: `${word}${LAST}` });

/** A word of fewer letters begins too many names to walk by. */
const NARROW = 3;

/** What is likely the narrowest first: the page is walked by it, and the others are looked at on the way. */
function conditionsOf({ text, topic, language, country }: TherapistQuery): [Condition, ...Condition[]] {
  const words = wordsToFind(text).toSorted((one, other) => other.length - one.length);
  const [first, ...more] = [
    ...words.filter((word) => word.length >= NARROW).map(beginning),
    ...(country === undefined ? [] : [exactly('country', country)]),
    ...(language === undefined ? [] : [exactly('language', language)]),
    ...(topic === undefined ? [] : [exactly('topic', topic)]),
    ...words.filter((word) => word.length < NARROW).map(beginning),
  ];
  return first === undefined ? [exactly('all', '')] : [first, ...more];
}

interface DirectoryLook {
  readonly db: Sql;
  readonly nowMs: number;
  readonly isHere: (account: AccountId) => boolean;
}

/** A page of the directory of therapists who have an entry now (F043, F044): for everybody, and the same for everybody. */
export async function findTherapists(parts: DirectoryLook, query: TherapistQuery): Promise<Result<TherapistsPage, Fault>> {
  const [way, ...others] = conditionsOf(query);
  const after = parseAfter(query.after, way);
  if (after === undefined) return fail('bad-request');
  const found = await walk(parts, way, others, after);
  const page = found.slice(0, DIRECTORY.pageSize);
  const last = page.at(-1);
  const next = found.length > page.length && last !== undefined ? `${last.place}:${last.value}` : null;
  return ok({ therapists: await cardsOf(parts, page.map(({ account }) => account)), next });
}

/** Where a page ended; a place is one account's alone. */
interface After {
  readonly value: string;
  readonly place: number;
}

/** Undefined for what was never the end of a page like this; null for the first one. */
function parseAfter(text: string | undefined, { from, before }: Condition): After | null | undefined {
  if (text === undefined) return null;
  const [, place, value = ''] = /^(\d{1,15}):(.*)$/su.exec(text) ?? [];
  const isOfThisWay = before === null ? value === from : value >= from && value < before;
  return place !== undefined && isOfThisWay ? { place: Number(place), value } : undefined;
}

async function walk({ db, nowMs }: DirectoryLook, way: Condition, others: readonly Condition[], after: After | null) {
  let found = db.selectFrom('therapist_listings as way').select(['way.account', 'way.place', 'way.value']).where('way.facet', '=', way.facet);
  const { from, before } = way;
  if (before === null) {
    found = found.where('way.value', '=', from);
    if (after !== null) found = found.where('way.place', '>', after.place);
  } else {
    found = found.where('way.value', '>=', from).where('way.value', '<', before);
    if (after !== null) {
      found = found.where('way.value', '>=', after.value);
      found = found.where((eb) => eb.or([eb('way.value', '>', after.value), eb('way.place', '>', after.place)]));
    }
    // Two words of one name may begin alike: it stands where the first of them does.
    found = found.where((eb) => eb.not(eb.exists(
      eb.selectFrom('therapist_listings as sooner').select('sooner.account').whereRef('sooner.account', '=', 'way.account')
        .where('sooner.facet', '=', 'word').where('sooner.value', '>=', from).whereRef('sooner.value', '<', 'way.value'))));
  }
  for (const { facet, from: least, before: most } of others) {
    found = found.where((eb) => {
      const also = eb.selectFrom('therapist_listings as also').select('also.account').whereRef('also.account', '=', 'way.account').where('also.facet', '=', facet);
      return eb.exists(most === null ? also.where('also.value', '=', least) : also.where('also.value', '>=', least).where('also.value', '<', most));
    });
  }
  return found.where('way.until_ms', '>', nowMs).orderBy('way.value').orderBy('way.place').limit(DIRECTORY.pageSize + 1).execute();
}

/** Asked anew of the accounts themselves: who lost the entry a moment ago is not on the page. */
async function cardsOf({ db, nowMs, isHere }: DirectoryLook, accounts: readonly AccountId[]): Promise<TherapistCard[]> {
  if (accounts.length === 0) return [];
  const rows = await therapists(db).where('therapists.account', 'in', accounts).execute();
  const byAccount = new Map(rows.map((row) => [row.id, row]));
  const persons = new Map((await people(db).where('accounts.id', 'in', accounts).execute()).map((row) => [row.id, toPerson(row)]));
  return accounts.flatMap((account) => {
    const row = byAccount.get(account);
    const person = persons.get(account);
    if (row === undefined || person === undefined || !isListedNow(row, row, nowMs)) return [];
    const presence = presenceShown(presenceFacts(person, isHere(account)), nowMs);
    return [{ name: row.name, ...publicLicenceIn(row), ...topicsAndLanguages(row), hears: hearsOf(person), presence }];
  });
}
