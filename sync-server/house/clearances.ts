import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { ApplicationView, OwnClearance } from '#shared/people/keeping.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Applicant } from '#shared/policy/house.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { act, type HouseParts } from './acting.ts';
import { writeAct } from './audit.ts';
import type { Doing } from './role-store.ts';

/** F085: adult listeners ask to be cleared for talking to teens; somebody looks, and decides. */
export interface Clearances {
  own(account: AccountId): Promise<Result<OwnClearance, Fault>>;
  apply(account: AccountId, text: string): Promise<Result<OwnClearance, Fault>>;
  list(by: AccountId): Promise<Result<{ applications: ApplicationView[]; more: boolean }, Fault>>;
  settle(by: AccountId, body: BodyOf<'settleApplication'>): Promise<Result<null, Fault>>;
}

export function createClearances(parts: HouseParts): Clearances {
  const { db, clock } = parts;
  const own = async (account: AccountId): Promise<Result<OwnClearance, Fault>> => {
    const row = await findAccount(db, account);
    if (row === null) return fail('signed-out');
    const last = await lastApplication(db, account);
    const application = last === null ? null : { text: last.text, atMs: last.at_ms, state: last.state, answer: last.answer };
    return ok({ cleared: row.cleared_for_teens === 1, application });
  };
  return {
    own,
    apply: async (account, text) => {
      const asked = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        const waiting = (await lastApplication(trx, account))?.state === 'waiting';
        const refused = refusalOf(decide(toActor(row), { action: 'clearance.apply', waiting }));
        if (refused !== null) return refused;
        const line = { account, text, at_ms: clock.nowMs(), state: 'waiting', answer: null, answered_at_ms: null } as const;
        await trx.insertInto('clearance_applications').values(line).execute();
        return ok(null);
      });
      return asked.ok ? own(account) : asked;
    },
    list: async (by) => {
      const caller = await findAccount(db, by);
      if (caller === null) return fail('signed-out');
      return refusalOf(decide(toActor(caller), { action: 'applications.read' })) ?? ok(await listWaiting(db, by));
    },
    settle: (by, { name, grant, reason }) =>
      act(parts, by, reason, async (trx, caller, doing) => {
        const mayAtAll = refusalOf(decide(caller, { action: 'applications.read' }));
        if (mayAtAll !== null) return mayAtAll;
        const row = await findAccountByName(trx, name);
        const application = row === null ? null : await lastApplication(trx, row.id);
        if (row === null || application?.state !== 'waiting') return fail('not-found');
        const refused = refusalOf(decide(caller, { action: 'application.settle', grant, applicant: applicantOf(row) }));
        if (refused !== null) return refused;
        const state = grant ? 'granted' : 'declined';
        const answered = { state, answer: reason, answered_at_ms: doing.nowMs } as const;
        await trx.updateTable('clearance_applications').set(answered).where('seq', '=', application.seq).execute();
        if (grant) await setCleared(trx, doing, row, true);
        else await writeAct(trx, doing.nowMs, { act: 'decline-clearance', by, whom: row.id, reason, after: `application ${application.seq}` });
        return ok(grant ? [row.id] : []);
      }),
  };
}

const applicantOf = ({ id, type, age_group: ageGroup, banned, held }: AccountRow): Applicant =>
  ({ account: id, type, ageGroup, restricted: banned === 1 || held === 1 });

/** Of somebody who turns out to be a teen, and can be cleared no more: their application waits for nobody. */
export async function closeApplications(trx: Sql, account: AccountId, nowMs: number): Promise<void> {
  const closed = { state: 'declined', answered_at_ms: nowMs } as const;
  await trx.updateTable('clearance_applications').set(closed).where('account', '=', account).where('state', '=', 'waiting').execute();
}

const word = (flag: boolean): string => (flag ? 'cleared' : 'not cleared');

/** Gives a clearance or takes it back, and writes that down. */
export async function setCleared(trx: Sql, { by, reason, nowMs }: Doing, row: AccountRow, cleared: boolean): Promise<void> {
  await trx.updateTable('accounts').set({ cleared_for_teens: cleared ? 1 : 0 }).where('id', '=', row.id).execute();
  await writeAct(trx, nowMs, {
    act: cleared ? 'clear' : 'unclear', by, whom: row.id, reason, before: word(row.cleared_for_teens === 1), after: word(cleared),
  });
}

async function lastApplication(db: Sql, account: AccountId) {
  const query = db.selectFrom('clearance_applications').selectAll().where('account', '=', account).orderBy('seq', 'desc');
  return (await query.executeTakeFirst()) ?? null;
}

async function listWaiting(db: Sql, by: AccountId): Promise<{ applications: ApplicationView[]; more: boolean }> {
  const rows = await db
    .selectFrom('clearance_applications as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['accounts.name', 'asked.text', 'asked.at_ms', 'asked.account'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.banned', '=', 0)
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .limit(KEEPING.maxListed + 1)
    .execute();
  const applications = rows.slice(0, KEEPING.maxListed).map(({ name, text, at_ms: atMs, account }) => ({ name, text, atMs, self: account === by }));
  return { applications, more: rows.length > KEEPING.maxListed };
}
