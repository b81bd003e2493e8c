import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { unreachable } from '../result.ts';
import type { Actor, Caller } from './actor.ts';
import { agesMeet } from './ages.ts';
import { decide } from './decide.ts';
import type { ChatFacts } from './question.ts';
import { callerOf } from './table-scene.ts';
import { TABLE_ACTORS, type TableActor } from './table.ts';

const random = seededRandom(4);
const FROM = newId<AccountId>(random);
const TO = newId<AccountId>(random);

/** The six of RELIABILITY D2. Rooms, mentions and feeds do not exist: nothing can be sent through them. */
const CHANNELS = ['request', 'chat', 'room', 'presence', 'mention', 'feed'] as const;
type Channel = (typeof CHANNELS)[number];

const caller = (actor: TableActor, account: AccountId): Caller => callerOf(actor, account);

/** The facts of a chat between the two as the relay makes them, whoever of them is its listener. */
function chatBetween(seeker: Actor, listener: Actor): ChatFacts {
  return { seeker: seeker.account, listener: listener.account, state: 'open', agesMeet: agesMeet(seeker.ageGroup, listener) };
}

/** Whether what `from` sends through a channel reaches `to`. */
function reaches(from: Caller, to: Caller, channel: Channel): boolean {
  if (from === null || to === null) return false;
  const chats = [chatBetween(from, to), chatBetween(to, from)];
  switch (channel) {
    case 'request': {
      if (from.ageGroup === null) return false;
      const request = { seeker: from.account, ageGroup: from.ageGroup, state: 'waiting', blockBetween: false } as const;
      return (
        decide(from, { action: 'request.create', waiting: 0 }).allowed &&
        decide(to, { action: 'request.accept', request, openChats: 0 }).allowed
      );
    }
    case 'chat':
      return chats.some((chat) => decide(from, { action: 'chat.write', chat }).allowed);
    case 'presence':
      return chats.some((chat) => decide(from, { action: 'chat.mark', chat }).allowed);
    case 'room':
    case 'mention':
    case 'feed':
      return false;
    default:
      return unreachable(channel);
  }
}

const tries = TABLE_ACTORS.flatMap((from) =>
  TABLE_ACTORS.flatMap((to) => CHANNELS.map((channel) => ({ from, to, channel, way: reaches(caller(from, FROM), caller(to, TO), channel) }))),
);
const ageOf = (actor: TableActor) => caller(actor, FROM)?.ageGroup ?? null;

describe('teens and adults (D2, F084, F085)', () => {
  it('every pair of actors is tried over every channel', () => {
    expect(tries.length).toBe(2_166);
  });

  it('no way leads across, but between teens and cleared listeners', () => {
    const across = tries.filter(({ from, to, way }) => way && ageOf(from) !== ageOf(to));
    const pairs = across.map(({ from, to, channel }) => `${from} > ${to}: ${channel}`);
    expect(pairs.toSorted()).toEqual(
      ['guest-teen', 'member-teen', 'listener-teen']
        .flatMap((teen) => [
          ...(teen === 'listener-teen' ? [] : [`${teen} > listener-cleared: request`]),
          ...['chat', 'presence'].flatMap((channel) => [
            `${teen} > listener-cleared: ${channel}`,
            `listener-cleared > ${teen}: ${channel}`,
          ]),
        ])
        .toSorted(),
    );
  });

  it('whoever has not said their age reaches nobody and is reached by nobody', () => {
    expect(tries.filter(({ from, to, way }) => way && (ageOf(from) === null || ageOf(to) === null))).toEqual([]);
  });

  it('how many ways there are changes here alone', () => {
    const ways = CHANNELS.map((channel) => [channel, tries.filter((each) => each.channel === channel && each.way).length]);
    expect(Object.fromEntries(ways)).toEqual({ request: 24, chat: 197, room: 0, presence: 197, mention: 0, feed: 0 });
  });

  it.each([
    ['adult', { ageGroup: 'adult', clearedForTeens: false }, true],
    ['teen', { ageGroup: 'adult', clearedForTeens: false }, false],
    ['teen', { ageGroup: 'adult', clearedForTeens: true }, true],
    ['adult', { ageGroup: 'teen', clearedForTeens: true }, false],
    ['teen', { ageGroup: 'teen', clearedForTeens: false }, true],
    ['teen', { ageGroup: null, clearedForTeens: true }, false],
    [null, { ageGroup: null, clearedForTeens: false }, false],
    [null, { ageGroup: 'adult', clearedForTeens: true }, false],
  ] as const)('a seeker who is %s and a listener who is %o: %s', (seeker, listener, expected) => {
    expect(agesMeet(seeker, listener)).toBe(expected);
  });
});
