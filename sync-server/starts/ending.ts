import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type RequestId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import type { AgeGroup, StartState } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount } from '../accounts/account-store.ts';
import type { StartRow } from '../database/tables.ts';
import { countWaiting, insertRequest } from '../matching/request-store.ts';
import type { StartsParts, Trx } from './parts.ts';
import { blankWordsOf, halfTaken, overdueStarts, settleStart, waitingOf } from './start-store.ts';

/** Something that waited and does not any more, and the queue that somebody joined by it. */
export interface Ended {
  readonly start: StartRow;
  readonly state: Exclude<StartState, 'waiting' | 'accepted'>;
  readonly queue: AgeGroup | null;
}

/**
 * Ends one, in a transaction of the caller's; null when it was settled before. An ask whose person wished so goes to the queue
 * in the same moment, as far as they may still wait there.
 */
export async function endStart(parts: StartsParts, trx: Trx, start: StartRow, state: Ended['state']): Promise<Ended | null> {
  const nowMs = parts.clock.nowMs();
  if (!(await settleStart(trx, start.id, state, nowMs))) return null;
  const wished = start.kind === 'ask' && start.then_queue === 1 && state !== 'withdrawn';
  const queue = wished ? await joinQueue(parts, trx, start, nowMs) : null;
  if (queue !== null) await trx.updateTable('starts').set({ queued: 1 }).where('id', '=', start.id).execute();
  return { start, state, queue };
}

async function joinQueue({ random }: StartsParts, trx: Trx, { writer, topic, language }: StartRow, nowMs: number): Promise<AgeGroup | null> {
  const row = await findAccount(trx, writer);
  if (row === null || row.age_group === null) return null;
  const verdict = decide(toActor(row), { action: 'request.create', waiting: await countWaiting(trx, writer) });
  if (!verdict.allowed) return null;
  const request = { id: newId<RequestId>(random), seeker: writer, ageGroup: row.age_group, topic, language };
  await insertRequest(trx, request, nowMs);
  return row.age_group;
}

/** Lets both sides' inboxes, and the queue, say what happened. */
export async function tellEnded({ projector, counters }: StartsParts, ended: readonly Ended[]): Promise<void> {
  for (const { state } of ended) counters[state] += 1;
  const people = new Set<AccountId>(ended.flatMap(({ start }) => [start.writer, start.recipient]));
  const queues = new Set(ended.flatMap(({ queue }) => (queue === null ? [] : [queue])));
  await Promise.all([...queues].map((ageGroup) => projector.queueMoved(ageGroup)));
  await Promise.all([...people].map((account) => projector.project(inboxDocument(account))));
}

/**
 * Whatever waits for an account that ends, or because of it. Its words go first, also those that are on their way into a chat
 * (RELIABILITY H3): when this resolves none of them is put down any more, and what was may be erased.
 */
export async function forget(parts: StartsParts, account: AccountId): Promise<void> {
  const onTheirWay = await halfTaken(parts.db, account);
  await endEach(parts, 'over', async (trx) => {
    const waiting = await waitingOf(trx, [account]);
    await blankWordsOf(trx, account);
    return waiting;
  });
  // Behind whatever was writing them at this moment.
  for (const chat of onTheirWay) await parts.projector.project(chatDocument(chat));
}

/** Whatever is past its time. */
export async function endOverdue(parts: StartsParts): Promise<void> {
  const overdue = await overdueStarts(parts.db, parts.clock.nowMs(), parts.ageing.nowMs());
  if (overdue.length === 0) return;
  await endEach(parts, 'lapsed', async () => overdue);
  parts.log.info('starts-lapsed', { count: overdue.length });
}

/** All that `which` finds, in one transaction with its looking. */
export async function endEach(parts: StartsParts, state: Ended['state'], which: (trx: Trx) => Promise<readonly StartRow[]>): Promise<void> {
  const ended = await parts.db.transaction().execute(async (trx) => {
    const done: (Ended | null)[] = [];
    for (const start of await which(trx)) done.push(await endStart(parts, trx, start, state));
    return done;
  });
  await tellEnded(parts, ended.filter((one) => one !== null));
}
