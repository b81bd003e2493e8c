import type { Kysely } from 'kysely';
import type { WaitingRequest } from '#shared/documents/inbox.ts';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { AccountId, RequestId } from '#shared/ids.ts';
import type { AgeGroup, ChatLanguage, Topic } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { typicalWaitMs } from './typical-wait.ts';

/** One who waits, in the words of the documents. */
export interface WaitingRow {
  readonly request: RequestId;
  readonly sinceMs: number;
  readonly topic: Topic | null;
  readonly language: ChatLanguage;
  readonly seeker: PersonCard;
}

/** Who waits in an age group's queue, longest first. Nobody who is banned or forgotten is shown to anybody. */
export async function readWaiting(db: Kysely<Tables>, ageGroup: AgeGroup): Promise<readonly WaitingRow[]> {
  const rows = await queueOf(db)
    .select(['requests.id as request', 'requests.created_at_ms', 'requests.topic', 'requests.language'])
    .select(['accounts.id as account', 'accounts.name', 'accounts.type'])
    .where('requests.age_group', '=', ageGroup)
    .orderBy('requests.created_at_ms')
    .orderBy('requests.id')
    .execute();
  return rows.map((row) => ({
    request: row.request,
    sinceMs: row.created_at_ms,
    topic: row.topic,
    language: row.language,
    seeker: { account: row.account, name: row.name, type: row.type },
  }));
}

/** How long people of an age group typically wait; null while too few have been taken to say. */
export async function readTypicalWaitMs(
  db: Kysely<Tables>,
  ageGroup: AgeGroup,
  sample: number,
): Promise<number | null> {
  const rows = await db
    .selectFrom('requests')
    .select(['created_at_ms', 'settled_at_ms'])
    .where('state', '=', 'accepted')
    .where('age_group', '=', ageGroup)
    .where('settled_at_ms', 'is not', null)
    .orderBy('settled_at_ms', 'desc')
    .limit(sample)
    .execute();
  return typicalWaitMs(rows.map((row) => (row.settled_at_ms ?? row.created_at_ms) - row.created_at_ms));
}

/** One's own place in the queue; null for one who does not wait, or may not be shown to anybody. */
export async function readOwnWaiting(
  db: Kysely<Tables>,
  account: AccountId,
  typicalWaitMsOf: (ageGroup: AgeGroup) => Promise<number | null>,
): Promise<WaitingRequest | null> {
  const own = await queueOf(db)
    .select(['requests.id', 'requests.age_group', 'requests.topic', 'requests.language', 'requests.created_at_ms'])
    .where('requests.seeker', '=', account)
    .executeTakeFirst();
  if (own === undefined) return null;
  const ahead = await queueOf(db)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('requests.age_group', '=', own.age_group)
    .where((eb) =>
      eb.or([
        eb('requests.created_at_ms', '<', own.created_at_ms),
        eb.and([eb('requests.created_at_ms', '=', own.created_at_ms), eb('requests.id', '<', own.id)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return {
    request: own.id,
    sinceMs: own.created_at_ms,
    topic: own.topic,
    language: own.language,
    place: Number(ahead.count) + 1,
    typicalWaitMs: await typicalWaitMsOf(own.age_group),
  };
}

/** Waiting requests of people who may be shown to others. */
const queueOf = (db: Kysely<Tables>) =>
  db
    .selectFrom('requests')
    .innerJoin('accounts', 'accounts.id', 'requests.seeker')
    .where('requests.state', '=', 'waiting')
    .where('accounts.banned', '=', 0)
    .where('accounts.forgotten_at_ms', 'is', null);
