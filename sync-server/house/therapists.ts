import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING, THERAPIST } from '#shared/limits.ts';
import type { ApplicationView } from '#shared/people/keeping.ts';
import { leadsOutside, type KeptTherapist, type OwnTherapist, type TherapistApplication } from '#shared/people/therapist.ts';
import { foldName } from '#shared/people/names.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import type { TherapistQuestion } from '#shared/policy/therapists.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { LAST } from '../people/directory.ts';
import { therapists } from '../people/therapist-listings.ts';
import { entryIn, findTherapist, hasTalked, isListedNow, licenceIn } from '../people/therapist-rows.ts';
import { act, type HouseParts } from './acting.ts';
import type { Applying } from './applications.ts';
import { againFromMs, earlierNo } from './earlier.ts';
import { talksWith } from './impartial.ts';
import type { Doing } from './role-store.ts';
import { approve, decline, endTherapist, giveEntry, keptSubject, lastTherapistApplication, takeEntry, therapistSubject, waitingApplication } from './therapist-store.ts';

type Done = Promise<Result<null, Fault>>;
type Keeping = Extract<TherapistQuestion, { action: 'therapist.keep' }>['act'];

/** Who applies to be a therapist, who is one, and whom the directory shows (F042–F046). */
export interface Therapists {
  own(account: AccountId): Promise<Result<OwnTherapist, Fault>>;
  apply(account: AccountId, application: TherapistApplication): Promise<Result<OwnTherapist, Fault>>;
  /** What was applied with goes at once. */
  withdraw(account: AccountId): Promise<Result<OwnTherapist, Fault>>;
  list(by: AccountId, text: string | undefined): Promise<Result<{ therapists: KeptTherapist[]; more: boolean }, Fault>>;
  giveEntry(by: AccountId, body: BodyOf<'giveEntry'>): Done;
  takeEntry(by: AccountId, body: BodyOf<'takeEntry'>): Done;
  end(by: AccountId, body: BodyOf<'endTherapist'>): Done;
}

export function createTherapists(parts: HouseParts): Therapists {
  const { db, clock } = parts;
  const own = (account: AccountId): Promise<Result<OwnTherapist, Fault>> => readOwn(db, account, clock.nowMs());

  const keep = (by: AccountId, { name, reason }: BodyOf<'takeEntry'>, how: Keeping, change: (trx: Sql, doing: Doing, row: AccountRow) => Promise<boolean>): Done =>
    act(parts, by, reason, async (trx, caller, doing) => {
      // Whoever may not at all is told nothing of who is there (RELIABILITY D5).
      const mayAtAll = refusalOf(decide(caller, { action: 'applications.read' }));
      if (mayAtAll !== null) return mayAtAll;
      const row = await findAccountByName(trx, name);
      if (row === null) return fail('not-found');
      const refused = refusalOf(decide(caller, { action: 'therapist.keep', act: how, therapist: keptSubject(row) }));
      if (refused !== null) return refused;
      return ok((await change(trx, doing, row)) ? [row.id] : []);
    });

  return {
    own,
    async apply(account, { text, legalName: legal_name, ...licence }) {
      const asked = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        const waiting = (await waitingApplication(trx, account)) !== null;
        const declinedLately = againFromMs(await lastTherapistApplication(trx, account), clock.nowMs()) !== null;
        const refused = refusalOf(decide(toActor(row), { action: 'therapist.apply', waiting, declinedLately, hasTalked: await hasTalked(trx, account) }));
        if (refused !== null) return refused;
        if (leadsOutside({ legalName: legal_name, region: licence.region }) !== null) return fail('contact-details');
        const line = { account, legal_name, ...licence, text, at_ms: clock.nowMs(), state: 'waiting', answer: null, answered_at_ms: null } as const;
        await trx.insertInto('therapist_applications').values(line).execute();
        return ok(null);
      });
      return asked.ok ? own(account) : asked;
    },
    async withdraw(account) {
      await db.deleteFrom('therapist_applications').where('account', '=', account).where('state', '=', 'waiting').execute();
      await parts.erased?.();
      return own(account);
    },
    async list(by, text) {
      const caller = await findAccount(db, by);
      if (caller === null) return fail('signed-out');
      const refused = refusalOf(decide(toActor(caller), { action: 'applications.read' }));
      return refused ?? ok(await listTherapists(db, toActor(caller), text ?? '', clock.nowMs()));
    },
    async giveEntry(by, { untilMs, ...body }) {
      const nowMs = clock.nowMs();
      if (untilMs !== null && (untilMs <= nowMs || untilMs > nowMs + THERAPIST.maxEntryMs)) return fail('bad-request');
      return keep(by, body, 'give-entry', (trx, doing, row) => giveEntry(trx, doing, row, untilMs));
    },
    takeEntry: (by, body) => keep(by, body, 'take-entry', takeEntry),
    async end(by, body) {
      const ended = await keep(by, body, 'end', endTherapist);
      if (ended.ok) await parts.erased?.();
      return ended;
    },
  };
}

