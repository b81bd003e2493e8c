import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import type { MatchingParts } from './parts.ts';
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
  await documents.erase(inboxDocument(account));
  await documents.erase(peopleDocument(account));
}

/**
 * Something about an account changed that others see or that decides where it may be: a ban, a new name, a guest who
 * became a member. Takes a banned one out of the queue (F103) and brings everything that shows it up to date.
 */
export async function accountChanged(parts: MatchingParts, account: AccountId): Promise<void> {
  const { db, projector } = parts;
  const row = await db
    .selectFrom('accounts')
    .select(['banned', 'forgotten_at_ms'])
    .where('id', '=', account)
    .executeTakeFirst();
  if (row === undefined) return;
  if (row.banned === 1 || row.forgotten_at_ms !== null) await withdrawWaiting(parts, account);
  const waiting = await db
    .selectFrom('requests')
    .select('age_group')
    .where('seeker', '=', account)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting !== undefined) await projector.queueMoved(waiting.age_group);
  const chats = await db
    .selectFrom('chats')
    .select(['seeker', 'listener'])
    .where('state', '!=', 'expired')
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .execute();
  const shownTo = new Set([account, ...chats.flatMap((chat) => [chat.seeker, chat.listener])]);
  for (const person of shownTo) {
    await projector.project(peopleDocument(person));
    await projector.project(inboxDocument(person));
  }
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
