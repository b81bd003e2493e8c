import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { ApplicationView, ClearedPerson, OwnClearance } from '#shared/people/keeping.ts';
import { foldName } from '#shared/people/names.ts';
import { becauseOf } from '#shared/people/reasons.ts';
import type { Caller } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Applicant } from '#shared/policy/house.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { LAST } from '../people/directory.ts';
import { act, subjectOf, type HouseParts } from './acting.ts';
import type { Applying } from './applications.ts';
import { writeAct } from './audit.ts';
import { againFromMs, earlierNo } from './earlier.ts';
import { talksWith } from './impartial.ts';
import type { Doing } from './role-store.ts';

/** F085: adult listeners ask to be cleared for talking to teens; somebody looks, decides, and may take it back. */
export interface Clearances {
  own(account: AccountId): Promise<Result<OwnClearance, Fault>>;
  apply(account: AccountId, text: string): Promise<Result<OwnClearance, Fault>>;
  /** Who is cleared now, by the beginning of the name. */
  list(by: AccountId, text: string | undefined): Promise<Result<{ people: ClearedPerson[]; more: boolean }, Fault>>;
  end(by: AccountId, body: BodyOf<'endClearance'>): Promise<Result<null, Fault>>;
}

export function createClearances(parts: HouseParts): Clearances {
  const { db, clock } = parts;
  const own = async (account: AccountId): Promise<Result<OwnClearance, Fault>> => {
    const row = await findAccount(db, account);
    if (row === null) return fail('signed-out');
    const last = await lastApplication(db, account);
    const application = last === null ? null : { text: last.text, atMs: last.at_ms, state: last.state, answer: last.answer, againFromMs: againFromMs(last, clock.nowMs()) };
    const takenBack = row.cleared_for_teens === 1 ? null : await lastTakenBack(db, account, last?.at_ms ?? 0);
    return ok({ cleared: row.cleared_for_teens === 1, application, takenBack });
  };
  return {
    own,
    apply: async (account, text) => {
      const asked = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        const last = await lastApplication(trx, account);
        const declinedLately = againFromMs(last, clock.nowMs()) !== null;
        const refused = refusalOf(decide(toActor(row), { action: 'clearance.apply', waiting: last?.state === 'waiting', declinedLately }));
        if (refused !== null) return refused;
        const line = { account, text, at_ms: clock.nowMs(), state: 'waiting', answer: null, answered_at_ms: null } as const;
        await trx.insertInto('clearance_applications').values(line).execute();
        return ok(null);
      });
      return asked.ok ? own(account) : asked;
    },
    list: async (by, text) => {
      const caller = await findAccount(db, by);
      if (caller === null) return fail('signed-out');
      const refused = refusalOf(decide(toActor(caller), { action: 'applications.read' }));
      return refused ?? ok(await listCleared(db, by, text ?? ''));
    },
    end: (by, { name, reason }) =>
      act(parts, by, reason, async (trx, caller, doing) => {
        // Whoever may not at all is told nothing of who is there (RELIABILITY D5).
        const mayAtAll = refusalOf(decide(caller, { action: 'applications.read' }));
        if (mayAtAll !== null) return mayAtAll;
        const row = await findAccountByName(trx, name);
        if (row === null || row.cleared_for_teens === 0) return fail('not-found');
        const refused = refusalOf(decide(caller, { action: 'clearance.end', person: subjectOf(row) }));
        if (refused !== null) return refused;
        await setCleared(trx, doing, row, false);
        return ok([row.id]);
      }),
  };
}

async function listCleared(db: Sql, by: AccountId, text: string): Promise<{ people: ClearedPerson[]; more: boolean }> {
  const start = foldName(text.trim().replace(/^@/, ''));
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'type', 'rank'])
    .where('cleared_for_teens', '=', 1)
    .where('forgotten_at_ms', 'is', null)
    .where('name_folded', '>=', start)
    .where('name_folded', '<', `${start}${LAST}`)
    .orderBy('name_folded')
    .limit(KEEPING.maxListed + 1)
    .execute();
  const people = rows.slice(0, KEEPING.maxListed).map(({ id, name, type, rank }) => ({ name, type, rank, self: id === by }));
  return { people, more: rows.length > KEEPING.maxListed };
}