/** Those who apply to be therapists, among all applications. */
export const therapistApplications: Applying = {
  async waiting(db, caller, limit) {
    const rows = await db
      .selectFrom('therapist_applications as asked')
      .innerJoin('accounts', 'accounts.id', 'asked.account')
      .leftJoin('therapists as now', 'now.account', 'asked.account')
      .select(['accounts.id', 'accounts.name', 'accounts.type', 'accounts.age_group', 'accounts.rank', 'accounts.banned', 'accounts.held'])
      .select(['asked.text', 'asked.at_ms', 'asked.legal_name', 'asked.country', 'asked.region', 'asked.number'])
      .select(['now.legal_name as nowName', 'now.country as nowCountry', 'now.region as nowRegion', 'now.number as nowNumber'])
      .where('asked.state', '=', 'waiting')
      .where('accounts.banned', '=', 0)
      .where('accounts.forgotten_at_ms', 'is', null)
      .orderBy('asked.seq')
      .limit(limit)
      .execute();
    const near = await talksWith(db, caller?.account ?? null);
    const views: ApplicationView[] = [];
    for (const row of rows) {
      const [applicant, sharesChat] = [await therapistSubject(db, row), near.has(row.id)];
      const may = (grant: boolean) => decide(caller, { action: 'therapist.settle', grant, applicant, sharesChat });
      views.push({
        kind: 'therapist',
        name: row.name,
        text: row.text,
        atMs: row.at_ms,
        mayGrant: may(true),
        mayDecline: may(false),
        self: row.id === caller?.account,
        sharesChat,
        licence: { legalName: row.legal_name ?? '', country: row.country ?? '', region: row.region ?? '', number: row.number ?? '' },
        known: row.nowName === null ? null : { legalName: row.nowName, country: row.nowCountry ?? '', region: row.nowRegion ?? '', number: row.nowNumber ?? '' },
        earlier: await earlierNo(db, 'therapist_applications', row.id),
      });
    }
    return views;
  },
  async settle(trx, caller, doing, account, grant) {
    const application = await waitingApplication(trx, account.id);
    if (application === null) return fail('not-found');
    const sharesChat = (await talksWith(trx, caller.account)).has(account.id);
    const refused = refusalOf(decide(caller, { action: 'therapist.settle', grant, applicant: await therapistSubject(trx, account), sharesChat }));
    if (refused !== null) return refused;
    // One from before applications were looked at.
    if (grant && leadsOutside(application.licence) !== null) return fail('contact-details');
    if (grant) await approve(trx, doing, account, application);
    else await decline(trx, doing, account, application.seq);
    return ok(grant ? [account.id] : []);
  },
};

async function readOwn(db: Sql, id: AccountId, nowMs: number): Promise<Result<OwnTherapist, Fault>> {
  const account = await findAccount(db, id);
  if (account === null) return fail('signed-out');
  const [therapist, last] = [await findTherapist(db, id), await lastTherapistApplication(db, id)];
  const waiting = last?.state === 'waiting' ? await waitingApplication(db, id) : null;
  return ok({
    licence: therapist === null ? null : { ...licenceIn(therapist), sinceMs: therapist.since_ms },
    entry: therapist === null ? null : entryIn(account, therapist),
    listed: therapist !== null && isListedNow(account, therapist, nowMs),
    application: last === null ? null : { licence: waiting?.licence ?? null, text: last.text, atMs: last.at_ms, state: last.state, answer: last.answer },
    mayApply: decide(toActor(account), { action: 'therapist.apply', waiting: waiting !== null, declinedLately: againFromMs(last, nowMs) !== null, hasTalked: await hasTalked(db, id) }),
  });
}

async function listTherapists(db: Sql, caller: Actor, text: string, nowMs: number): Promise<{ therapists: KeptTherapist[]; more: boolean }> {
  const start = foldName(text.trim().replace(/^@/, ''));
  const rows = await therapists(db)
    .select('accounts.rank')
    .where('accounts.forgotten_at_ms', 'is', null)
    .where('accounts.name_folded', '>=', start)
    .where('accounts.name_folded', '<', `${start}${LAST}`)
    .orderBy('accounts.name_folded')
    .limit(KEEPING.maxListed + 1)
    .execute();
  const all = rows.map((row): KeptTherapist => {
    const may = (how: Keeping) => decide(caller, { action: 'therapist.keep', act: how, therapist: keptSubject(row) });
    return {
      name: row.name, ...licenceIn(row), sinceMs: row.since_ms, entry: entryIn(row, row), listed: isListedNow(row, row, nowMs),
      mayGive: may('give-entry'), mayTake: may('take-entry'), mayEnd: may('end'), self: row.id === caller.account,
    };
  });
  return { therapists: all.slice(0, KEEPING.maxListed), more: all.length > KEEPING.maxListed };
}
