import { sql, type Kysely } from 'kysely';
import type { DocumentName } from '#shared/documents/names.ts';
import { UNCUT, type SegmentRange } from '#shared/documents/segments.ts';
import type { Tables } from '../database/tables.ts';

/** Where a log goes on after a segment was closed. */
export interface Continuation {
  readonly log: DocumentName;
  readonly segment: number;
}

/** The head of a chat's log, in SQL, from the row of the chat. */
export const headOfChat = sql<DocumentName>`'chat/' || ${sql.ref('chats.id')}`;

/** From a row joined from the left; `UNCUT` where there is none. */
export const rangeOf = (row: { readonly first_kept: number | null; readonly newest: number | null }): SegmentRange =>
  row.newest === null ? UNCUT : { first: Number(row.first_kept), newest: Number(row.newest) };

/** The segments of a log; `UNCUT` for one that was never cut. */
export async function readSegments(db: Kysely<Tables>, log: DocumentName): Promise<SegmentRange> {
  const row = await db
    .selectFrom('log_segments')
    .select(['first_kept', 'newest'])
    .where('log', '=', log)
    .executeTakeFirst();
  return row === undefined ? UNCUT : rangeOf(row);
}

/**
 * Written in the transaction that keeps the closing mark: there is no moment at which a segment is closed and the next
 * one is not there, whenever the relay dies.
 */
export async function continueLog(trx: Kysely<Tables>, { log, segment }: Continuation): Promise<void> {
  await trx
    .insertInto('log_segments')
    .values({ log, newest: segment })
    .onConflict((conflict) => conflict.column('log').doUpdateSet({ newest: segment }))
    .execute();
}

/** Segments that retention has given up before the relay stopped: `erased` up to, not including, `first`. */
export interface HalfErasedLog {
  readonly erased: number;
  readonly first: number;
}

/** From now on nobody reads what is before `first`; the erasing follows, and is finished at the next sweep if need be. */
export async function giveUpBefore(db: Kysely<Tables>, log: DocumentName, first: number): Promise<void> {
  await db
    .updateTable('log_segments')
    .set({ first_kept: first })
    .where('log', '=', log)
    .where('first_kept', '<', first)
    .execute();
}

/** Null for a log of which nothing is left to erase. */
export async function readHalfErasedLog(db: Kysely<Tables>, log: DocumentName): Promise<HalfErasedLog | null> {
  const row = await db
    .selectFrom('log_segments')
    .select(['erased_below', 'first_kept'])
    .where('log', '=', log)
    .whereRef('erased_below', '<', 'first_kept')
    .executeTakeFirst();
  return row === undefined ? null : { erased: Number(row.erased_below), first: Number(row.first_kept) };
}

export async function setErased(db: Kysely<Tables>, log: DocumentName, below: number): Promise<void> {
  await db.updateTable('log_segments').set({ erased_below: below }).where('log', '=', log).execute();
}

/** The last trace of a log that is gone; to be called when its documents are. */
export async function forgetSegments(db: Kysely<Tables>, log: DocumentName): Promise<void> {
  await db.deleteFrom('log_segments').where('log', '=', log).execute();
}
