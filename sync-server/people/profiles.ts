import { PROFILE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import { contactKindsIn } from '#shared/people/contact-details.ts';
import { presenceShown, type Status } from '#shared/people/presence-shown.ts';
import type { BreakChange, ListenerQuery, ListenersPage, OwnProfile, ProfileChange, ProfileView } from '#shared/people/profile.ts';
import type { TherapistQuery, TherapistsPage } from '#shared/people/therapist.ts';
import type { Actor, Caller } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import type { ProfileQuestion } from '#shared/policy/profiles.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { waysTo } from '../starts/may-start.ts';
import { titlesOf } from '../house/titles.ts';
import { findListeners } from './directory.ts';
import { findTherapists } from './therapist-directory.ts';
import { relistTherapists } from './therapist-listings.ts';
import { isExcepted, therapistShown } from './therapist-rows.ts';
import { relist, type ListingParts } from './listings.ts';
import { findPerson, findPersonByName, hearsOf, isSeen, presenceFacts, writeProfile, type PersonRow } from './profile-rows.ts';

/** Who people say they are, and who of the listeners is here (F023–F040, F159–F165). */
export interface Profiles {
  /** F024: by the exact name alone. What may not be seen is not there, in the same bytes (RELIABILITY D5). */
  read(reader: AccountId | null, name: string): Promise<Result<ProfileView, Fault>>;
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
    async read(reader, name) {
      const caller = await callerOf(reader);
      const refused = refusalOf(decide(caller, { action: 'profile.read' }));
      if (refused !== null) return refused;
      const person = await findPersonByName(db, name);
      if (person === null || !isSeen(person)) return fail('not-found');
      const view = await viewOf(parts, person, caller);
      return view === null ? fail('not-found') : ok(view);
    },
    async find(reader, query) {
      const caller = await callerOf(reader);
      const refused = refusalOf(decide(caller, { action: 'directory.read', hears: query.hears ?? null }));
      return refused ?? findListeners({ db, nowMs: clock.nowMs(), isHere }, caller, query);
    },
    findTherapists: (query) => findTherapists({ db, nowMs: clock.nowMs() }, query),
    async own(account) {
      const person = await findPerson(db, account);
      return person === null ? fail('signed-out') : ok(person.profile);
    },
    async change(account, change) {
      // F077: refused here as well, whatever the app let through.
      if (change.bio !== undefined && contactKindsIn(change.bio).length > 0 && !(await isExcepted(db, account))) return fail('contact-details');
      return write(account, { action: 'profile.edit' }, (profile, { type }) =>
        onlyOwn(type === 'listener', { ...profile, ...stated(change) }));
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

/** F086, F162: a tag and a flag of listeners; F155: a choice of those who are not. Nobody else's is kept. */
const onlyOwn = (isListener: boolean, profile: OwnProfile): OwnProfile =>
  isListener ? { ...profile, acceptsListenerChats: true } : { ...profile, over35: false, noChats: false };

/** F046: there is no therapist without a legal name; one who lost the licence a moment ago is a member a moment later. */
async function viewOf(parts: ProfilesParts, person: PersonRow, caller: Caller): Promise<ProfileView | null> {
  const { name, type, profile } = person;
  const therapist = type === 'therapist' ? await therapistShown(parts.db, person.id, parts.clock.nowMs()) : null;
  if (type === 'therapist' && therapist === null) return null;
  const presence = type === 'listener' ? presenceShown(presenceFacts(person, parts.isHere(person.id)), parts.clock.nowMs()) : null;
  return {
    name,
    type,
    // Words of the time of an exception that was taken back (F077).
    bio: contactKindsIn(profile.bio).length === 0 || (await isExcepted(parts.db, person.id)) ? profile.bio : '',
    topics: profile.topics,
    languages: profile.languages,
    sinceMonth: new Date(person.createdAtMs).toISOString().slice(0, 7),
    titles: await titlesOf(parts.db, person.id, person.ageGroup === 'teen'),
    listener: presence === null ? null : { over35: profile.over35, hears: hearsOf(person), presence },
    ...(await waysTo({ ...parts, nowMs: parts.clock.nowMs() }, person, caller)),
    ...(therapist === null ? {} : { therapist }),
  };
}
