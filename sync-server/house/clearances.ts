import type { AccountId } from '#shared/ids.ts';
import type { ApplicationView, OwnClearance } from '#shared/people/keeping.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Applicant } from '#shared/policy/house.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import type { HouseParts } from './acting.ts';
import type { Applying } from './applications.ts';
import { writeAct } from './audit.ts';
import { againFromMs, earlierNo } from './earlier.ts';
import type { Doing } from './role-store.ts';

/** F085: adult listeners ask to be cleared for talking to teens; somebody looks, and decides. */
export interface Clearances {
  own(account: AccountId): Promise<Result<OwnClearance, Fault>>;
  apply(account: AccountId, text: string): Promise<Result<OwnClearance, Fault>>;
}

export function createClearances(parts: HouseParts): Clearances {
  const { db, clock } = parts;
  const own = async (account: AccountId): Promise<Result<OwnClearance, Fault>> => {
    const row = await findAccount(db, account);
    if (row === null) return fail('signed-out');
    const last = await lastApplication(db, account);
    const application = last === null ? null : { text: last.text, atMs: last.at_ms, state: last.state, answer: last.answer, againFromMs: againFromMs(last, clock.nowMs()) };
    return ok({ cleared: row.cleared_for_teens === 1, application });
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
  };
}

/** Adult listeners, among all applications. */
export const clearanceApplications: Applying = {
  waiting: listWaiting,
  async settle(trx, caller, doing, account, grant) {
    const application = await lastApplication(trx, account.id);
    if (application?.state !== 'waiting') return fail('not-found');
    const refused = refusalOf(decide(caller, { action: 'application.settle', grant, applicant: applicantOf(account) }));
    if (refused !== null) return refused;
    if (grant) await setCleared(trx, doing, account, true);
    else await declineClearance(trx, doing, account.id);
    return ok(grant ? [account.id] : []);
  },
};

const applicantOf = ({ id, type, age_group: ageGroup, rank, banned, held }: AccountRow): Applicant =>
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

async function listWaiting(db: Sql, by: AccountId, limit: number): Promise<ApplicationView[]> {
  const rows = await db
    .selectFrom('clearance_applications as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['accounts.name', 'asked.text', 'asked.at_ms', 'asked.account'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.banned', '=', 0)
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .limit(limit)
    .execute();
  const views: ApplicationView[] = [];
  for (const { name, text, at_ms: atMs, account } of rows) {
    const earlier = await earlierNo(db, 'clearance_applications', account);
    views.push({ kind: 'clearance', name, text, atMs, self: account === by, licence: null, known: null, earlier });
  }
  return views;
}
