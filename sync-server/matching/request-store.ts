import { sql, type Kysely, type Transaction } from 'kysely';
import type { NewRequest } from '#shared/api/schemas.ts';
import type { AccountId, ChatId, RequestId } from '#shared/ids.ts';
import type { RequestFacts } from '#shared/policy/question.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { RequestRow, Tables } from '../database/tables.ts';
import { isBlockBetween } from './blocks.ts';

/** Requests in SQL. Every change of state is one conditional update: whoever comes second changes nothing. */

/** By the age group of whoever waits, as it is noted now: a request is moved a moment after a correction (P8). */
const ageOfSeeker = sql<AgeGroup>`coalesce(${sql.ref('accounts.age_group')}, ${sql.ref('requests.age_group')})`;

/**
 * What the rule book needs to know of a request before `asker` does something to it. Null when there is none, and just
 * so, after the same work, when it is another's and waits in none of the queues that the asker reads (RELIABILITY D5).
 */
export async function requestFacts(
  db: Kysely<Tables>,
  request: RequestId,
  asker: AccountId,
  queues: readonly AgeGroup[],
): Promise<RequestFacts | null> {
  const row = await db
    .selectFrom('requests')
    .innerJoin('accounts', 'accounts.id', 'requests.seeker')
    .select(['requests.seeker', 'requests.state', ageOfSeeker.as('age_group')])
    .where('requests.id', '=', request)
    .where((eb) => eb.or([eb('requests.seeker', '=', asker), ...queues.map((ageGroup) => eb(ageOfSeeker, '=', ageGroup))]))
    .executeTakeFirst();
  if (row === undefined) return null;
  const blockBetween = await isBlockBetween(db, asker, row.seeker);
  return { seeker: row.seeker, ageGroup: row.age_group, state: row.state, blockBetween };
}

/** P6: in the queue, and for one listener in person (F157), all together. */
export async function countWaiting(db: Kysely<Tables>, seeker: AccountId): Promise<number> {
  const asks = await db
    .selectFrom('starts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('writer', '=', seeker)
    .where('kind', '=', 'ask')
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  const row = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('seeker', '=', seeker)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(row.count) + Number(asks.count);
}

export async function countOpenChats(db: Kysely<Tables>, listener: AccountId): Promise<number> {
  const row = await db
    .selectFrom('chats')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('listener', '=', listener)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How far back a clock may step without anybody overtaking in the queue (RELIABILITY A6). */
const MAX_CLOCK_STEP_MS = 60_000;

/**
 * Since when a newcomer waits. Two of the same millisecond get two different ones, and after a small step back of the
 * clock a newcomer still stands behind those who were there.
 */
export function waitingSinceMs(nowMs: number, newestMs: number | null): number {
  if (newestMs === null || newestMs < nowMs) return nowMs;
  return newestMs - nowMs <= MAX_CLOCK_STEP_MS ? newestMs + 1 : nowMs;
}

export async function insertRequest(
  trx: Transaction<Tables>,
  request: { readonly id: RequestId; readonly seeker: AccountId; readonly ageGroup: AgeGroup } & NewRequest,
  nowMs: number,
): Promise<void> {
  const newest = await trx
    .selectFrom('requests')
    .select('created_at_ms')
    .where('state', '=', 'waiting')
    .where('age_group', '=', request.ageGroup)
    .orderBy('created_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  await trx
    .insertInto('requests')
    .values({
      id: request.id,
      seeker: request.seeker,
      topic: request.topic,
      language: request.language,
      age_group: request.ageGroup,
      state: 'waiting',
      created_at_ms: waitingSinceMs(nowMs, newest?.created_at_ms ?? null),
      settled_at_ms: null,
      chat: null,
    })
    .execute();
}

/** Closes a request that still waits, in its seeker's name or the relay's. Gives the queue it left; null when it was settled before. */
export async function settleWaiting(
  db: Kysely<Tables>,
  request: RequestId,
  state: 'withdrawn' | 'lapsed',
  nowMs: number,
): Promise<AgeGroup | null> {
  const row = await db
    .updateTable('requests')
    .set({ state, settled_at_ms: nowMs })
    .where('id', '=', request)
    .where('state', '=', 'waiting')
    .returning('age_group')
    .executeTakeFirst();
  return row?.age_group ?? null;
}

/**
 * The one decision of F152: this statement succeeds for exactly one listener. The rule book was asked in the same transaction;
 * what it does not ask of, whether the seeker may still be shown to anybody, stands in the condition.
 */
export async function takeRequest(
  trx: Transaction<Tables>,
  take: { readonly request: RequestId; readonly chat: ChatId; readonly nowMs: number },
): Promise<RequestRow | null> {
  const row = await trx
    .updateTable('requests')
    .set({ state: 'accepted', settled_at_ms: take.nowMs, chat: take.chat })
    .where('id', '=', take.request)
    .where('state', '=', 'waiting')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('accounts')
          .select('accounts.id')
          .where('accounts.id', '=', eb.ref('requests.seeker'))
          .where('accounts.banned', '=', 0)
          .where('accounts.forgotten_at_ms', 'is', null),
      ),
    )
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}
