import type { Kysely } from 'kysely';
import type { WaitingRequest } from '#shared/documents/inbox.ts';
import type { AccountId, RequestId } from '#shared/ids.ts';
import { AGE_GROUPS, type AgeGroup } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { readOwnChats, type OwnChatRow } from './chat-rows.ts';
import { readOver, readStarts, type OverRow, type WaitingStart } from './start-rows.ts';
import { readOwnWaiting } from './waiting-rows.ts';

/** Everything an inbox tells, as SQL knows it. */
export interface InboxRows {
  readonly account: AccountId;
  readonly waiting: WaitingRequest | null;
  /** The account's chats whose content is not yet erased. */
  readonly chats: readonly OwnChatRow[];
  readonly lapsed: readonly LapsedRow[];
  /** What waits for the account in person, or because of it; and what became of what it had begun. */
  readonly starts: readonly WaitingStart[];
  readonly over: readonly OverRow[];
  /** The last time that somebody corrected the age group it is noted in (F082); null for never. */
  readonly corrected: CorrectedRow | null;
}

export interface CorrectedRow {
  readonly seq: number;
  readonly atMs: number;
  readonly ageGroup: AgeGroup;
}

export interface LapsedRow {
  readonly request: RequestId;
  readonly atMs: number;
}

/** Null for an account that does not exist any more: it has no inbox. */
export async function readInbox(
  db: Kysely<Tables>,
  account: AccountId,
  maxNotices: number,
  typicalWaitMsOf: (ageGroup: AgeGroup) => Promise<number | null>,
): Promise<InboxRows | null> {
  if (!(await accountExists(db, account))) return null;
  const lapsed = await db
    .selectFrom('requests')
    .select(['id as request', 'settled_at_ms as atMs'])
    .where('seeker', '=', account)
    .where('state', '=', 'lapsed')
    .orderBy('settled_at_ms', 'desc')
    .limit(maxNotices)
    .execute();
  return {
    account,
    waiting: await readOwnWaiting(db, account, typicalWaitMsOf),
    chats: await readOwnChats(db, account),
    lapsed: lapsed.map((row) => ({ request: row.request, atMs: row.atMs ?? 0 })),
    starts: await readStarts(db, account),
    over: await readOver(db, account, maxNotices),
    corrected: await readCorrected(db, account),
  };
}

/** As the record of acts has it, which is there as soon as the correction is, and by whichever door it came. */
async function readCorrected(db: Kysely<Tables>, account: AccountId): Promise<CorrectedRow | null> {
  const line = await db
    .selectFrom('audit')
    .select(['seq', 'at_ms as atMs', 'after'])
    .where('whom', '=', account)
    .where('act', '=', 'correct-age')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  const ageGroup = AGE_GROUPS.find((group) => group === line?.after);
  return line === undefined || ageGroup === undefined ? null : { seq: line.seq, atMs: line.atMs, ageGroup };
}

/** False for one who was forgotten, too. */
export async function accountExists(db: Kysely<Tables>, account: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', account)
    .where('forgotten_at_ms', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
