import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readChat } from '../matching/chats.ts';
import { NOT_FOUND, refused, type MatchingResult } from '../matching/parts.ts';
import { declineFor } from './answering.ts';
import { lookAgain } from './judging.ts';
import type { StartsParts } from './parts.ts';

/** F155: sets a listener's first words aside, and wants no more of them from this listener, who reads "not now" as ever. */
export const refuseStart = (parts: StartsParts, account: AccountId, id: StartId): Promise<MatchingResult<null>> =>
  declineFor(parts, account, id, (trx, listener) => refuse(trx, account, listener, parts.clock.nowMs()));

/** F155: the same of the listener of a chat. What waits of theirs goes out of sight, and they are not told. */
export async function refuseListener(parts: StartsParts, account: AccountId, chat: ChatId): Promise<MatchingResult<null>> {
  const row = await readChat(parts.db, chat, account);
  if (row === undefined) return NOT_FOUND;
  const verdict = decide(await parts.actorOf(account), { action: 'chat.refuse', chat: row });
  if (!verdict.allowed) return refused(verdict.rule);
  await refuse(parts.db, account, row.listener, parts.clock.nowMs());
  await lookAgain(parts, [account]);
  return ok(null);
}

const refuse = (db: Sql, member: AccountId, listener: AccountId, nowMs: number): Promise<unknown> =>
  db
    .insertInto('refusals')
    .values({ member, listener, at_ms: nowMs })
    .onConflict((conflict) => conflict.columns(['member', 'listener']).doNothing())
    .execute();

/** Who asks somebody, or leaves them words, wants to hear of them again. */
export const takeRefusalBack = (db: Sql, member: AccountId, listener: AccountId): Promise<unknown> =>
  db.deleteFrom('refusals').where('member', '=', member).where('listener', '=', listener).execute();
