import type { NewRequest } from '#shared/api/schemas.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type ChatId, type RequestId } from '#shared/ids.ts';
import type { Caller } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok } from '#shared/result.ts';
import { AGE_GROUPS, type AgeGroup } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import type { RequestRow } from '../database/tables.ts';
import { NOT_FOUND, refused, type MatchingParts, type MatchingResult } from './parts.ts';
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
  const id = newId<RequestId>(random);
  // Looking, counting and adding in one transaction: two devices asking at once make one request (P6), and it stands in the
  // queue of the age group that is noted in this moment (P8, RELIABILITY D3).
  const queue = await db.transaction().execute(async (trx): Promise<MatchingResult<AgeGroup>> => {
    const actor = await callerIn(trx, account);
    const verdict = decide(actor, { action: 'request.create', waiting: await countWaiting(trx, account) });
    if (!verdict.allowed) return refused(verdict.rule);
    const ageGroup = actor?.ageGroup ?? null;
    if (ageGroup === null) return refused('P3-consent');
    await insertRequest(trx, { id, seeker: account, ageGroup, ...asked }, clock.nowMs());
    return ok(ageGroup);
  });
  if (!queue.ok) return queue;
  await Promise.all([projector.queueMoved(queue.value), projector.project(inboxDocument(account))]);
  return ok(id);
}

/** Who asks, as things stand where this is read. */
async function callerIn(db: Sql, account: AccountId): Promise<Caller> {
  const row = await findAccount(db, account);
  return row === null ? null : toActor(row);
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
  const left = await settleWaiting(db, request, 'withdrawn', clock.nowMs());
  if (left === null) return refused('P9-first-wins');
  await Promise.all([projector.queueMoved(left), projector.project(inboxDocument(account))]);
  return ok(null);
}

/**
 * Looks, asks the rule book and takes in one transaction: whoever lost the right to a moment before takes nothing, and nobody
 * takes somebody whose queue they may not read any more (RELIABILITY D2, D3).
 */
async function accept(parts: MatchingParts, account: AccountId, request: RequestId): Promise<MatchingResult<ChatId>> {
  const chat = newId<ChatId>(parts.random);
  const taken = await parts.db.transaction().execute(async (trx): Promise<MatchingResult<RequestRow>> => {
    const refusal = await whyNotAccept(trx, account, request);
    if (refusal !== null) return refusal;
    const nowMs = parts.clock.nowMs();
    const row = await takeRequest(trx, { request, chat, nowMs });
    if (row === null) return refused('P9-first-wins'); // its seeker was banned or forgotten: it waits for nobody
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
    return ok(row);
  });
  if (!taken.ok) return taken;
  await showOpened(parts, chat, taken.value.seeker, account);
  await parts.projector.queueMoved(taken.value.age_group);
  return ok(chat);
}

/**
 * Null when nothing stands against it. Whoever may not read the queue learns nothing about what is in it (D5). A
 * listener who meets a block does learn that one stands: the queue shows them who it is anyway, and for now listeners
 * alone can block, so that they learn of no block but their own.
 */
async function whyNotAccept(db: Sql, account: AccountId, request: RequestId) {
  const actor = await callerIn(db, account);
  const queues = AGE_GROUPS.filter((ageGroup) => decide(actor, { action: 'queue.read', ageGroup }).allowed);
  const facts = await requestFacts(db, request, account, queues);
  if (facts === null) return NOT_FOUND;
  const openChats = await countOpenChats(db, account);
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
