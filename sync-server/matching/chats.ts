import type { Kysely } from 'kysely';
import { chatDocument, inboxDocument, parseDocumentName, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import { documentsOf, type SegmentRange } from '#shared/documents/segments.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { agesMeet } from '#shared/policy/ages.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok } from '#shared/result.ts';
import type { ChatRow, Tables } from '../database/tables.ts';
import { errorFacts } from '../log/json-log.ts';
import { headOfChat, rangeOf, readSegments } from '../segments/segment-rows.ts';
import { experienceIn, noteExperience } from './experience.ts';
import { NOT_FOUND, refused, type MatchingParts, type MatchingResult } from './parts.ts';

/** Ending a chat, and ending it for good (F102). */
export interface Chats {
  end(account: AccountId, chat: ChatId): Promise<MatchingResult<null>>;
  block(account: AccountId, chat: ChatId): Promise<MatchingResult<null>>;
  /** Never rejects: what cannot be said now is said when somebody opens their list. */
  continued(log: DocumentName): Promise<void>;
}

export function createChats(parts: MatchingParts): Chats {
  return {
    end: (account, chat) => end(parts, account, chat),
    block: (account, chat) => block(parts, account, chat),
    continued: (log) => continued(parts, log),
  };
}

/** A chat with what its parties' ages say of it now (P20), and its segments. */
interface WholeChatRow extends ChatRow {
  readonly agesMeet: boolean;
  readonly segments: SegmentRange;
}

/**
 * For `party`, a chat between others is as one that is not there, and costs as much to find out (RELIABILITY D5). Left
 * out when the relay asks for itself.
 */
export async function readChat(db: Kysely<Tables>, chat: ChatId, party?: AccountId): Promise<WholeChatRow | undefined> {
  const row = await db
    .selectFrom('chats')
    .innerJoin('accounts as s', 's.id', 'chats.seeker')
    .innerJoin('accounts as l', 'l.id', 'chats.listener')
    .leftJoin('log_segments', (join) => join.on('log_segments.log', '=', headOfChat))
    .selectAll('chats')
    .select(['log_segments.first_kept', 'log_segments.newest'])
    .select(['s.age_group as seeker_age', 'l.age_group as listener_age', 'l.cleared_for_teens as listener_cleared'])
    .where('chats.id', '=', chat)
    .$if(party !== undefined, (query) =>
      query.where((eb) => eb.or([eb('chats.seeker', '=', party as AccountId), eb('chats.listener', '=', party as AccountId)])),
    )
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const listener = { ageGroup: row.listener_age, clearedForTeens: row.listener_cleared === 1 };
  return { ...row, agesMeet: agesMeet(row.seeker_age, listener), segments: rangeOf(row) };
}

async function end(parts: MatchingParts, account: AccountId, chat: ChatId): Promise<MatchingResult<null>> {
  const row = await readChat(parts.db, chat, account);
  if (row === undefined) return NOT_FOUND;
  const verdict = decide(await parts.actorOf(account), { action: 'chat.end', chat: row });
  if (!verdict.allowed) return refused(verdict.rule);
  const experience = await experienceIn(parts, row);
  const ended = await parts.db.transaction().execute(async (trx) => {
    const result = await trx
      .updateTable('chats')
      .set({ state: 'ended', ended_at_ms: parts.clock.nowMs(), ended_by: account })
      .where('id', '=', chat)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return false;
    await noteExperience(trx, row, experience);
    return true;
  });
  // The other side ended it in the same moment: nothing is left to do, and nobody is told twice.
  if (!ended) return refused('P13-chat-closed');
  await showClosed(parts, [row]);
  return ok(null);
}

async function block(parts: MatchingParts, account: AccountId, chat: ChatId): Promise<MatchingResult<null>> {
  const row = await readChat(parts.db, chat, account);
  if (row === undefined) return NOT_FOUND;
  const verdict = decide(await parts.actorOf(account), { action: 'chat.block', chat: row });
  if (!verdict.allowed) return refused(verdict.rule);
  const other = row.seeker === account ? row.listener : row.seeker;
  const closed = await parts.db.transaction().execute(async (trx) => {
    const nowMs = parts.clock.nowMs();
    await trx
      .insertInto('blocks')
      .values({ blocker: account, blocked: other, at_ms: nowMs })
      .onConflict((conflict) => conflict.columns(['blocker', 'blocked']).doNothing())
      .execute();
    return closeBetween(trx, { account, other, asked: chat, nowMs });
  });
  // Also when it was blocked before: a relay that died half-way is mended by blocking again.
  await showClosed(parts, [row, ...closed.filter((chatRow) => chatRow.id !== chat)]);
  return ok(null);
}

/** F102: the two never talk again, so that every chat between them closes, not only the one that was asked about. */
async function closeBetween(
  trx: Kysely<Tables>,
  pair: {
    readonly account: AccountId;
    readonly other: AccountId;
    readonly asked: ChatId;
    readonly nowMs: number;
  },
): Promise<readonly ChatRow[]> {
  return trx
    .updateTable('chats')
    .set((eb) => ({
      state: 'blocked' as const,
      // An ended chat keeps the moment and the author of its ending.
      ended_at_ms: eb.fn.coalesce('ended_at_ms', eb.val(pair.nowMs)),
      ended_by: eb.case().when('state', '=', 'open').then(pair.account).else(eb.ref('ended_by')).end(),
    }))
    .where((eb) =>
      eb.or([
        eb.and([eb('seeker', '=', pair.other), eb('listener', '=', pair.account)]),
        eb.and([eb('seeker', '=', pair.account), eb('listener', '=', pair.other)]),
      ]),
    )
    .where((eb) => eb.or([eb('state', '=', 'open'), eb.and([eb('id', '=', pair.asked), eb('state', '=', 'ended')])]))
    .returningAll()
    .execute();
}

async function continued(parts: MatchingParts, log: DocumentName): Promise<void> {
  const address = parseDocumentName(log);
  if (address?.kind !== 'chat') return;
  try {
    const row = await readChat(parts.db, address.chat);
    const parties = row === undefined ? [] : [row.seeker, row.listener];
    await Promise.all(parties.map((party) => parts.projector.project(peopleDocument(party))));
  } catch (error) {
    parts.log.error('continuation-not-told', errorFacts(error));
  }
}

/**
 * Makes an ending true everywhere: first nobody can write any more (RELIABILITY D3: no frame after it is admitted),
 * then the chat says so, then both sides' lists and inboxes do.
 */
export async function showClosed(
  parts: Pick<MatchingParts, 'db' | 'documents' | 'projector'>,
  chats: readonly Pick<ChatRow, 'id' | 'seeker' | 'listener'>[],
): Promise<void> {
  await Promise.all(
    chats.map(async (chat) => {
      const segments = await readSegments(parts.db, chatDocument(chat.id));
      const names = documentsOf({ kind: 'chat', chat: chat.id, segment: 0 }, segments);
      await Promise.all(names.map((name) => parts.documents.refreshDocument(name)));
      await parts.projector.project(chatDocument(chat.id));
    }),
  );
  const parties = new Set(chats.flatMap((chat) => [chat.seeker, chat.listener]));
  await Promise.all(
    [...parties].flatMap((party) => [
      parts.projector.project(peopleDocument(party)),
      parts.projector.project(inboxDocument(party)),
    ]),
  );
}