/** Why the last one was taken back, as the record of acts has it; null where none was, or something was asked for since. */
async function lastTakenBack(db: Sql, account: AccountId, sinceMs: number): Promise<OwnClearance['takenBack']> {
  const last = await db
    .selectFrom('audit')
    .select(['act', 'by', 'reason', 'at_ms'])
    .where('whom', '=', account)
    .where('act', 'in', ['clear', 'unclear'])
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  if (last?.act !== 'unclear' || last.at_ms < sinceMs) return null;
  return { atMs: last.at_ms, reason: last.reason, because: becauseOf(last) };
}

/** Adult listeners, among all applications. */
export const clearanceApplications: Applying = {
  waiting: listWaiting,
  async settle(trx, caller, doing, account, grant) {
    const application = await lastApplication(trx, account.id);
    if (application?.state !== 'waiting') return fail('not-found');
    const sharesChat = (await talksWith(trx, caller.account)).has(account.id);
    const refused = refusalOf(decide(caller, { action: 'application.settle', grant, applicant: applicantOf(account), sharesChat }));
    if (refused !== null) return refused;
    if (grant) await setCleared(trx, doing, account, true);
    else await declineClearance(trx, doing, account.id);
    return ok(grant ? [account.id] : []);
  },
};

export const applicantOf = ({ id, type, age_group: ageGroup, rank, banned, held }: Pick<AccountRow, 'id' | 'type' | 'age_group' | 'rank' | 'banned' | 'held'>): Applicant =>
  ({ account: id, type, ageGroup, rank, restricted: banned === 1 || held === 1 });

const word = (flag: boolean): string => (flag ? 'cleared' : 'not cleared');

/** Gives a clearance or takes it back, and writes that down. An application that waits is granted by it. */
export async function setCleared(trx: Sql, doing: Doing, row: AccountRow, cleared: boolean): Promise<void> {
  const { by, reason, nowMs } = doing;
  if (cleared) await answerApplication(trx, doing, row.id, 'granted');
  await trx.updateTable('accounts').set({ cleared_for_teens: cleared ? 1 : 0 }).where('id', '=', row.id).execute();
  await writeAct(trx, nowMs, {
    act: cleared ? 'clear' : 'unclear', by, whom: row.id, reason, before: word(row.cleared_for_teens === 1), after: word(cleared),
  });
}

/** Declines the application that waits; false when none does. */
export async function declineClearance(trx: Sql, doing: Doing, account: AccountId): Promise<boolean> {
  const seq = await answerApplication(trx, doing, account, 'declined');
  if (seq === null) return false;
  const { by, reason, nowMs } = doing;
  await writeAct(trx, nowMs, { act: 'decline-clearance', by, whom: account, reason, after: `application ${seq}` });
  return true;
}

async function answerApplication(trx: Sql, { reason, nowMs }: Doing, account: AccountId, state: 'granted' | 'declined'): Promise<number | null> {
  const application = await lastApplication(trx, account);
  if (application?.state !== 'waiting') return null;
  const answered = { state, answer: reason, answered_at_ms: nowMs };
  await trx.updateTable('clearance_applications').set(answered).where('seq', '=', application.seq).execute();
  return application.seq;
}

async function lastApplication(db: Sql, account: AccountId) {
  const query = db.selectFrom('clearance_applications').selectAll().where('account', '=', account).orderBy('seq', 'desc');
  return (await query.executeTakeFirst()) ?? null;
}

async function listWaiting(db: Sql, caller: Caller, limit: number): Promise<ApplicationView[]> {
  const rows = await db
    .selectFrom('clearance_applications as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['accounts.id', 'accounts.name', 'accounts.type', 'accounts.age_group', 'accounts.rank', 'accounts.banned', 'accounts.held', 'asked.text', 'asked.at_ms'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.banned', '=', 0)
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .limit(limit)
    .execute();
  const near = await talksWith(db, caller?.account ?? null);
  const views: ApplicationView[] = [];
  for (const row of rows) {
    const { id, name, text, at_ms: atMs } = row;
    const [sharesChat, earlier] = [near.has(id), await earlierNo(db, 'clearance_applications', id)];
    const may = (grant: boolean) => decide(caller, { action: 'application.settle', grant, applicant: applicantOf(row), sharesChat });
    const asked = { mayGrant: may(true), mayDecline: may(false), self: id === caller?.account, sharesChat };
    views.push({ kind: 'clearance', name, text, atMs, ...asked, licence: null, known: null, earlier });
  }
  return views;
}
