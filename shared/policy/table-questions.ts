import { unreachable } from '../result.ts';
import { decide } from './decide.ts';
import type { ChatFacts, Question } from './question.ts';
import { rightsIn, type DocumentFacts, type DocumentRights } from './rights.ts';
import {
  ageIn, callerOf, chatIn, hearerIn, OPEN_MEMBER, otherAge, ownerIn, plainSubject, requestIn, subjectIn, type Scene,
} from './table-scene.ts';
import type { Cell, TableAction, TableKind } from './table.ts';

/**
 * What the product is asked when somebody tries what a cell says. `open`: whoever asks. `session`: any account, about
 * itself. `none`: no question exists for it, and what nobody can ask for is denied.
 */
export type Asked = { readonly by: 'rule'; readonly question: Question } | { readonly by: 'open' | 'session' | 'none' };

const NONE: Asked = { by: 'none' };
const rule = (question: Question): Asked => ({ by: 'rule', question });

type Asks = Readonly<Record<TableAction, (cell: Cell, scene: Scene) => Asked>>;

const none = (): Asked => NONE;
const NOTHING: Asks = {
  list: none, read: none, create: none, append: none, 'edit-own': none, 'edit-other': none, 'delete-own': none,
  'delete-other': none, moderate: none,
};

const ofChat = (action: Extract<Question, { chat: ChatFacts }>['action']) => (cell: Cell, scene: Scene) =>
  rule({ action, chat: chatIn(cell, scene) });
const ofOwner = (action: 'inbox.read' | 'people.read') => (cell: Cell, scene: Scene) =>
  rule({ action, owner: ownerIn(cell.relation, scene) });
const toAccept = (cell: Cell, scene: Scene): Asked =>
  rule({ action: 'request.accept', request: requestIn(cell, scene), openChats: 0 });
const toSeeQueue = ({ actor }: Cell): Asked => rule({ action: 'queue.read', ageGroup: ageIn(actor) });
const toWithdraw = (cell: Cell, scene: Scene): Asked => rule({ action: 'request.withdraw', request: requestIn(cell, scene) });
const toWrite = (): Asked => rule({ action: 'relay-document.write' });
const ofOneself = (asked: Asked) => ({ relation }: Cell): Asked => (relation === 'author' ? asked : NONE);

const EDIT_SUPPORTERS = { action: 'role.edit', fixed: false, before: 1, after: 1, capabilities: [] } as const;
const ofOther = (asks: (cell: Cell, scene: Scene) => Question) => (cell: Cell, scene: Scene): Asked =>
  cell.relation === 'author' ? NONE : rule(asks(cell, scene));

