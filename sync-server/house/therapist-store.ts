import type { AccountId } from '#shared/ids.ts';
import type { Licence } from '#shared/people/therapist.ts';
import type { TherapistSubject } from '#shared/policy/therapists.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { hasTalked, licenceIn } from '../people/therapist-rows.ts';
import { writeAct } from './audit.ts';
import { SAID } from './closing.ts';
import { setEntitlement } from './entitlement-store.ts';
import type { Doing } from './role-store.ts';

type SubjectRow = Pick<AccountRow, 'id' | 'type' | 'age_group' | 'rank' | 'banned' | 'held'>;

/** As the rule book sees somebody who is a therapist. */
export const keptSubject = ({ id, type, age_group: ageGroup, rank, banned, held }: SubjectRow): Omit<TherapistSubject, 'hasTalked'> =>
  ({ account: id, type, ageGroup, rank, restricted: banned === 1 || held === 1 });

/** ... and somebody who applies to be one. */
export const therapistSubject = async (db: Sql, row: SubjectRow): Promise<TherapistSubject> => ({ ...keptSubject(row), hasTalked: await hasTalked(db, row.id) });

/** The newest application of an account, waiting or answered. */
export async function lastTherapistApplication(db: Sql, account: AccountId) {
  const query = db.selectFrom('therapist_applications').selectAll().where('account', '=', account).orderBy('seq', 'desc');
  return (await query.executeTakeFirst()) ?? null;
}

/** The one that waits; null where none does. */
export async function waitingApplication(db: Sql, account: AccountId) {
  const last = await lastTherapistApplication(db, account);
  if (last === null || last.state !== 'waiting') return null;
  const { seq, legal_name, country, region, number } = last;
  if (legal_name === null || country === null || region === null || number === null) return null;
  return { seq, licence: licenceIn({ legal_name, country, region, number }) };
}

/** The account is a therapist's from now on, under this name and licence; one that is already keeps its day and its entry. */
export async function approve(trx: Sql, doing: Doing, account: AccountRow, { seq, licence }: { seq: number; licence: Licence }): Promise<void> {
  const { by, reason, nowMs } = doing;
  const row = { legal_name: licence.legalName, country: licence.country, region: licence.region, number: licence.number };
  await trx
    .insertInto('therapists')
    .values({ account: account.id, ...row, since_ms: nowMs, entry_until_ms: null })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
    .execute();
  await trx.updateTable('accounts').set({ type: 'therapist' }).where('id', '=', account.id).execute();
  await answer(trx, seq, 'granted', doing);
  await writeAct(trx, nowMs, { act: 'approve-therapist', by, whom: account.id, reason, before: account.type, after: `application ${seq}` });
}

export async function decline(trx: Sql, doing: Doing, account: AccountRow, seq: number): Promise<void> {
  await answer(trx, seq, 'declined', doing);
  const { by, reason, nowMs } = doing;
  await writeAct(trx, nowMs, { act: 'decline-therapist', by, whom: account.id, reason, after: `application ${seq}` });
}

async function answer(trx: Sql, seq: number, state: 'granted' | 'declined', { reason, nowMs }: Doing): Promise<void> {
  await trx.updateTable('therapist_applications').set({ ...SAID, state, answer: reason, answered_at_ms: nowMs }).where('seq', '=', seq).execute();
}

/** The approval is taken back: the account is a member's again, without name, licence and entry. False: it was no therapist's. */
export async function endTherapist(trx: Sql, doing: Doing, account: AccountRow): Promise<boolean> {
  if (account.type !== 'therapist') return false;
  await takeEntry(trx, doing, account);
  await trx.deleteFrom('therapists').where('account', '=', account.id).execute();
  await trx.deleteFrom('therapist_applications').where('account', '=', account.id).where('state', '=', 'waiting').execute();
  // A clearance was of the therapist (F085).
  await trx.updateTable('accounts').set({ type: 'member', cleared_for_teens: 0 }).where('id', '=', account.id).execute();
  const { by, reason, nowMs } = doing;
  await writeAct(trx, nowMs, { act: 'end-therapist', by, whom: account.id, reason, before: 'therapist', after: 'member' });
  return true;
}

/** F043. False where nothing changed by it. */
export const giveEntry = (trx: Sql, doing: Doing, account: AccountRow, untilMs: number | null): Promise<boolean> =>
  setEntitlement(trx, doing, account, { entitlement: 'directory-entry', granted: true, untilMs });
export const takeEntry = (trx: Sql, doing: Doing, account: AccountRow): Promise<boolean> =>
  setEntitlement(trx, doing, account, { entitlement: 'directory-entry', granted: false, untilMs: null });
