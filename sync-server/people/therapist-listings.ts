import type { AccountId } from '#shared/ids.ts';
import { wordsToList } from '#shared/people/therapist.ts';
import type { Random } from '#shared/ports.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { Facet, TherapistListingsTable } from '../database/tables/therapists.ts';
import { lot } from './listings.ts';
import { topicsAndLanguages } from './profile-rows.ts';
import { isListable } from './therapist-rows.ts';

/** Accounts that one statement speaks of. */
const AT_ONCE = 200;
/** The end of an entry that has none. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Therapists with everything that decides whether and how the directory shows them. */
export const therapists = (db: Sql) =>
  db
    .selectFrom('therapists')
    .innerJoin('accounts', 'accounts.id', 'therapists.account')
    .leftJoin('profiles', 'profiles.account', 'therapists.account')
    .select([
      'accounts.id', 'accounts.name', 'accounts.type', 'accounts.age_group', 'accounts.banned', 'accounts.held', 'accounts.away',
      'accounts.entitlements', 'accounts.forgotten_at_ms',
      'therapists.legal_name', 'therapists.country', 'therapists.region', 'therapists.number', 'therapists.since_ms', 'therapists.entry_until_ms',
      'profiles.topics', 'profiles.languages',
    ]);

type TherapistOf = Awaited<ReturnType<ReturnType<typeof therapists>['execute']>>[number];

/** Brings the directory of therapists level with these accounts, whatever changed about them. Within the caller's transaction. */
export async function relistTherapists({ db, random }: { readonly db: Sql; readonly random: Random }, accounts: readonly AccountId[]): Promise<void> {
  for (let from = 0; from < accounts.length; from += AT_ONCE) {
    const some = accounts.slice(from, from + AT_ONCE);
    const stood = await db.selectFrom('therapist_listings').select(['account', 'place']).where('account', 'in', some).where('facet', '=', 'all').execute();
    const rows = (await therapists(db).where('therapists.account', 'in', some).execute()).filter((row) => isListable(row, row));
    if (stood.length > 0) await db.deleteFrom('therapist_listings').where('account', 'in', some).execute();
    // Whoever stood there keeps their place: by lot, drawn once.
    const places = new Map(stood.map(({ account, place }) => [account, place]));
    for (const row of rows) await db.insertInto('therapist_listings').values(listingsOf(row, places.get(row.id) ?? lot(random))).execute();
  }
}

function listingsOf(row: TherapistOf, place: number): TherapistListingsTable[] {
  const { topics, languages } = topicsAndLanguages(row);
  const of = (facet: Facet, values: readonly string[]): TherapistListingsTable[] =>
    values.map((value) => ({ account: row.id, facet, value, place, until_ms: row.entry_until_ms ?? NEVER }));
  return [
    ...of('all', ['']), ...of('country', [row.country]), ...of('topic', topics), ...of('language', languages),
    ...of('word', wordsToList(row.legal_name, row.name)),
  ];
}

/** Everybody whom the directory shows or might: looked through at the relay's start, since a command may have changed them meanwhile. */
export async function someTherapists(db: Sql, after: AccountId | null): Promise<{ readonly accounts: readonly AccountId[]; readonly last: AccountId | null }> {
  const known = db.selectFrom('therapists').select('account').where('account', '>', after ?? ('' as AccountId));
  const listed = db.selectFrom('therapist_listings').select('account').where('facet', '=', 'all').where('account', '>', after ?? ('' as AccountId));
  const rows = await known.union(listed).orderBy('account').limit(AT_ONCE).execute();
  return { accounts: rows.map(({ account }) => account), last: rows.length < AT_ONCE ? null : (rows.at(-1)?.account ?? null) };
}