/** Closed: a kind without its questions does not compile. */
const ASKS: Readonly<Record<TableKind, Asks>> = {
  chat: {
    ...NOTHING,
    // The list of chats is one's own "people"; a stranger's way to this chat leads over another's.
    list: ({ relation }, { me, other }) => rule({ action: 'people.read', owner: relation === 'stranger' ? other : me }),
    read: ofChat('chat.read'),
    create: toAccept,
    append: ofChat('chat.write'),
    // An entry is never changed; what one changes of one's own is a mark.
    'edit-own': ofChat('chat.mark'),
    'delete-own': ofChat('chat.delete-own'),
    'delete-other': ofChat('chat.delete-other'),
  },
  'chat-ending': { ...NOTHING, create: ofChat('chat.end') },
  'chat-block': { ...NOTHING, create: ofChat('chat.block') },
  'personal-request': { ...NOTHING, create: ofOther((cell, scene) => ({ action: 'chat.ask', listener: hearerIn(cell, scene), waiting: 0 })) },
  'left-message': {
    ...NOTHING,
    create: ofOther((cell, scene) => ({ action: 'message.leave', listener: hearerIn(cell, scene), waiting: 0, toThis: false })),
  },
  'request-queue': {
    ...NOTHING,
    list: toSeeQueue,
    read: toSeeQueue,
    create: ({ relation }) => rule({ action: 'request.create', waiting: relation === 'author' ? 1 : 0 }),
    append: toWrite,
    'edit-own': toWrite,
    'edit-other': toAccept,
    'delete-own': toWithdraw,
    'delete-other': (cell, scene) => (cell.relation === 'author' ? NONE : toWithdraw(cell, scene)),
  },
  profile: {
    ...NOTHING,
    list: ofOneself({ by: 'session' }),
    read: ofOneself({ by: 'session' }),
    create: ofOneself({ by: 'open' }),
    append: ofOneself({ by: 'session' }),
    'edit-own': ofOneself(rule({ action: 'member.become' })),
    'delete-own': ofOneself(rule({ action: 'account.forget' })),
  },
  presence: {
    ...NOTHING,
    list: ofChat('chat.read'),
    read: ofChat('chat.read'),
    create: ofChat('chat.write'),
    append: ofChat('chat.write'),
    'edit-own': ofChat('chat.write'),
    'delete-own': ofChat('chat.write'),
  },
  'own-account': {
    ...NOTHING,
    read: ofOneself(rule({ action: 'account.export' })),
    append: ofOneself(rule({ action: 'keys.change' })),
    'edit-own': ofOneself(rule({ action: 'name.change' })),
    'delete-own': ofOneself(rule({ action: 'account.erase' })),
  },
  'public-profile': {
    ...NOTHING,
    read: ({ relation }) => (relation === 'author' ? { by: 'session' } : rule({ action: 'profile.read' })),
    // Writing to somebody first needs experience (P33), of which nobody here has any; or to have listened to them (F237).
    create: ofOther(({ relation }, { other }) => {
      const member = { ...OPEN_MEMBER, account: other, blocked: relation === 'blocked', heardBefore: relation === 'former' };
      return { action: 'chat.start', member };
    }),
    'edit-own': ofOneself(rule({ action: 'profile.edit' })),
    append: ofOneself(rule({ action: 'picture.set', paused: false })),
    'delete-own': ofOneself(rule({ action: 'picture.clear' })),
  },
  directory: {
    ...NOTHING,
    list: () => rule({ action: 'directory.read', hears: null }),
    'edit-own': ofOneself(rule({ action: 'status.set' })),
    'delete-own': ofOneself(rule({ action: 'break.take' })),
  },
  'audit-log': { ...NOTHING, list: () => rule({ action: 'audit.read' }), read: () => rule({ action: 'audit.read' }) },
  'relay-watch': { ...NOTHING, read: () => rule({ action: 'relay.watch' }) },
  'house-roles': {
    ...NOTHING,
    list: () => rule({ action: 'roles.read' }),
    moderate: (cell, scene) => rule({ action: 'role.give', rank: 1, capabilities: [], holder: subjectIn(cell, scene) }),
    'edit-other': () => rule(EDIT_SUPPORTERS),
  },
  'house-tracks': { ...NOTHING, 'edit-other': () => rule({ action: 'track.edit', rank: 0, leaves: false }) },
  ages: {
    ...NOTHING,
    list: () => rule({ action: 'applications.read' }),
    moderate: (cell, scene) =>
      rule({
        action: 'age.correct', person: subjectIn(cell, scene), said: true, ageGroup: otherAge(cell.actor), wished: false,
        sharesChat: cell.relation === 'participant',
      }),
    create: (cell) => ofOneself(rule({ action: 'age.ask', wanted: otherAge(cell.actor), waiting: false, declinedLately: false }))(cell),
  },
  restrictions: {
    ...NOTHING,
    list: () => rule({ action: 'restrictions.read' }),
    moderate: (cell, scene) => rule({ action: 'person.restrict', person: subjectIn(cell, scene) }),
  },
  'listener-agreement': { ...NOTHING, create: ofOneself(rule({ action: 'listener.agree' })) },
  appeals: { ...NOTHING, create: ofOneself(rule({ action: 'appeal.write', waiting: false })) },
  applications: {
    ...NOTHING,
    list: () => rule({ action: 'applications.read' }),
    create: ofOneself(rule({ action: 'clearance.apply', waiting: false, declinedLately: false })),
  },
  therapists: {
    ...NOTHING,
    list: () => ({ by: 'open' }),
    create: ofOneself(rule({ action: 'therapist.apply', waiting: false, declinedLately: false, hasTalked: true })),
    // Nobody in a scene is a therapist but the actor: what may be done to one, therapists.test.ts has all cells of.
    moderate: (cell, scene) => rule({ action: 'therapist.keep', act: 'give-entry', therapist: plainSubject(cell, scene) }),
  },
  inbox: { ...NOTHING, ...writtenByRelay(), list: ofOwner('inbox.read'), read: ofOwner('inbox.read') },
  people: { ...NOTHING, ...writtenByRelay(), list: ofOwner('people.read'), read: ofOwner('people.read') },
  // Kinds of the plan that the product does not have: nothing can be asked about them.
  'room-adult': NOTHING,
  'room-teen': NOTHING,
  'room-listeners': NOTHING,
  'forum-public': NOTHING,
  'forum-listeners': NOTHING,
  'forum-therapists': NOTHING,
  feed: NOTHING,
  ratings: NOTHING,
  reports: NOTHING,
  'local-only': NOTHING,
};

function writtenByRelay(): Pick<Asks, 'append' | 'edit-own' | 'edit-other' | 'delete-own' | 'delete-other'> {
  return { append: toWrite, 'edit-own': toWrite, 'edit-other': toWrite, 'delete-own': toWrite, 'delete-other': toWrite };
}

export const askedBy = (cell: Cell, scene: Scene): Asked => ASKS[cell.kind][cell.action](cell, scene);

/** What the product says to a cell today. */
export function allows(cell: Cell, scene: Scene): boolean {
  const caller = callerOf(cell.actor, scene.me);
  const asked = askedBy(cell, scene);
  switch (asked.by) {
    case 'rule':
      return decide(caller, asked.question).allowed;
    case 'open':
      return true;
    case 'session':
      return caller !== null;
    case 'none':
      return false;
    default:
      return unreachable(asked);
  }
}

/** The same through `rightsIn`, which is what the gate asks; null where the kind is no document of that name. */
export function allowsInDocument(cell: Cell, scene: Scene): boolean | null {
  const facts = factsIn(cell, scene);
  const right = facts === null ? null : rightOf(cell.action, rightsIn(callerOf(cell.actor, scene.me), facts));
  return right?.allowed ?? null;
}

function factsIn(cell: Cell, scene: Scene): DocumentFacts | null {
  switch (cell.kind) {
    case 'chat':
      return { kind: 'chat', chat: chatIn(cell, scene) };
    case 'inbox':
    case 'people':
      return { kind: cell.kind, account: ownerIn(cell.relation, scene) };
    case 'request-queue': // its requests are made, taken and withdrawn by commands; the document only shows them
      return cell.action === 'read' || cell.action === 'append' ? { kind: 'queue', ageGroup: ageIn(cell.actor) } : null;
    default:
      return null;
  }
}

function rightOf(action: TableAction, rights: DocumentRights) {
  switch (action) {
    case 'read':
      return rights.read;
    case 'append':
      return rights.append.verdict;
    case 'edit-own':
      return rights.mark;
    case 'delete-own':
      return rights.deleteOwn;
    case 'delete-other':
      return rights.deleteOther;
    default:
      return null;
  }
}
