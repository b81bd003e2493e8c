import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { documentsOf } from '#shared/documents/segments.ts';
import type { AccountId } from '#shared/ids.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { MatchingParts } from './parts.ts';
import { headOfChat, rangeOf } from '../segments/segment-rows.ts';
import { showClosed } from './chats.ts';

/** Takes a forgotten account out of the queue and out of its chats, and erases what was written for it (F016). */
export async function forgetAccount(parts: MatchingParts, account: AccountId): Promise<void> {
  const { db, clock, documents } = parts;
  await withdrawWaiting(parts, account);
  const ended = await db
    .updateTable('chats')
    .set({ state: 'ended', ended_at_ms: clock.nowMs(), ended_by: account })
    .where('state', '=', 'open')
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .returning(['id', 'seeker', 'listener'])
    .execute();
  await showClosed(parts, ended);
  for (const name of [inboxDocument(account), peopleDocument(account)]) {
    // Behind whatever is writing it at this moment by facts from before: nobody would erase that (RELIABILITY H3).
    await parts.projector.project(name);
    await documents.erase(name);
  }
}

/**
 * The rule book says anew what each side of its open chats may do in them, in every segment: words go into the newest, marks
 * into all (P20, RELIABILITY D2). Needs no write, so that it holds also where the store fails.
 */
export async function refreshOpenChats({ db, documents }: MatchingParts, account: AccountId): Promise<void> {
  const open = await db
    .selectFrom('chats')
    .leftJoin('log_segments', (join) => join.on('log_segments.log', '=', headOfChat))
    .select(['chats.id', 'log_segments.first_kept', 'log_segments.newest'])
    .where('chats.state', '=', 'open')
    .where((eb) => eb.or([eb('chats.seeker', '=', account), eb('chats.listener', '=', account)]))
    .execute();
  const names = open.flatMap((chat) => documentsOf({ kind: 'chat', chat: chat.id, segment: 0 }, rangeOf(chat)));
  await Promise.all(names.map((name) => documents.refreshDocument(name)));
}

/**
 * Something about an account changed that others see or that decides where it may be: a ban, a new name, a guest who
 * became a member. Takes a banned one out of the queue (F103) and brings everything that shows it up to date; `partners`: in
 * whose inboxes it stands otherwise.
 */
export async function accountChanged(parts: MatchingParts, account: AccountId, partners: readonly AccountId[] = []): Promise<void> {
  const { db, projector } = parts;
  const row = await db
    .selectFrom('accounts')
    .select(['type', 'banned', 'forgotten_at_ms', 'age_group'])
    .where('id', '=', account)
    .executeTakeFirst();
  if (row === undefined) return;
  if (row.type === 'member') await endWhatTheyHeard(parts, account);
  const chats = await db
    .selectFrom('chats')
    .select(['id', 'seeker', 'listener', 'state'])
    .where('state', '!=', 'expired')
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .execute();
  if (row.banned === 1 || row.forgotten_at_ms !== null) await withdrawWaiting(parts, account);
  else await waitAmongTheirOwn(parts, account, row.age_group);
  const shownTo = new Set([account, ...partners, ...chats.flatMap((chat) => [chat.seeker, chat.listener])]);
  for (const person of shownTo) {
    await projector.project(peopleDocument(person));
    await projector.project(inboxDocument(person));
  }
}

/** F163: members talk to nobody who is a member. Whose approval as a therapist ended hears nobody any more. */
async function endWhatTheyHeard(parts: MatchingParts, account: AccountId): Promise<void> {
  const { db, clock } = parts;
  const open = await db.selectFrom('chats').select('id').where('state', '=', 'open').where('listener', '=', account).limit(1).executeTakeFirst();
  if (open === undefined) return; // mostly, and then there is nothing to write
  const ended = await db
    .updateTable('chats')
    .set({ state: 'ended', ended_at_ms: clock.nowMs(), ended_by: null })
    .where('state', '=', 'open')
    .where('listener', '=', account)
    .returning(['id', 'seeker', 'listener'])
    .execute();
  await showClosed(parts, ended);
}

/** The same for whoever's approval ended while no relay ran: looked for once, when it starts (RELIABILITY D3). */
export async function endUnheard(parts: MatchingParts): Promise<void> {
  const rows = await parts.db
    .selectFrom('chats')
    .innerJoin('accounts', 'accounts.id', 'chats.listener')
    .select('chats.listener')
    .distinct()
    .where('chats.state', '=', 'open')
    .where('accounts.type', '=', 'member')
    .execute();
  for (const { listener } of rows) await endWhatTheyHeard(parts, listener);
}

/** Whoever waits goes on waiting, since when they did, in the queue of the age group that they have now (P8). */
export async function waitAmongTheirOwn({ db, projector }: MatchingParts, account: AccountId, ageGroup: AgeGroup | null): Promise<void> {
  const waiting = await db
    .selectFrom('requests')
    .select(['id', 'age_group'])
    .where('seeker', '=', account)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting === undefined) return;
  if (ageGroup !== null && ageGroup !== waiting.age_group) {
    await db
      .updateTable('requests')
      .set({ age_group: ageGroup })
      .where('id', '=', waiting.id)
      .where('state', '=', 'waiting') // somebody may have taken it in this moment
      .execute();
    await projector.queueMoved(ageGroup);
  }
  await projector.queueMoved(waiting.age_group);
}

async function withdrawWaiting({ db, clock, projector }: MatchingParts, account: AccountId): Promise<void> {
  const withdrawn = await db
    .updateTable('requests')
    .set({ state: 'withdrawn', settled_at_ms: clock.nowMs() })
    .where('seeker', '=', account)
    .where('state', '=', 'waiting')
    .returning('age_group')
    .execute();
  for (const { age_group: ageGroup } of withdrawn) await projector.queueMoved(ageGroup);
  if (withdrawn.length > 0) await projector.project(inboxDocument(account));
}
