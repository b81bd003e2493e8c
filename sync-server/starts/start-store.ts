import type { ExpressionBuilder, Kysely } from 'kysely';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import type { ChatLanguage, StartKind, StartState, Topic } from '#shared/words.ts';
import { toFlag, type StartRow, type Tables } from '../database/tables.ts';

/** What waits between two people, in SQL. Every change of state is one conditional update: whoever comes second changes nothing. */
type Sql = Kysely<Tables>;

export interface NewStart {
  readonly id: StartId;
  readonly kind: StartKind;
  readonly writer: AccountId;
  readonly recipient: AccountId;
  readonly topic: Topic | null;
  readonly language: ChatLanguage;
  readonly text: string;
  readonly thenQueue: boolean;
  readonly reaches: boolean;
  readonly atMs: number;
  readonly lapsesAtMs: number;
}

export async function insertStart(db: Sql, { thenQueue, reaches, atMs, lapsesAtMs, ...start }: NewStart): Promise<void> {
  const times = { created_at_ms: atMs, lapses_at_ms: lapsesAtMs, settled_at_ms: null };
  await db
    .insertInto('starts')
    .values({ ...start, then_queue: toFlag(thenQueue), reaches: toFlag(reaches), queued: 0, state: 'waiting', ...times, chat: null })
    .execute();
}

/** Null when there is none, and just so, after the same work, when it is between others, or does not reach them (RELIABILITY D5). */
export async function findStart(db: Sql, id: StartId, party: AccountId): Promise<StartRow | null> {
  const query = db.selectFrom('starts').selectAll().where('id', '=', id).where((eb) => isSeenBy(eb, party));
  return (await query.executeTakeFirst()) ?? null;
}

/** What waits for these accounts, or because of them. */
export const waitingOf = (db: Sql, accounts: readonly AccountId[]): Promise<StartRow[]> =>
  db.selectFrom('starts').selectAll().where('state', '=', 'waiting').where((eb) => isOf(eb, accounts)).orderBy('created_at_ms').orderBy('id').execute();

const allWaiting = (db: Sql) => db.selectFrom('starts').selectAll().where('state', '=', 'waiting').orderBy('id');

/** Those of them that still wait. */
export const waitingAmong = (db: Sql, ids: readonly StartId[]): Promise<StartRow[]> => allWaiting(db).where('id', 'in', ids).execute();

export const waitingAsks = (db: Sql): Promise<StartRow[]> => allWaiting(db).where('kind', '=', 'ask').execute();

/** So many of all that waits, in one order, behind `after`. */
export const waitingAfter = (db: Sql, after: StartId | null, count: number): Promise<StartRow[]> =>
  allWaiting(db).$if(after !== null, (query) => query.where('id', '>', after as StartId)).limit(count).execute();

const isSeenBy = (eb: ExpressionBuilder<Tables, 'starts'>, party: AccountId) =>
  eb.or([eb('writer', '=', party), eb.and([eb('recipient', '=', party), eb('reaches', '=', 1)])]);

/** It waits on, for its writer alone. For good: what stood in between may go, and nobody is to wonder why it comes so late. */
export const takeOutOfSight = (db: Sql, ids: readonly StartId[]): Promise<unknown> =>
  db.updateTable('starts').set({ reaches: 0 }).where('id', 'in', ids).execute();

const isOf = (eb: ExpressionBuilder<Tables, 'starts'>, accounts: readonly AccountId[]) =>
  eb.or([eb('writer', 'in', accounts), eb('recipient', 'in', accounts)]);

/**
 * Ends what waits, in anybody's name; its words go with it. False when it was settled before: exactly one outcome, whatever
 * races (F157).
 */
