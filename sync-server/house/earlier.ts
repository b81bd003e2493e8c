import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { EarlierNo } from '#shared/people/age-wishes.ts';
import type { Sql } from '../accounts/account-store.ts';

interface Answered {
  readonly state: string;
  readonly answer: string | null;
  readonly answered_at_ms: number | null;
}

/** When somebody may ask anew who was told no (P66); null for now. What was closed without a word of anybody is no such answer. */
export function againFromMs(last: Answered | null, nowMs: number): number | null {
  if (last?.state !== 'declined' || last.answer === null || last.answered_at_ms === null) return null;
  const from = last.answered_at_ms + KEEPING.askAgainMs;
  return from > nowMs ? from : null;
}

/** What others answered before, as long as answers are kept, so that nobody gets a yes by asking until somebody new looks. */
export async function earlierNo(db: Sql, table: 'age_wishes' | 'clearance_applications' | 'therapist_applications', account: AccountId): Promise<EarlierNo | null> {
  const rows = await db
    .selectFrom(table)
    .select(['answer', 'answered_at_ms'])
    .where('account', '=', account)
    .where('state', '=', 'declined')
    .where('answer', 'is not', null)
    .orderBy('seq', 'desc')
    .execute();
  const last = rows[0];
  return last === undefined ? null : { times: rows.length, atMs: last.answered_at_ms ?? 0, answer: last.answer ?? '' };
}
