import type { AccountId } from '#shared/ids.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { writeAct } from './audit.ts';
import { closeApplications } from './closing.ts';
import type { Doing } from './role-store.ts';
import { sayTeenTitle } from './titles.ts';
import { endTherapist } from './therapist-store.ts';

/**
 * Notes another age group (F082). What was an adult's alone goes with it: a clearance and an application for one (F085), and the
 * tag "35 or over" (F086), and what made them a therapist (F042): the legal name of a teen stands nowhere. Their own wish, if one
 * waits, is answered by it. False when nothing changed.
 */
export async function noteAge(trx: Sql, doing: Doing, row: AccountRow, ageGroup: AgeGroup): Promise<boolean> {
  if (row.age_group === ageGroup) return false;
  const { by, reason, nowMs } = doing;
  const clearance = ageGroup === 'teen' ? { cleared_for_teens: 0 as const } : {};
  await trx.updateTable('accounts').set({ age_group: ageGroup, ...clearance }).where('id', '=', row.id).execute();
  if (ageGroup === 'teen') {
    await endTherapist(trx, doing, row);
    await closeApplications(trx, { account: row.id }, nowMs);
    await trx.updateTable('profiles').set({ over_35: 0 }).where('account', '=', row.id).execute();
  }
  await sayTeenTitle(trx, row.id, false);
  const wish = await lastWish(trx, row.id);
  if (wish?.state === 'waiting') await answerWish(trx, doing, wish.seq, wish.wanted === ageGroup);
  await writeAct(trx, nowMs, { act: 'correct-age', by, whom: row.id, reason, before: row.age_group, after: ageGroup });
  return true;
}

/** Leaves somebody as they said it, and tells them why. False when no wish of theirs waits. */
export async function declineAge(trx: Sql, doing: Doing, account: AccountId): Promise<boolean> {
  const wish = await lastWish(trx, account);
  if (wish?.state !== 'waiting') return false;
  await answerWish(trx, doing, wish.seq, false);
  const { by, reason, nowMs } = doing;
  await writeAct(trx, nowMs, { act: 'decline-age', by, whom: account, reason, after: `wish ${wish.seq}` });
  return true;
}

async function answerWish(trx: Sql, { reason, nowMs }: Doing, seq: number, granted: boolean): Promise<void> {
  const answered = { state: granted ? 'granted' : 'declined', answer: reason, answered_at_ms: nowMs } as const;
  await trx.updateTable('age_wishes').set(answered).where('seq', '=', seq).execute();
}

export async function lastWish(db: Sql, account: AccountId) {
  return (await db.selectFrom('age_wishes').selectAll().where('account', '=', account).orderBy('seq', 'desc').executeTakeFirst()) ?? null;
}
