import { CHAT } from '../limits.ts';
import { unreachable } from '../result.ts';
import type { AgeGroup } from '../words.ts';
import { decideAccount, OWN_IN_ANY_CASE } from './accounts.ts';
import { agesMeet } from './ages.ts';
import type { Actor, Caller } from './actor.ts';
import { decideHouse, HELD_MAY } from './house.ts';
import { decideListening, listenerAgreed } from './listening.ts';
import type { ChatFacts, PageFacts, Question, RequestFacts } from './question.ts';
import { decidePicture } from './pictures.ts';
import { decideProfile, decidePublic } from './profiles.ts';
import { decideStart } from './starts.ts';
import { decideTherapist } from './therapists.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/**
 * The rule book (DESIGN promise 4). The relay refuses by it and the client hides by it. Pure: everything a rule needs
 * is in the arguments. Rules are stated in POLICY.md under the ids used here; what no rule allows is denied.
 */
export function decide(caller: Caller, question: Question): Verdict {
  if (question.action === 'profile.read' || question.action === 'directory.read') return decidePublic(caller, question);
  if (caller === null) return denied('P1-signed-in', 'sign-in');
  if (caller.banned && !READS.has(question.action) && !OWN_IN_ANY_CASE.has(question.action)) return denied('P2-not-banned', 'appeal');
  if (caller.standing.held && !HELD_MAY.has(question.action) && !OWN_IN_ANY_CASE.has(question.action)) return denied('P40-held', 'appeal');
  switch (question.action) {
    case 'member.become':
    case 'account.forget':
      return caller.type === 'guest' ? ALLOWED : denied('P16-guests-only');
    case 'request.create':
      return createRequest(caller, question.waiting);
    case 'request.withdraw':
      return withdrawRequest(caller, question.request);
    case 'request.accept':
      return acceptRequest(caller, question.request, question.openChats);
    case 'listener.agree':
      return decideListening(caller);
    case 'queue.read':
      return readQueue(caller, question.ageGroup);
    case 'chat.read':
      return partyTo(caller, question.chat) ?? ALLOWED;
    case 'chat.write':
    case 'chat.mark':
      return writeChat(caller, question.chat);
    case 'chat.delete-own':
      return partyTo(caller, question.chat) ?? ALLOWED;
    case 'chat.delete-other':
      return partyTo(caller, question.chat) ?? denied('P14-own-words');
    case 'chat.end':
      return partyTo(caller, question.chat) ?? stillOpen(question.chat) ?? ALLOWED;
    case 'chat.block':
      return blockChat(caller, question.chat);
    case 'chat.refuse':
      return partyTo(caller, question.chat) ?? (caller.account === question.chat.seeker ? ALLOWED : denied('P4-own-only'));
    case 'inbox.read':
    case 'people.read':
      return question.owner === caller.account ? ALLOWED : denied('P4-own-only');
    case 'page.read':
      return readPage(caller, question.page) ?? ALLOWED;
    case 'page.edit':
      return editPage(caller, question.page);
    case 'relay-document.write':
      return denied('P17-relay-writes');
    case 'profile.edit':
    case 'status.set':
    case 'break.take':
    case 'chat.start':
      return decideProfile(caller, question, consented(caller));
    case 'picture.set':
    case 'picture.clear':
      return decidePicture(caller, question, consented(caller));
    case 'chat.ask':
    case 'message.leave':
    case 'start.accept':
    case 'start.decline':
    case 'start.withdraw':
      return decideStart(caller, question, consented(caller));
    case 'audit.read':
    case 'relay.watch':
    case 'roles.read':
    case 'restrictions.read':
    case 'applications.read':
    case 'role.give':
    case 'role.take':
    case 'role.edit':
    case 'person.restrict':
    case 'appeal.write':
    case 'appeal.settle':
    case 'clearance.apply':
    case 'application.settle':
    case 'clearance.end':
    case 'age.correct':
    case 'age.ask':
    case 'track.edit':
      return decideHouse(caller, question);
    case 'therapist.apply':
    case 'therapist.settle':
    case 'therapist.keep':
      return decideTherapist(caller, question, consented(caller));
    case 'name.change':
    case 'keys.change':
    case 'account.export':
    case 'account.erase':
      return decideAccount(caller, question);
    case 'premium-path.walk':
      return question.granted ? ALLOWED : denied('P23-granted-paths');
    default:
      return unreachable(question);
  }
}

