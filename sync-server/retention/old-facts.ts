import { sql, type Kysely } from 'kysely';
import { CHAT } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Tables } from '../database/tables.ts';
import { headOfChat } from '../segments/segment-rows.ts';

type Sql = Kysely<Tables>;

/**
 * Who asked for what, and who talked with whom: facts that stay behind the words, and that nobody needs for long (RELIABILITY H4). Of whom
 * they were about it stays known that there was something (P51), in one bit. Gives those in whose inbox something stood.
 */
export async function forgetOldFacts(db: Sql, nowMs: number): Promise<readonly AccountId[]> {
  const lapsed = await dropRequests(db, nowMs - CHAT.requestKeptMs);
  await blankExpired(db, nowMs);
  await dropExpired(db, nowMs - CHAT.factsKeptMs);
  return lapsed;
}

/** Settled requests: the typical wait is read off the last thirty days, and P51 off the bit. Looks first: mostly there is nothing to write. */
async function dropRequests(db: Sql, beforeMs: number): Promise<readonly AccountId[]> {
  const old = db.selectFrom('requests').select('id').where('state', '!=', 'waiting').where('settled_at_ms', '<=', beforeMs);
  if ((await old.limit(1).executeTakeFirst()) === undefined) return [];
  return db.transaction().execute(async (trx) => {
    await noteTalked(trx, trx.selectFrom('requests').select('seeker').where('id', 'in', old));
    const gone = await trx.deleteFrom('requests').where('id', 'in', old).returning(['seeker', 'state']).execute();
    return [...new Set(gone.filter(({ state }) => state === 'lapsed').map(({ seeker }) => seeker))];
  });
}

/** An expired chat loses its topic with its words; from here on counts how long it is known that it was. Not while it is still being erased. */
async function blankExpired(db: Sql, nowMs: number): Promise<void> {
  const whole = db.selectFrom('documents').select('name').where('name', '=', headOfChat);
  const told = db
    .selectFrom('chats')
    .select('id')
    .where('state', '=', 'expired')
    .where((eb) => eb.or([eb('topic', 'is not', null), eb('ended_at_ms', 'is', null)]))
    .where(({ not, exists }) => not(exists(whole)));
  if ((await told.limit(1).executeTakeFirst()) === undefined) return;
  await db
    .updateTable('chats')
    .set({ topic: null, ended_at_ms: sql<number>`coalesce(ended_at_ms, ${nowMs})` })
    .where('id', 'in', told)
    .execute();
}

async function dropExpired(db: Sql, beforeMs: number): Promise<void> {
  const old = db.selectFrom('chats').select('id').where('state', '=', 'expired').where('topic', 'is', null).where('ended_at_ms', '<=', beforeMs);
  if ((await old.limit(1).executeTakeFirst()) === undefined) return;
  await db.transaction().execute(async (trx) => {
    for (const side of ['seeker', 'listener'] as const) await noteTalked(trx, trx.selectFrom('chats').select(side).where('id', 'in', old));
    await trx.deleteFrom('chats').where('id', 'in', old).execute();
  });
}

/** `who`: a query that gives accounts. */
const noteTalked = (trx: Sql, who: object): Promise<unknown> =>
  trx.updateTable('accounts').set({ talked: 1 }).where('forgotten_at_ms', 'is', null).where('id', 'in', who as never).execute();
