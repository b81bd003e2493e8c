import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type ChatId, type StartId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import type { StartedFacts } from '#shared/policy/starts.ts';
import { ok } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount } from '../accounts/account-store.ts';
import type { StartRow } from '../database/tables.ts';
import { NOT_FOUND, refused, type MatchingResult } from '../matching/parts.ts';
import { countOpenChats } from '../matching/request-store.ts';
import { endStart, tellEnded, type Ended } from './ending.ts';
import { lookAgain, tellHidden } from './judging.ts';
import { looking, type StartsParts, type Trx } from './parts.ts';
import { standingOf } from './start-facts.ts';
import { findStart, takeOutOfSight, takeStart } from './start-store.ts';

const factsOf = ({ kind, writer, recipient, state }: StartRow, stands = true): StartedFacts => ({ kind, from: writer, to: recipient, state, stands });

/** Who of the two listens: of an invitation whoever wrote it, else whom it is for. */
const partiesOf = ({ kind, writer, recipient }: StartRow): { readonly seeker: AccountId; readonly listener: AccountId } =>
  kind === 'invitation' ? { seeker: recipient, listener: writer } : { seeker: writer, listener: recipient };

interface Taken {
  readonly start: StartRow;
  readonly answer: MatchingResult<ChatId>;
  /** Nothing lets it stand any more, so that it ended by being looked at. */
  readonly ended: Ended | null;
  /** It may not reach whoever answers, and waits on for its writer alone. */
  readonly hidden: boolean;
}

/** The one moment in which it becomes a chat, or does not: whoever comes second finds it settled (P9). */
export async function accept(parts: StartsParts, account: AccountId, id: StartId): Promise<MatchingResult<ChatId>> {
  const chat = newId<ChatId>(parts.random);
  const taken = await parts.db.transaction().execute(async (trx): Promise<Taken | null> => {
    const start = await findStart(trx, id, account);
    const row = await findAccount(trx, account);
    if (start === null || row === null) return null;
    const mine = start.recipient === account && start.state === 'waiting';
    const standing = mine ? await standingOf(looking(parts, trx), start, account) : null;
    const openChats = await countOpenChats(trx, partiesOf(start).listener);
    const verdict = decide(toActor(row), { action: 'start.accept', start: factsOf(start, standing === 'stands'), openChats });
    if (!verdict.allowed) {
      if (standing === 'unreached') await takeOutOfSight(trx, [id]);
      const ended = standing === 'over' ? await endStart(parts, trx, start, 'over') : null;
      return { start, answer: refused(verdict.rule), ended, hidden: standing === 'unreached' };
    }
    return { start, answer: await openChat(parts, trx, start, chat), ended: null, hidden: false };
  });
  if (taken === null) return NOT_FOUND;
  if (taken.hidden) await tellHidden(parts, [taken.start]);
  if (taken.ended !== null) await tellEnded(parts, [taken.ended]);
  if (!taken.answer.ok) return taken.answer;
  parts.counters.accepted += 1;
  await showOpened(parts, chat, taken.start);
  // Whoever has enough chats now is free for nobody.
  await lookAgain(parts, [partiesOf(taken.start).listener]);
  return taken.answer;
}

async function openChat({ clock }: StartsParts, trx: Trx, start: StartRow, chat: ChatId): Promise<MatchingResult<ChatId>> {
  const nowMs = clock.nowMs();
  if (!(await takeStart(trx, start.id, chat, nowMs))) return refused('P9-first-wins');
  await trx
    .insertInto('chats')
    .values({
      id: chat,
      ...partiesOf(start),
      topic: start.topic,
      language: start.language,
      state: 'open',
      opened_at_ms: nowMs,
      ended_at_ms: null,
      ended_by: null,
      opened_by: start.recipient,
    })
    .execute();
  return ok(chat);
}

/** First the chat with its words, so that whoever opens the new card finds a chat that has begun. */
async function showOpened({ projector }: StartsParts, chat: ChatId, { writer, recipient }: StartRow): Promise<void> {
  await projector.project(chatDocument(chat));
  await Promise.all(
    [writer, recipient].flatMap((person) => [projector.project(peopleDocument(person)), projector.project(inboxDocument(person))]),
  );
}

export const decline = (parts: StartsParts, account: AccountId, id: StartId): Promise<MatchingResult<null>> =>
  end(parts, account, id, { action: 'start.decline', state: 'declined' });

export const withdraw = (parts: StartsParts, account: AccountId, id: StartId): Promise<MatchingResult<null>> =>
  end(parts, account, id, { action: 'start.withdraw', state: 'withdrawn' });

/** Sets an invitation aside, and does something more in the same transaction. Of anything else there is nothing to find. */
export const declineFor = (
  parts: StartsParts, account: AccountId, id: StartId, also: (trx: Trx, writer: AccountId) => Promise<unknown>,
): Promise<MatchingResult<null>> => end(parts, account, id, { action: 'start.decline', state: 'declined', also });

async function end(
  parts: StartsParts,
  account: AccountId,
  id: StartId,
  { action, state, also }: {
    readonly action: 'start.decline' | 'start.withdraw';
    readonly state: 'declined' | 'withdrawn';
    readonly also?: (trx: Trx, writer: AccountId) => Promise<unknown>;
  },
): Promise<MatchingResult<null>> {
  const outcome = await parts.db.transaction().execute(async (trx): Promise<MatchingResult<Ended>> => {
    const start = await findStart(trx, id, account);
    const row = await findAccount(trx, account);
    if (start === null || row === null) return NOT_FOUND;
    const verdict = decide(toActor(row), { action, start: factsOf(start) });
    if (!verdict.allowed) return refused(verdict.rule);
    if (also !== undefined && start.kind !== 'invitation') return NOT_FOUND;
    const ended = await endStart(parts, trx, start, state);
    await also?.(trx, start.writer);
    return ended === null ? refused('P9-first-wins') : ok(ended);
  });
  if (!outcome.ok) return outcome;
  await tellEnded(parts, [outcome.value]);
  return ok(null);
}