/**
 * What a banned account may still do: read what is its own (F103), end what it is in, say its side, be forgotten (F016), and
 * go on with what is on its own device and nobody else's. The queue is not among it: others' names are in it.
 */
const READS: ReadonlySet<Question['action']> = new Set([
  'account.forget', 'chat.read', 'chat.end', 'inbox.read', 'people.read', 'premium-path.walk', 'appeal.write',
]);

function consented(actor: Actor): Verdict | null {
  return actor.consent === 'given' && actor.ageGroup !== null ? null : denied('P3-consent', 'consent');
}

function createRequest(actor: Actor, waiting: number): Verdict {
  // Listeners ask each other in person (F036, starts.ts); in the queue they wait under their member account (F037).
  if (actor.type !== 'guest' && actor.type !== 'member') return denied('P5-seekers-ask');
  if (waiting >= CHAT.maxWaitingRequestsPerAccount) return denied('P6-one-request', 'withdraw-first');
  return consented(actor) ?? ALLOWED;
}

function withdrawRequest(actor: Actor, request: RequestFacts): Verdict {
  if (request.seeker !== actor.account) return denied('P4-own-only');
  return request.state === 'waiting' ? ALLOWED : denied('P9-first-wins');
}

function acceptRequest(actor: Actor, request: RequestFacts, openChats: number): Verdict {
  if (request.seeker === actor.account) return denied('P11-not-oneself');
  const reads = readQueue(actor, request.ageGroup);
  if (!reads.allowed) return reads;
  const notAgreed = listenerAgreed(actor);
  if (notAgreed !== null) return notAgreed;
  if (actor.standing.away !== 'no') return denied('P35-on-a-break', 'return');
  if (request.blockBetween) return denied('P10-blocked');
  if (request.state !== 'waiting') return denied('P9-first-wins');
  if (openChats >= CHAT.maxOpenChatsPerListener) return denied('P18-enough-chats', 'end-a-chat');
  return ALLOWED;
}

function readQueue(actor: Actor, ageGroup: AgeGroup): Verdict {
  if (actor.type !== 'listener') return denied('P7-listeners-take');
  const consent = consented(actor);
  if (consent !== null) return consent;
  return agesMeet(ageGroup, actor) ? ALLOWED : denied('P8-age-groups-apart');
}

function partyTo(actor: Actor, chat: ChatFacts): Verdict | null {
  if (actor.account !== chat.seeker && actor.account !== chat.listener) return denied('P12-parties-only');
  return chat.state === 'expired' ? denied('P19-chat-gone') : null;
}

/** Ages are asked at every word, not only when the chat began: a correction or a lost clearance acts at once (RELIABILITY D2). */
function writeChat(actor: Actor, chat: ChatFacts): Verdict {
  const refusal = partyTo(actor, chat) ?? consented(actor) ?? stillOpen(chat);
  return refusal ?? (chat.agesMeet ? ALLOWED : denied('P20-ages-parted'));
}

const stillOpen = (chat: ChatFacts): Verdict | null => (chat.state === 'open' ? null : denied('P13-chat-closed'));

function blockChat(actor: Actor, chat: ChatFacts): Verdict {
  const outsider = partyTo(actor, chat);
  if (outsider !== null) return outsider;
  // F102: a chat may be blocked after it ended, too; blocking twice changes nothing and is allowed.
  return actor.account === chat.listener ? ALLOWED : denied('P15-listener-blocks');
}

function readPage(actor: Actor, { readers, editors }: PageFacts): Verdict | null {
  if (readers === 'everyone' || editors.includes(actor.account)) return null;
  const among = readers === 'listeners' ? actor.type === 'listener' : readers.includes(actor.account);
  return among ? null : denied('P21-page-readers');
}

function editPage(actor: Actor, page: PageFacts): Verdict {
  const outsider = readPage(actor, page);
  if (outsider !== null) return outsider;
  return page.editors.includes(actor.account) ? (consented(actor) ?? ALLOWED) : denied('P22-page-editors');
}
