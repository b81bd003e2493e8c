import { parseDocumentName } from '../documents/names.ts';
import type { AccountId } from '../ids.ts';
import { PROFILE } from '../limits.ts';
import type { AgeGroup } from '../words.ts';
import type { Actor, Caller } from './actor.ts';
import { agesMeet } from './ages.ts';
import { decide } from './decide.ts';
import { reachesMember } from './profiles.ts';
import type { ChatFacts, RequestFacts } from './question.ts';
import { rightsIn } from './rights.ts';
import { TABLE_ACTORS, type TableActor } from './table.ts';
import { callerOf } from './table-scene.ts';

/** The six ways by which one person's words, or their being there, could come to another's eyes (RELIABILITY D2). */
export const CHANNELS = ['request', 'listener-chat', 'room', 'presence', 'mention', 'feed'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Two different accounts, each of which plays an actor; `from` is who would reach `to`. */
export interface Meeting {
  readonly from: TableActor;
  readonly to: TableActor;
}

export interface MeetingCell extends Meeting {
  readonly channel: Channel;
}

/** The two as the rule book sees them. */
interface Two {
  readonly from: Caller;
  readonly to: Caller;
}

type Opens = (two: Two) => boolean;

const AS_IT_IS = { state: 'waiting', blockBetween: false } as const;
/** Everything but age stands open: who is asked is free, and who is invited wishes it. */
const FREE = { listed: true, free: true, onBreak: false, hasRoom: true } as const;
const OPEN = { blocked: false, heardBefore: false, invitedLately: false, invitedToday: 0 } as const;
const WILLING = { acceptsListenerChats: true, blockBetween: false, wantsNoMore: false, hasRoom: true } as const;

const requestOf = ({ account, ageGroup }: Actor): RequestFacts | null =>
  ageGroup === null ? null : { ...AS_IT_IS, seeker: account, ageGroup };

const asks: Opens = ({ from }) => decide(from, { action: 'request.create', waiting: 0 }).allowed;

/** What somebody asks in the queue is seen, or taken, by somebody else. */
const inQueue = (to: (other: Caller, request: RequestFacts) => boolean): Opens => (two) => {
  const request = two.from === null ? null : requestOf(two.from);
  return request !== null && asks(two) && to(two.to, request);
};

const hearer = (from: Actor, to: Actor) => ({ ...FREE, account: to.account, type: to.type, agesMeet: agesMeet(from.ageGroup, to) });

const asksInPerson: Opens = ({ from, to }) =>
  from !== null && to !== null && decide(from, { action: 'chat.ask', listener: hearer(from, to), waiting: 0 }).allowed;

const leavesWords: Opens = ({ from, to }) =>
  from !== null && to !== null && decide(from, { action: 'message.leave', listener: hearer(from, to), waiting: 0, toThis: false }).allowed;

/** Whose profile is not there is written to by nobody. What a listener may write may still reach nobody, and they are not told. */
const startsChat: Opens = ({ from, to }) => {
  if (from === null || to === null || to.banned) return false;
  const may = decide(from, { action: 'chat.start', member: { ...OPEN, account: to.account, type: to.type } }).allowed;
  return may && reachesMember({ ...WILLING, agesMeet: agesMeet(to.ageGroup, from) });
};

/**
 * A chat that stands between the two, as it does when an age was corrected or a clearance taken back since. The one who listens
 * in it is the one who could; where neither could, it is a chat that the relay ought never to have had.
 */
export function chatBetween(two: { readonly from: Actor; readonly to: Actor }): ChatFacts {
  const { seeker, listener } = sidesOf(two);
  return { seeker: seeker.account, listener: listener.account, state: 'open', agesMeet: agesMeet(seeker.ageGroup, listener) };
}

export function sidesOf<Side extends Pick<Actor, 'type' | 'clearedForTeens'>>({ from, to }: { readonly from: Side; readonly to: Side }) {
  const fromListens = from.type === 'listener' && (to.type !== 'listener' || from.clearedForTeens);
  return fromListens ? { seeker: to, listener: from } : { seeker: from, listener: to };
}

const isSeenInChat: Opens = ({ from, to }) => {
  if (from === null || to === null) return false;
  const chat = chatBetween({ from, to });
  return decide(from, { action: 'chat.write', chat }).allowed && decide(to, { action: 'chat.read', chat }).allowed;
};

/** What only the relay writes, and its reader trusts. */
const writesInto = (kind: 'inbox' | 'people'): Opens => ({ from, to }) => {
  if (to === null) return false;
  const { append, mark, deleteOwn, deleteOther, edit } = rightsIn(from, { kind, account: to.account });
  return [append.verdict, mark, deleteOwn, deleteOther, edit].some(({ allowed }) => allowed);
};

/** A kind that has no documents yet opens to nobody. Once it has, this says "yes" to everybody, until the door asks the rule book. */
const noSuchDocument = (kind: string): Opens => ({ to }) =>
  parseDocumentName(`${kind}/${to?.account ?? ''}`) !== null || (['teen', 'adult'] as const).some((group) => parseDocumentName(`${kind}/${group}`) !== null);

/**
 * Every door of every channel. A new way by which people may come together is a line here, and one in the table of the same names
 * by which a running relay is tried (`sync-server/policy-wire`), or that does not compile.
 */
export const DOORS = {
  request: {
    'seen in the queue': inQueue((to, { ageGroup }) => decide(to, { action: 'queue.read', ageGroup }).allowed),
    'taken from the queue': inQueue((to, request) => decide(to, { action: 'request.accept', request, openChats: 0 }).allowed),
    'asked in person': asksInPerson,
    'left a message': leavesWords,
  },
  'listener-chat': { invited: startsChat },
  room: { 'a room': noSuchDocument('room') },
  presence: { 'typing in a chat that stands': isSeenInChat },
  mention: {
    'written into an inbox': writesInto('inbox'),
    'written into somebody\'s people': writesInto('people'),
    'a mention': noSuchDocument('mention'),
    'an invitation': noSuchDocument('invitation'),
  },
  feed: { 'a feed': noSuchDocument('feed') },
} as const satisfies Record<Channel, Record<string, Opens>>;

export type DoorName = { [Of in Channel]: keyof (typeof DOORS)[Of] }[Channel];

export const doorsOf = (channel: Channel): readonly DoorName[] => Object.keys(DOORS[channel]) as DoorName[];

/** An actor of the table; listeners have held enough chats to write to a member first (P33), so that ages alone decide. */
export function partyOf(actor: TableActor, account: AccountId): Caller {
  const caller = callerOf(actor, account);
  if (caller?.type !== 'listener') return caller;
  return { ...caller, standing: { ...caller.standing, completedChats: PROFILE.chatsBeforeStarting } };
}

/** Whether the product lets the one reach the other through a door, as the rule book has it. */
export function opens({ from, to, channel }: MeetingCell, door: DoorName, accounts: { readonly from: AccountId; readonly to: AccountId }): boolean {
  const ask = (DOORS[channel] as Readonly<Partial<Record<DoorName, Opens>>>)[door];
  if (ask === undefined) throw new Error(`${channel} has no door "${door}"`);
  return ask({ from: partyOf(from, accounts.from), to: partyOf(to, accounts.to) });
}

/** Every ordered pair of actors, each on every channel: 2,166. */
export function* meetings(): Generator<MeetingCell> {
  for (const channel of CHANNELS) for (const from of TABLE_ACTORS) for (const to of TABLE_ACTORS) yield { from, to, channel };
}

const AGES: ReadonlyMap<TableActor, AgeGroup | null> = new Map(
  TABLE_ACTORS.map((actor) => [actor, callerOf(actor, '' as AccountId)?.ageGroup ?? null]),
);

export type Apart = 'of-no-age' | 'teen-and-adult' | 'cleared' | 'together';

/** How two actors stand to each other by age alone; written down without the rule book, which is held to it. */
export function apart({ from, to }: Meeting): Apart {
  const [one, other] = [AGES.get(from) ?? null, AGES.get(to) ?? null];
  if (one === null || other === null) return 'of-no-age';
  if (one === other) return 'together';
  return from === 'listener-cleared' || to === 'listener-cleared' ? 'cleared' : 'teen-and-adult';
}
