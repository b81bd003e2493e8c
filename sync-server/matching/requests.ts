import type { NewRequest } from '#shared/api/schemas.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type ChatId, type RequestId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import { err, ok } from '#shared/result.ts';
import { AGE_GROUPS } from '#shared/words.ts';
import { NOT_FOUND, refused, type MatchingFailure, type MatchingParts, type MatchingResult } from './parts.ts';
import {
  countOpenChats,
  countWaiting,
  insertRequest,
  requestFacts,
  settleWaiting,
  takeRequest,
} from './request-store.ts';

/** Asking for a chat, leaving the queue, and taking somebody out of it (F151, F152). */
export interface Requests {
  create(account: AccountId, request: NewRequest): Promise<MatchingResult<RequestId>>;
  withdraw(account: AccountId, request: RequestId): Promise<MatchingResult<null>>;
  accept(account: AccountId, request: RequestId): Promise<MatchingResult<ChatId>>;
}

export function createRequests(parts: MatchingParts): Requests {
  return {
    create: (account, request) => create(parts, account, request),
    withdraw: (account, request) => withdraw(parts, account, request),
    accept: (account, request) => accept(parts, account, request),
  };
}

async function create(
  parts: MatchingParts,
  account: AccountId,
  asked: NewRequest,
): Promise<MatchingResult<RequestId>> {
  const { db, clock, random, projector } = parts;
  const actor = await parts.actorOf(account);
  const ageGroup = actor?.ageGroup ?? null;
  const id = newId<RequestId>(random);
  // Counting and adding in one transaction: two devices asking at once make one request (P6).
  const failure = await db.transaction().execute(async (trx): Promise<MatchingFailure | null> => {
    const verdict = decide(actor, { action: 'request.create', waiting: await countWaiting(trx, account) });
    if (!verdict.allowed) return { code: 'denied', rule: verdict.rule };
    if (ageGroup === null) return { code: 'denied', rule: 'P3-consent' };
    await insertRequest(trx, { id, seeker: account, ageGroup, ...asked }, clock.nowMs());
    return null;
  });
  if (failure !== null || ageGroup === null) return err(failure ?? { code: 'denied', rule: 'P3-consent' });
  await Promise.all([projector.queueMoved(ageGroup), projector.project(inboxDocument(account))]);
  return ok(id);
}

async function withdraw(
  parts: MatchingParts,
  account: AccountId,
  request: RequestId,
): Promise<MatchingResult<null>> {
  const { db, clock, projector } = parts;
  const facts = await requestFacts(db, request, account, []);
  if (facts === null) return NOT_FOUND;
  const verdict = decide(await parts.actorOf(account), { action: 'request.withdraw', request: facts });
  if (!verdict.allowed) return refused(verdict.rule);
  if (!(await settleWaiting(db, request, 'withdrawn', clock.nowMs()))) return refused('P9-first-wins');
  await Promise.all([projector.queueMoved(facts.ageGroup), projector.project(inboxDocument(account))]);
  return ok(null);
}

async function accept(parts: MatchingParts, account: AccountId, request: RequestId): Promise<MatchingResult<ChatId>> {
  const refusal = await whyNotAccept(parts, account, request);
  if (refusal !== null) return refusal;
  const chat = newId<ChatId>(parts.random);
  const nowMs = parts.clock.nowMs();
  const taken = await parts.db.transaction().execute(async (trx) => {
    const row = await takeRequest(trx, { request, listener: account, chat, nowMs });
    if (row === null) return null;
    await trx
      .insertInto('chats')
      .values({
        id: chat,
        seeker: row.seeker,
        listener: account,
        topic: row.topic,
        language: row.language,
        state: 'open',
        opened_at_ms: nowMs,
        ended_at_ms: null,
        ended_by: null,
      })
      .execute();
    return row;
  });
  // Somebody was faster, or something changed meanwhile: the rule book says what, as things stand now.
  if (taken === null) return (await whyNotAccept(parts, account, request)) ?? refused('P9-first-wins');
  await showOpened(parts, chat, taken.seeker, account);
  await parts.projector.queueMoved(taken.age_group);
  return ok(chat);
}

/**
 * Null when nothing stands against it. Whoever may not read the queue learns nothing about what is in it (D5). A
 * listener who meets a block does learn that one stands: the queue shows them who it is anyway, and for now listeners
 * alone can block, so that they learn of no block but their own.
 */
async function whyNotAccept(parts: MatchingParts, account: AccountId, request: RequestId) {
  const actor = await parts.actorOf(account);
  const queues = AGE_GROUPS.filter((ageGroup) => decide(actor, { action: 'queue.read', ageGroup }).allowed);
  const facts = await requestFacts(parts.db, request, account, queues);
  if (facts === null) return NOT_FOUND;
  const openChats = await countOpenChats(parts.db, account);
  const verdict = decide(actor, { action: 'request.accept', request: facts, openChats });
  return verdict.allowed ? null : refused(verdict.rule);
}

/** The chat's first notice comes first, so that whoever opens the new card finds a chat that has begun. */
async function showOpened(parts: MatchingParts, chat: ChatId, seeker: AccountId, listener: AccountId): Promise<void> {
  const { projector } = parts;
  await projector.project(chatDocument(chat));
  await Promise.all(
    [peopleDocument(seeker), peopleDocument(listener), inboxDocument(seeker), inboxDocument(listener)].map(
      (name) => projector.project(name),
    ),
  );
}
