import type { AccountId } from '../ids.ts';
import { CHAT, START } from '../limits.ts';
import { unreachable } from '../result.ts';
import type { AccountType, StartKind, StartState } from '../words.ts';
import type { Actor } from './actor.ts';
import { hearsOthers, listenerAgreed } from './listening.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** Somebody whom one asks for a chat, or leaves a message, as far as rules need to know them (F157, F158). */
export interface HearerFacts {
  readonly account: AccountId;
  readonly type: AccountType;
  /** Whether the two may meet as their ages stand (F084, F085). */
  readonly agesMeet: boolean;
  /** Of a therapist: whether the directory entry runs now (F043). Asked of nobody else. */
  readonly listed: boolean;
  /** Shown as online, and as taking personal requests (F160, F162). */
  readonly free: boolean;
  /** On a break (F165): no way leads to them until they are back. */
  readonly onBreak: boolean;
  /** Has agreed to everything, and neither chats (of an ask) nor what waits, in all and of those like the caller, are too many already. */
  readonly hasRoom: boolean;
  /** The caller asked them, or left them messages, as often as one may for now, or asked all listeners together so, however that ended. */
  readonly askedOften?: boolean;
}

/** What waits between two people, as far as rules need to know it. */
export interface StartedFacts {
  readonly kind: StartKind;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly state: StartState;
  /** Whether it might be said as things stand now; if not, it is about to be over. */
  readonly stands: boolean;
}

export type StartQuestion =
  /** `waiting`: requests and asks of the caller that wait already. */
  | { readonly action: 'chat.ask'; readonly listener: HearerFacts; readonly waiting: number }
  /** `waiting`: messages of the caller that wait, for anybody; `toThis`: one of them for this listener. */
  | { readonly action: 'message.leave'; readonly listener: HearerFacts; readonly waiting: number; readonly toThis: boolean }
  /** `openChats`: of the listener of the two. */
  | { readonly action: 'start.accept'; readonly start: StartedFacts; readonly openChats: number }
  | { readonly action: 'start.decline'; readonly start: StartedFacts }
  | { readonly action: 'start.withdraw'; readonly start: StartedFacts };

/** For a caller who is signed in, neither banned nor held; `consented` is the gate's refusal, or null (P3). */
export function decideStart(actor: Actor, question: StartQuestion, consented: Verdict | null): Verdict {
  switch (question.action) {
    case 'chat.ask':
      return asks(actor, question.listener) ?? waitsAlready(question.waiting) ?? consented ?? askInPerson(question.listener);
    case 'message.leave':
      return asks(actor, question.listener) ?? consented ?? leaveMessage(question);
    case 'start.accept':
      return accept(actor, question.start, question.openChats, consented);
    case 'start.decline':
      return question.start.to === actor.account ? stillWaits(question.start) : denied('P4-own-only');
    case 'start.withdraw':
      return question.start.from === actor.account ? stillWaits(question.start) : denied('P4-own-only');
    default:
      return unreachable(question);
  }
}

/**
 * Who asks whom at all: guests and members those who listen (F163), listeners each other (F036). Where it says no, there is no such
 * button to explain.
 */
export const asksFor = (type: AccountType, other: AccountType): boolean =>
  type === 'guest' || type === 'member' || (type === 'listener' && other === 'listener');

/** What a listener in need carries of their own, they bring under their member account (F037): to the queue, and to therapists. */
function asks({ account, type, standing }: Actor, other: HearerFacts): Verdict | null {
  if (!asksFor(type, other.type)) return denied('P5-seekers-ask');
  if (type !== 'listener') return null;
  if (other.account === account) return denied('P11-not-oneself');
  return standing.away === 'no' ? null : denied('P35-on-a-break', 'return');
}

const waitsAlready = (waiting: number): Verdict | null =>
  waiting >= CHAT.maxWaitingRequestsPerAccount ? denied('P6-one-request', 'withdraw-first') : null;

const askInPerson = (listener: HearerFacts): Verdict =>
  askedOften(listener) ?? reach(listener) ?? (listener.free ? ALLOWED : NOT_FREE);

/** One answer to all that is not shown anyway: nobody reads off it who is really away (F160), or who else asks. */
const NOT_FREE = denied('P37-not-free', 'wait');

/** The caller's own doing, and said as such, before anything is said of the other side. */
const askedOften = ({ type, askedOften: often = false }: HearerFacts): Verdict | null =>
  hearsOthers(type) && often ? denied('P64-asked-often', 'wait') : null;

/** A block is not asked here: what somebody with a block in between begins is taken, and reaches nobody (F102). */
function reach({ type, listed, agesMeet, onBreak, hasRoom }: HearerFacts): Verdict | null {
  if (!hearsOthers(type)) return denied('P36-listeners-hear');
  // Whether a therapist has an entry, and whom somebody hears, is on their page.
  if (type === 'therapist' && !listed) return denied('P53-entry-runs');
  if (!agesMeet) return denied('P8-age-groups-apart');
  return onBreak || !hasRoom ? NOT_FREE : null;
}

/** Whatever the listener's status is: from what the relay takes, nothing about it can be learnt (F160). */
function leaveMessage({ listener, waiting, toThis }: Extract<StartQuestion, { action: 'message.leave' }>): Verdict {
  if (hearsOthers(listener.type) && (toThis || waiting >= START.maxMessagesPerAccount)) return denied('P38-messages-wait', 'withdraw-first');
  return askedOften(listener) ?? reach(listener) ?? ALLOWED;
}

function accept(actor: Actor, start: StartedFacts, openChats: number, consented: Verdict | null): Verdict {
  if (start.to !== actor.account) return denied('P4-own-only');
  const over = stillWaits(start);
  if (!over.allowed) return over;
  if (!start.stands) return denied('P9-first-wins');
  if (consented !== null) return consented;
  const full = openChats >= CHAT.maxOpenChatsPerListener;
  if (start.kind === 'invitation') return full ? NOT_FREE : ALLOWED;
  if (!hearsOthers(actor.type)) return denied('P7-listeners-take');
  const notAgreed = listenerAgreed(actor);
  if (notAgreed !== null) return notAgreed;
  if (actor.standing.away !== 'no') return denied('P35-on-a-break', 'return');
  return full ? denied('P18-enough-chats', 'end-a-chat') : ALLOWED;
}

const stillWaits = ({ state }: StartedFacts): Verdict => (state === 'waiting' ? ALLOWED : denied('P9-first-wins'));
