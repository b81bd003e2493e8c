import { PROFILE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import { contactKindsIn } from '#shared/people/contact-details.ts';
import { presenceShown, type Status } from '#shared/people/presence-shown.ts';
import type { BreakChange, ListenerQuery, ListenersPage, OwnProfile, ProfileChange, ProfileView } from '#shared/people/profile.ts';
import type { TherapistQuery, TherapistsPage } from '#shared/people/therapist.ts';
import type { Actor, Caller } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import type { ProfileQuestion } from '#shared/policy/profiles.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { waysTo } from '../starts/may-start.ts';
import type { Shares } from '../starts/shares.ts';
import { subjectOf } from '../house/acting.ts';
import { titlesOf } from '../house/titles.ts';
import { findListeners } from './directory.ts';
import { findTherapists } from './therapist-directory.ts';
import { relistTherapists } from './therapist-listings.ts';
import { isExcepted, therapistShown } from './therapist-rows.ts';
import { relist, type ListingParts } from './listings.ts';
import { findPerson, findPersonByName, hearsOf, isSeen, presenceFacts, writeProfile, type PersonRow } from './profile-rows.ts';

/** Where a profile is shown: in the app, or on a page that search engines may keep. */
type Place = 'app' | 'page';

/** Who people say they are, and who of the listeners is here (F023–F040, F159–F165). */
export interface Profiles {
  /** F024: by the exact name alone. What may not be seen is not there, in the same bytes (RELIABILITY D5). */
  read(reader: AccountId | null, name: string, address?: string, place?: Place): Promise<Result<ProfileView, Fault>>;
  find(reader: AccountId | null, query: ListenerQuery): Promise<Result<ListenersPage, Fault>>;
  /** F044: whoever has an entry now, for everybody. */
  findTherapists(query: TherapistQuery): Promise<Result<TherapistsPage, Fault>>;
  own(account: AccountId): Promise<Result<OwnProfile, Fault>>;
  change(account: AccountId, change: ProfileChange): Promise<Result<OwnProfile, Fault>>;
  setStatus(account: AccountId, status: Status): Promise<Result<OwnProfile, Fault>>;
  takeBreak(account: AccountId, change: BreakChange): Promise<Result<OwnProfile, Fault>>;
  /** Something about these accounts changed that decides whether and where a directory shows them. */
  relist(accounts: readonly AccountId[]): Promise<void>;
}

export interface ProfilesParts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly random: Random;
  readonly actorOf: (account: AccountId) => Promise<Actor | null>;
  readonly isHere: (account: AccountId) => boolean;
  /** F154: completed chats that open writing to a member first. */
  readonly neededChats: number;
  /** From where what waits was begun: what a page offers is what would be taken from its reader. */
  readonly shares: Pick<Shares, 'countOf'>;
  /** The account's break began or ended: whatever shows its name is written anew. */
  readonly changed: (account: AccountId) => Promise<void>;
  /** What somebody says about themselves changed, by which others may or may not reach them (F155, F157). */
  readonly said: (account: AccountId) => Promise<void>;
}

export function createProfiles(parts: ProfilesParts): Profiles {
  const { db, clock, random, isHere } = parts;
  const listing = (sql: Sql = db): ListingParts => ({ db: sql, random, nowMs: clock.nowMs(), isHere });
  const callerOf = async (reader: AccountId | null): Promise<Caller> => (reader === null ? null : parts.actorOf(reader));

  const level = async (trx: Sql, accounts: readonly AccountId[]): Promise<void> => {
    await relist(listing(trx), accounts);
    await relistTherapists({ db: trx, random }, accounts);
  };

  /**
   * Asks the rule book, then writes what `next` makes of the profile, and lists it anew, all in one transaction: nobody
   * writes who was banned a moment before (RELIABILITY D3).
   */
  const write = async (
    account: AccountId,
    question: ProfileQuestion,
    next: (profile: OwnProfile, actor: Actor) => OwnProfile,
  ): Promise<Result<OwnProfile, Fault>> => {
    const written = await db.transaction().execute(async (trx): Promise<Result<OwnProfile, Fault>> => {
      const [row, person] = [await findAccount(trx, account), await findPerson(trx, account)];
      if (row === null || person === null) return fail('signed-out');
      const actor = toActor(row);
      const refused = refusalOf(decide(actor, question));
      if (refused !== null) return refused;
      const profile = next(person.profile, actor);
      await writeProfile(trx, account, profile);
      if (profile.away !== person.profile.away) {
        await trx.updateTable('accounts').set({ away: profile.away }).where('id', '=', account).execute();
      }
      await level(trx, [account]);
      return ok(profile);
    });
    // Who waits for somebody that is not free any more learns it before this answers (F157).
    if (written.ok) await parts.said(account);
    return written;
  };

  return {
    async read(reader, name, address, place = 'app') {
      const caller = await callerOf(reader);
      const refused = refusalOf(decide(caller, { action: 'profile.read' }));
      if (refused !== null) return refused;
      const person = await findPersonByName(db, name);
      if (person === null || !isSeen(person)) return fail('not-found');
      const view = await viewOf(parts, person, { caller, address: address ?? null, place });
      return view === null ? fail('not-found') : ok(view);
    },
    async find(reader, query) {
      const caller = await callerOf(reader);
      const refused = refusalOf(decide(caller, { action: 'directory.read', hears: query.hears ?? null }));
      return refused ?? findListeners({ db, nowMs: clock.nowMs(), isHere }, caller, query);
    },
    findTherapists: (query) => findTherapists({ db, nowMs: clock.nowMs(), isHere }, query),
    async own(account) {
      const person = await findPerson(db, account);
      return person === null ? fail('signed-out') : ok(person.profile);
    },
    async change(account, change) {
      // F077: refused here as well, whatever the app let through.
      if (change.bio !== undefined && contactKindsIn(change.bio).length > 0 && !(await isExcepted(db, account))) return fail('contact-details');
      return write(account, { action: 'profile.edit' }, (profile, actor) =>
        onlyOwn(actor, { ...profile, ...stated(change) }));
    },
    setStatus: (account, status) => write(account, { action: 'status.set' }, (profile) => ({ ...profile, status })),
    async takeBreak(account, { away, untilMs, note }) {
      if (contactKindsIn(note).length > 0) return fail('contact-details');
      const nowMs = clock.nowMs();
      if (untilMs !== null && (untilMs <= nowMs || untilMs > nowMs + PROFILE.maxBreakMs)) return fail('bad-request');
      const said = away === 'stated' ? { awayUntilMs: untilMs, awayNote: note } : { awayUntilMs: null, awayNote: '' };
      const written = await write(account, { action: 'break.take' }, (profile) => ({ ...profile, away, ...said }));
      // Its name goes from others' lists, or comes back (F164), before this answers.
      if (written.ok) await parts.changed(account);
      return written;
    },
    relist: async (accounts) => {
      if (accounts.length > 0) await db.transaction().execute((trx) => level(trx, accounts));
    },
  };
}

