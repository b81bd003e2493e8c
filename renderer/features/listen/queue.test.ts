import { describe, expect, it } from 'vitest';
import { CHAT } from '#shared/limits.ts';
import { actorOf } from '../../engine/types.ts';
import { meOf, person, requestOf } from '../chats/testing/people.ts';
import { arrivals, NOTIFY_AT_MOST_EVERY_MS, shouldNotify } from './arrivals.ts';
import { mayTake, readableQueues } from './queue-rights.ts';

const listener = (more: Parameters<typeof meOf>[1] = {}) => actorOf(meOf('ear', { type: 'listener', ...more }));

describe('which queues one sees', () => {
  it.each([
    ['P7 a guest', actorOf(meOf('g')), []],
    ['P7 a member', actorOf(meOf('m', { type: 'member' })), []],
    ['P7 a therapist', actorOf(meOf('t', { type: 'therapist' })), []],
    ['P8 an adult listener', listener(), ['adult']],
    ['P8 a teen listener', listener({ ageGroup: 'teen' }), ['teen']],
    ['P8 a cleared adult listener', listener({ clearedForTeens: true }), ['teen', 'adult']],
    ['P3 a listener without consent', listener({ consent: 'outdated' }), []],
    ['P2 a banned listener', listener({ banned: true }), []],
  ])('%s', (_, actor, queues) => {
    expect(readableQueues(actor)).toEqual(queues);
  });
});

it('P18: at the bound nothing more may be taken', () => {
  const request = requestOf(person('a'));
  expect(mayTake(listener(), request, 'adult', CHAT.maxOpenChatsPerListener - 1).allowed).toBe(true);
  expect(mayTake(listener(), request, 'adult', CHAT.maxOpenChatsPerListener)).toMatchObject({
    rule: 'P18-enough-chats',
    remedy: 'end-a-chat',
  });
});

describe('who came', () => {
  const [a, b] = [requestOf(person('a')), requestOf(person('b'))];
  it('is nobody at the first look', () => expect(arrivals(null, [a, b])).toEqual([]));
  it('is whoever was not there before', () => expect(arrivals(new Set([a.request]), [a, b])).toEqual([b]));
});

describe('a system notification', () => {
  const facts = { arrived: 1, hidden: true, lastNotifiedAtMs: null, nowMs: 1_000, mayTake: true };
  it('calls when somebody came and the window is out of sight', () => expect(shouldNotify(facts)).toBe(true));
  it.each([
    ['nobody came', { arrived: 0 }],
    ['the window is in sight', { hidden: false }],
    ['P18 the listener’s hands are full', { mayTake: false }],
    ['one was shown a moment ago', { lastNotifiedAtMs: 1_001 - NOTIFY_AT_MOST_EVERY_MS }],
  ])('stays away when %s', (_, change) => expect(shouldNotify({ ...facts, ...change })).toBe(false));
});