export async function settleStart(db: Sql, id: StartId, state: Exclude<StartState, 'waiting' | 'accepted'>, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('starts')
    .set({ state, settled_at_ms: nowMs, text: '' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** It became a chat. Its words stay here until they stand there (`wordsAreThere`). */
export async function takeStart(db: Sql, id: StartId, chat: ChatId, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('starts')
    .set({ state: 'accepted', settled_at_ms: nowMs, chat })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What decides whether one more may be added. */
export interface Counted {
  readonly kind: StartKind;
  readonly writer?: AccountId;
  readonly recipient?: AccountId;
  /** Only those that wait. */
  readonly waiting?: true;
  /** Only those that come before the eyes of whom they are for. */
  readonly reaching?: true;
  /** Only those since then, however they ended. */
  readonly sinceMs?: number;
}

export async function countStarts(db: Sql, counted: Counted): Promise<number> {
  const row = await db
    .selectFrom('starts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('kind', '=', counted.kind)
    .$if(counted.writer !== undefined, (query) => query.where('writer', '=', counted.writer as AccountId))
    .$if(counted.recipient !== undefined, (query) => query.where('recipient', '=', counted.recipient as AccountId))
    .$if(counted.waiting === true, (query) => query.where('state', '=', 'waiting'))
    .$if(counted.reaching === true, (query) => query.where('reaches', '=', 1))
    .$if(counted.sinceMs !== undefined, (query) => query.where('created_at_ms', '>', counted.sinceMs as number))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Something that waits for somebody; `reaches`: before their eyes, where it takes one of their places. */
export interface PlaceTaken {
  readonly id: StartId;
  readonly ofMember: boolean;
  readonly reaches: boolean;
}

/** Never many: `START` bounds what reaches somebody, and what one person begins. */
export async function placesTaken(db: Sql, kind: StartKind, recipient: AccountId): Promise<readonly PlaceTaken[]> {
  const rows = await db
    .selectFrom('starts')
    .innerJoin('accounts', 'accounts.id', 'starts.writer')
    .select(['starts.id', 'starts.reaches', 'accounts.type'])
    .where('starts.kind', '=', kind)
    .where('starts.recipient', '=', recipient)
    .where('starts.state', '=', 'waiting')
    .execute();
  return rows.map(({ id, type, reaches }) => ({ id, ofMember: type === 'member', reaches: reaches === 1 }));
}

/** The ids of all that waits. */
export const idsOfWaiting = async (db: Sql): Promise<ReadonlySet<StartId>> =>
  new Set((await db.selectFrom('starts').select('id').where('state', '=', 'waiting').execute()).map(({ id }) => id));

/** Everybody who has something of this account in their inbox, waiting or settled. */
export async function partnersOf(db: Sql, account: AccountId): Promise<readonly AccountId[]> {
  const rows = await db.selectFrom('starts').select(['writer', 'recipient']).distinct().where((eb) => isOf(eb, [account])).execute();
  return rows.map(({ writer, recipient }) => (writer === account ? recipient : writer));
}

/**
 * Waiting ones whose time is over: asks by one clock, and what has words in it by another (RELIABILITY A6). An ask from well
 * ahead of the clock was begun before this was set back: it would keep its person waiting as long as the clock needs.
 */
export const overdueStarts = (db: Sql, asksMs: number, wordsMs: number): Promise<StartRow[]> =>
  db
    .selectFrom('starts')
    .selectAll()
    .where('state', '=', 'waiting')
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'ask'), eb('lapses_at_ms', '<=', asksMs)]),
        eb.and([eb('kind', '=', 'ask'), eb('created_at_ms', '>', asksMs + START.askLapseMs)]),
        eb.and([eb('kind', '!=', 'ask'), eb('lapses_at_ms', '<=', wordsMs)]),
      ]),
    )
    .execute();

/** Takes away what is long settled, and says in whose inbox it stood; of its writer it stays known that there was something (P51). Looks first: mostly there is nothing to write. */
export async function dropSettled(db: Sql, beforeMs: number): Promise<readonly AccountId[]> {
  const settled = db.selectFrom('starts').select('id').where('state', '!=', 'waiting').where('settled_at_ms', '<=', beforeMs).where('text', '=', '');
  if ((await settled.limit(1).executeTakeFirst()) === undefined) return [];
  await db.updateTable('accounts').set({ talked: 1 }).where('id', 'in', (eb) => eb.selectFrom('starts').select('writer').where('id', 'in', settled)).execute();
  const gone = await db.deleteFrom('starts').where('id', 'in', settled).returning('writer').execute();
  return [...new Set(gone.map(({ writer }) => writer))];
}

/** When the next ask lapses; null when none waits. */
export async function nextAskLapseMs(db: Sql): Promise<number | null> {
  const row = await db
    .selectFrom('starts')
    .select('lapses_at_ms')
    .where('state', '=', 'waiting')
    .where('kind', '=', 'ask')
    .orderBy('lapses_at_ms')
    .limit(1)
    .executeTakeFirst();
  return row?.lapses_at_ms ?? null;
}

/** Whatever became of it, and where its words stand: this account has said nothing (RELIABILITY H3). */
export async function blankWordsOf(db: Sql, writer: AccountId): Promise<void> {
  await db.updateTable('starts').set({ text: '' }).where('writer', '=', writer).where('text', '!=', '').execute();
}

/** Chats that began with words, of this account's or of anybody's, which do not stand in them yet: the relay stopped in between. */
export async function halfTaken(db: Sql, writer?: AccountId): Promise<readonly ChatId[]> {
  const rows = await db
    .selectFrom('starts')
    .select('chat')
    .where('state', '=', 'accepted')
    .where('text', '!=', '')
    .$if(writer !== undefined, (query) => query.where('writer', '=', writer as AccountId))
    .execute();
  return rows.flatMap(({ chat }) => (chat === null ? [] : [chat]));
}
