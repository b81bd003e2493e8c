import type { QueueRequest } from '#shared/documents/queue.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import { AGE_GROUPS, type AgeGroup } from '#shared/words.ts';
import type { ChatSummary } from '../../engine/types.ts';

/** The queues this person may see (P7, P8); the teenagers' first where both are open, since they wait with fewer. */
export const readableQueues = (actor: Actor): readonly AgeGroup[] =>
  AGE_GROUPS.filter((ageGroup) => decide(actor, { action: 'queue.read', ageGroup }).allowed);

/** Open chats in which one listens, for the bound of P18. */
export const openAsListener = (chats: readonly ChatSummary[]): number =>
  chats.filter(({ card }) => card.role === 'listener' && card.state === 'open').length;

/** Whether this request could be taken, as far as this device knows; blocks are the relay's to know (P10). */
export const mayTake = (actor: Actor, request: QueueRequest, ageGroup: AgeGroup, openChats: number): Verdict =>
  decide(actor, {
    action: 'request.accept',
    request: { seeker: request.seeker.account, ageGroup, state: 'waiting', blockBetween: false },
    openChats,
  });

/** P24: whoever has yet to agree may press all the same, and is asked then. */
export const mayAsk = (verdict: Verdict): boolean => verdict.allowed || verdict.rule === 'P24-listener-agreement';
