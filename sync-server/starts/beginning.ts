import type { NewAsk, NewInvitation, NewMessage } from '#shared/api/endpoints/starts.ts';
import { inboxDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { contactKindsIn } from '#shared/people/contact-details.ts';
import { decide } from '#shared/policy/decide.ts';
import { err, ok } from '#shared/result.ts';
import type { ChatLanguage, StartKind, Topic } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount } from '../accounts/account-store.ts';
import { NOT_FOUND, refused, type MatchingResult } from '../matching/parts.ts';
import { findPersonByName, isSeen } from '../people/profile-rows.ts';
import { runningEntry } from '../people/therapist-rows.ts';
import { looking, type StartsParts, type Trx } from './parts.ts';
import { mayReach, questionOf } from './start-facts.ts';
import { takeRefusalBack } from './refusing.ts';
import { insertStart } from './start-store.ts';

/** What was begun, and when it ends by itself. */
export interface Begun {
  readonly start: StartId;
  readonly untilMs: number;
}

interface Wish {
  readonly kind: StartKind;
  readonly to: string;
  readonly topic: Topic | null;
  readonly language: ChatLanguage;
  readonly text: string;
  readonly thenQueue: boolean;
}

const LASTS: Readonly<Record<StartKind, number>> = {
  ask: START.askLapseMs,
  message: START.messageKeptMs,
  invitation: START.invitationKeptMs,
};

/** `address`: from which it is asked, where that is known. */
export const ask = (parts: StartsParts, account: AccountId, asked: NewAsk, address: string | null): Promise<MatchingResult<Begun>> =>
  begin(parts, account, { ...asked, kind: 'ask', text: '' }, address);

export const leaveMessage = (parts: StartsParts, account: AccountId, message: NewMessage, address: string | null): Promise<MatchingResult<Begun>> =>
  begin(parts, account, { ...message, kind: 'message', thenQueue: false }, address);

export const invite = (parts: StartsParts, account: AccountId, invitation: NewInvitation): Promise<MatchingResult<Begun>> =>
  begin(parts, account, { ...invitation, kind: 'invitation', topic: null, thenQueue: false }, null);

/**
 * Looks, asks the rule book and writes in one transaction: two devices asking at once make one, and nobody reaches
 * somebody whom they lost the right to reach a moment before (RELIABILITY D3).
 */
async function begin(parts: StartsParts, account: AccountId, { to, ...wish }: Wish, address: string | null): Promise<MatchingResult<Begun>> {
  // F077: refused here as well, whatever the app let through.
  if (contactKindsIn(wish.text).length > 0) return err({ code: 'contact-details' });
  const nowMs = parts.clock.nowMs();
  const id = newId<StartId>(parts.random);
  const begun = await parts.db.transaction().execute(async (trx): Promise<MatchingResult<{ readonly to: AccountId; readonly untilMs: number }>> => {
    const row = await findAccount(trx, account);
    const other = await findPersonByName(trx, to);
    if (row === null || other === null || !isSeen(other)) return NOT_FOUND;
    const verdict = decide(toActor(row), await questionOf(looking(parts, trx, address), wish.kind, toActor(row), other));
    if (!verdict.allowed) return refused(verdict.rule);
    const reaches = await mayReach(trx, wish.kind, toActor(row), other);
    const untilMs = await lastsUntil(trx, wish.kind, other.id, nowMs);
    await insertStart(trx, { id, ...wish, atMs: nowMs, lapsesAtMs: untilMs, writer: account, recipient: other.id, reaches });
    // Here, so that nothing else from there is judged before it counts.
    parts.shares.begun(id, address);
    await (wish.kind === 'invitation' ? useUpHearing(trx, account, other.id) : takeRefusalBack(trx, account, other.id));
    return ok({ to: other.id, untilMs });
  });
  if (!begun.ok) return begun;
  parts.counters[wish.kind] += 1;
  await Promise.all([account, begun.value.to].map((person) => parts.projector.project(inboxDocument(person))));
  return ok({ start: id, untilMs: begun.value.untilMs });
}

/** F043: an ask ends with the entry of the therapist whom it is for, to the moment. Words that wait, the next sweep ends then. */
async function lastsUntil(trx: Trx, kind: StartKind, other: AccountId, nowMs: number): Promise<number> {
  const untilMs = nowMs + LASTS[kind];
  const entry = kind === 'ask' ? await runningEntry(trx, other, nowMs) : null;
  return Math.min(untilMs, entry?.untilMs ?? untilMs);
}

/** F237: having listened to somebody opens writing to them first once, or a listener of no experience might do so for ever. */
const useUpHearing = (trx: Trx, listener: AccountId, seeker: AccountId): Promise<unknown> =>
  trx.updateTable('chats').set({ heard: 0 }).where('listener', '=', listener).where('seeker', '=', seeker).execute();