/** What was left out of a change stays. */
const stated = ({ topics, languages, ...change }: ProfileChange): Partial<OwnProfile> => ({
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  ...(topics === undefined ? {} : { topics: TOPICS.filter((one) => topics.includes(one)) }),
  ...(languages === undefined ? {} : { languages: CHAT_LANGUAGES.filter((one) => languages.includes(one)) }),
});

/**
 * F086: a tag of listeners who are adults, since a teen's would say something untrue to those who look for a grown-up (F084); F162: a flag
 * of those who are asked for chats; F155: a choice of those who are not. Nobody else's is kept.
 */
const onlyOwn = ({ type, ageGroup }: Actor, profile: OwnProfile): OwnProfile => ({
  ...profile,
  over35: profile.over35 && type === 'listener' && ageGroup === 'adult',
  noChats: profile.noChats && hearsOthers(type),
  acceptsListenerChats: profile.acceptsListenerChats || type === 'listener',
});

/** By whom, from where, and where it is shown. */
interface Reading {
  readonly caller: Caller;
  readonly address: string | null;
  readonly place: Place;
}

/** F046: there is no therapist without a legal name; one who lost the licence a moment ago is a member a moment later. */
async function viewOf(parts: ProfilesParts, person: PersonRow, { caller, address, place }: Reading): Promise<ProfileView | null> {
  const { name, type, profile } = person;
  const nowMs = parts.clock.nowMs();
  const therapist = type === 'therapist' ? await therapistShown(parts.db, person.id, nowMs) : null;
  if (type === 'therapist' && therapist === null) return null;
  const presence = presenceShown(presenceFacts(person, parts.isHere(person.id)), nowMs);
  return {
    name,
    type,
    // Words of the time of an exception that was taken back (F077).
    bio: contactKindsIn(profile.bio).length === 0 || (await isExcepted(parts.db, person.id)) ? profile.bio : '',
    topics: profile.topics,
    languages: profile.languages,
    sinceMonth: new Date(person.createdAtMs).toISOString().slice(0, 7),
    // F207: a teen's yes is to the app. What search engines keep of a page is taken back by nobody.
    titles: await titlesOf(parts.db, person.id, person.ageGroup === 'teen' && place === 'app'),
    listener: type !== 'listener' || presence === null ? null : { over35: profile.over35, hears: hearsOf(person), presence },
    ...(await waysTo({ ...parts, nowMs, address }, person, caller)),
    ...(await mayRemovePicture(parts.db, caller, person.id)),
    // Whether a therapist is here says only who can be reached there (F043).
    ...(therapist === null ? {} : { therapist: { ...therapist, hears: hearsOf(person), presence: therapist.listed ? presence : null } }),
  };
}

/** What keeps the place safe is no button of anybody else's, and nothing for them to ask about. */
async function mayRemovePicture(db: Sql, caller: Caller, account: AccountId): Promise<Pick<ProfileView, 'mayRemovePicture'>> {
  if (!decide(caller, { action: 'restrictions.read' }).allowed) return {};
  const row = await findAccount(db, account);
  return row === null ? {} : { mayRemovePicture: decide(caller, { action: 'person.restrict', person: subjectOf(row) }) };
}
