import type { AccountId } from '#shared/ids.ts';
import { SESSION } from '#shared/limits.ts';
import { noteChange, type Sql } from './account-store.ts';

/**
 * Somebody's rank rose (RELIABILITY E3): a token that was learned while there was little to be had by it must not carry the rank. The device
 * that was seen last is asked to go on under a new one, which its app does by itself, and is signed out where it does not within a day;
 * every other signs in again. In the transaction of the rise; a running relay, which may be another process, closes the sockets.
 */
export async function renewAtRise(trx: Sql, account: AccountId, nowMs: number): Promise<void> {
  const [last, ...others] = await trx
    .selectFrom('sessions')
    .select(['token_hash', 'device', 'seen_at_ms'])
    .where('account', '=', account)
    .orderBy('seen_at_ms', 'desc')
    .orderBy('created_at_ms', 'desc')
    .execute();
  if (last === undefined) return;
  await trx.deleteFrom('sessions').where('account', '=', account).where('token_hash', '!=', last.token_hash).execute();
  for (const { device } of others) await noteChange(trx, account, nowMs, device);
  // From when it was seen, if that is later: a clock that was set back must not end it at once (A6).
  const renew_by_ms = Math.max(nowMs, last.seen_at_ms) + SESSION.renewAtRiseMs;
  await trx.updateTable('sessions').set({ renew_by_ms, next_hash: null }).where('token_hash', '=', last.token_hash).execute();
}
