import type { AccountId } from '#shared/ids.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { writeAct } from './audit.ts';
import { closeWaiting } from './closing.ts';
import type { Doing } from './role-store.ts';

type Restricted = Pick<AccountRow, 'id' | 'banned' | 'held'>;

export const restrictionOf = ({ banned, held }: Restricted): 'banned' | 'held' | null =>
  banned === 1 ? 'banned' : held === 1 ? 'held' : null;

/** What was written down for whoever is banned; by whom is told to nobody. */
export const toldOf = ({ banned, ban_told: told }: Pick<AccountRow, 'banned' | 'ban_told'>): string | null => (banned === 1 ? told : null);

/**
 * F103. A ban of somebody held is what came of looking. What they asked for is closed with it. `told`: what they read of why; it is theirs,
 * and in no line of the record. False when nothing changed: whoever is banned reads what was written then. Who asks for it is told so where
 * it was with other words (`standsAs`).
 */
export async function ban(trx: Sql, doing: Doing, row: Restricted, told: string | null = null): Promise<boolean> {
  if (row.banned === 1) return false;
  // What was said to a hold was said to something else.
  if (row.held === 1) await closeAppeals(trx, row.id);
  await closeWaiting(trx, { account: row.id }, doing.nowMs);
  return change(trx, doing, row, 'ban', { banned: 1, held: 0, ban_told: told });
}

/** The line in the record of what stands against somebody now, or stood last. */
export const lastOf = (db: Sql, account: AccountId, act: 'ban' | 'hold') =>
  db
    .selectFrom('audit')
    .select(['reason', 'at_ms', 'act', 'by'])
    .where('whom', '=', account)
    .where('act', '=', act)
    .orderBy('seq', 'desc')
    .executeTakeFirst();

/** Whether the ban that stands has exactly these words: then it was only asked for once more, as by a script, or since no answer came. */
export async function standsAs(db: Sql, row: Pick<AccountRow, 'id' | 'banned' | 'ban_told'>, reason: string, told: string | null): Promise<boolean> {
  return toldOf(row) === told && (await lastOf(db, row.id, 'ban'))?.reason === reason;
}

export async function unban(trx: Sql, doing: Doing, row: Restricted): Promise<boolean> {
  if (row.banned !== 1) return false;
  await closeAppeals(trx, row.id);
  return change(trx, doing, row, 'unban', { banned: 0, ban_told: null });
}

/** F104: somebody looked, and lets them in. */
export async function release(trx: Sql, doing: Doing, row: Restricted): Promise<boolean> {
  if (row.held !== 1) return false;
  await closeAppeals(trx, row.id);
  return change(trx, doing, row, 'release', { held: 0 });
}

async function change(
  trx: Sql,
  { by, reason, nowMs }: Doing,
  row: Restricted,
  act: 'ban' | 'unban' | 'release',
  set: Partial<Pick<AccountRow, 'banned' | 'held' | 'ban_told'>>,
): Promise<true> {
  await trx.updateTable('accounts').set(set).where('id', '=', row.id).execute();
  await writeAct(trx, nowMs, { act, by, whom: row.id, reason, before: restrictionOf(row), after: restrictionOf({ ...row, ...set }) });
  return true;
}

const closeAppeals = async (trx: Sql, account: AccountId): Promise<void> =>
  void (await trx.updateTable('appeals').set({ state: 'closed' }).where('account', '=', account).where('state', '!=', 'closed').execute());

/** Answers what somebody said; false when nothing of theirs waits. The words are the person's to read; the record has that there were some. */
export async function answerAppeal(trx: Sql, { by, reason, nowMs }: Doing, account: AccountId, answer: string): Promise<boolean> {
  const appeal = await presentAppeal(trx, account);
  if (appeal?.state !== 'waiting') return false;
  await trx.updateTable('appeals').set({ state: 'answered', answer, answered_at_ms: nowMs }).where('seq', '=', appeal.seq).execute();
  await writeAct(trx, nowMs, { act: 'answer-appeal', by, whom: account, reason, before: `appeal ${appeal.seq}`, after: 'answered' });
  return true;
}

/** The one about what stands against the account now; null when nothing was said to it yet. */
export async function presentAppeal(db: Sql, account: AccountId) {
  const row = await db
    .selectFrom('appeals')
    .selectAll()
    .where('account', '=', account)
    .where('state', '!=', 'closed')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
