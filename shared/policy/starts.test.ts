import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { CHAT, PROFILE, START } from '../limits.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, START_KINDS, START_STATES } from '../words.ts';
import type { Actor, Caller } from './actor.ts';
import { agesMeet } from './ages.ts';
import { decide } from './decide.ts';
import type { Question } from './question.ts';
import { PLAIN_STANDING } from './standing.ts';
import type { HearerFacts, StartedFacts } from './starts.ts';

const random = seededRandom(17);
const [ME, OTHER, THIRD] = [newId<AccountId>(random), newId<AccountId>(random), newId<AccountId>(random)];
const AGREED = { ...PLAIN_STANDING, listenerConsent: 'given' } as const;

const actor = (more: Partial<Actor> = {}): Actor => ({
  account: ME, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: AGREED, ...more,
});
const FREE: HearerFacts = { account: OTHER, type: 'listener', agesMeet: true, listed: true, free: true, onBreak: false, hasRoom: true };
const ruleOf = (who: Caller, question: Question): string => {
  const verdict = decide(who, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};
const ask = (more: Partial<HearerFacts> = {}, waiting = 0): Question => ({ action: 'chat.ask', listener: { ...FREE, ...more }, waiting });
const leave = (more: Partial<HearerFacts> = {}, waiting = 0, toThis = false): Question => ({
  action: 'message.leave', listener: { ...FREE, ...more }, waiting, toThis,
});

const CALLERS: readonly Actor[] = ACCOUNT_TYPES.flatMap((type) =>
  [null, ...AGE_GROUPS].flatMap((ageGroup) =>
    (['given', 'missing'] as const).flatMap((consent) =>
      [false, true].flatMap((banned) => [false, true].map((held) => actor({ type, ageGroup, consent, banned, standing: { ...AGREED, held } }))),
    ),
  ),
);
const FLAGS = [false, true] as const;
const HEARERS: readonly HearerFacts[] = ACCOUNT_TYPES.flatMap((type) =>
  FLAGS.flatMap((meet) => FLAGS.flatMap((listed) => FLAGS.flatMap((free) => FLAGS.flatMap((onBreak) =>
    FLAGS.map((hasRoom) => ({ account: OTHER, type, agesMeet: meet, listed, free, onBreak, hasRoom })))))),
);
/** Who is talked to at all, by what everybody can read. */
function ofHearer({ type, listed, agesMeet: meet }: HearerFacts): string | null {
  if (type === 'guest' || type === 'member') return 'P36-listeners-hear';
  if (type === 'therapist' && !listed) return 'P53-entry-runs';
  return meet ? null : 'P8-age-groups-apart';
}

/** What POLICY.md says of a caller, before anything is said of the other side. */
function ofCaller(who: Actor, { type }: Pick<HearerFacts, 'type'>): string | null {
  if (who.banned) return 'P2-not-banned';
  if (who.standing.held) return 'P40-held';
  const asks = who.type === 'guest' || who.type === 'member' || (who.type === 'listener' && type === 'listener');
  return asks ? null : 'P5-seekers-ask';
}
const unagreed = (who: Actor): boolean => who.consent !== 'given' || who.ageGroup === null;

it('P64: who asked often is told so, whatever else stands in the way of the other side', () => {
  for (const listener of HEARERS.filter(({ type }) => type === 'listener' || type === 'therapist')) {
    expect(ruleOf(actor(), ask({ ...listener, askedOften: true }))).toBe('P64-asked-often');
    expect(ruleOf(actor(), leave({ ...listener, askedOften: true }))).toBe('P64-asked-often');
  }
  expect(ruleOf(actor(), ask({ type: 'member', askedOften: true }))).toBe('P36-listeners-hear');
  expect(ruleOf(actor(), leave({ askedOften: true }, 1, true))).toBe('P38-messages-wait');
});

describe('F157, F158, F163: every caller and every kind of person asked', () => {
  it('chat.ask', () => {
    for (const who of CALLERS) {
      for (const listener of HEARERS) {
        for (const waiting of [0, 1]) {
          const reachable = !listener.onBreak && listener.hasRoom && listener.free;
          const ought = ofCaller(who, listener) ?? (waiting > 0 ? 'P6-one-request' : null) ?? (unagreed(who) ? 'P3-consent' : null)
            ?? ofHearer(listener) ?? (reachable ? 'allowed' : 'P37-not-free');
          expect([who, listener, waiting, ruleOf(who, { action: 'chat.ask', listener, waiting })]).toEqual([who, listener, waiting, ought]);
        }
      }
    }
    expect(ruleOf(null, ask())).toBe('P1-signed-in');
  });

  it('message.leave: by the same, but never by the status', () => {
    for (const who of CALLERS) {
      for (const listener of HEARERS) {
        for (const [waiting, toThis] of [[0, false], [START.maxMessagesPerAccount, false], [1, true]] as const) {
          const full = (listener.type === 'listener' || listener.type === 'therapist') && (toThis || waiting >= START.maxMessagesPerAccount);
          const ought = ofCaller(who, listener) ?? (unagreed(who) ? 'P3-consent' : null) ?? (full ? 'P38-messages-wait' : null)
            ?? ofHearer(listener) ?? (!listener.onBreak && listener.hasRoom ? 'allowed' : 'P37-not-free');
          expect([who, listener, ruleOf(who, { action: 'message.leave', listener, waiting, toThis })]).toEqual([who, listener, ought]);
          expect(ruleOf(who, { action: 'message.leave', listener: { ...listener, free: !listener.free }, waiting, toThis })).toBe(ought);
        }
      }
    }
  });

  it('D5, F160: away, full, or said to be offline are one answer, to the last byte; of a block nothing is asked (F102)', () => {
    const answers = [{ free: false }, { hasRoom: false }, { onBreak: true }].map((more) => JSON.stringify(decide(actor(), ask(more))));
    expect(new Set(answers)).toEqual(new Set([JSON.stringify({ allowed: false, rule: 'P37-not-free', remedy: 'wait' })]));
  });

  it('D2: of every pair of ages only those pass who may meet', () => {
    for (const ageGroup of AGE_GROUPS) {
      for (const theirs of [null, ...AGE_GROUPS]) {
        for (const clearedForTeens of FLAGS) {
          const meet = agesMeet(ageGroup, { ageGroup: theirs, clearedForTeens });
          for (const question of [ask({ agesMeet: meet }), leave({ agesMeet: meet })]) {
            expect(ruleOf(actor({ ageGroup }), question)).toBe(meet ? 'allowed' : 'P8-age-groups-apart');
          }
          expect(meet).toBe(theirs !== null && (theirs === ageGroup || (ageGroup === 'teen' && clearedForTeens)));
        }
      }
    }
  });
});

describe('F036: listeners ask each other, in person alone', () => {
  const listener = actor({ type: 'listener' });
  it.each([
    ['another listener', listener, ask(), 'allowed'],
    ['with words', listener, leave(), 'allowed'],
    ['who never agreed to the listener agreement, which is for taking chats', actor({ type: 'listener', standing: PLAIN_STANDING }), ask(), 'allowed'],
    ['P5: a therapist, whom they see as a member (F037)', listener, ask({ type: 'therapist' }), 'P5-seekers-ask'],
    ['P5: a member, to whom they write first or not at all', listener, leave({ type: 'member' }), 'P5-seekers-ask'],
    ['P5: everybody', listener, { action: 'request.create', waiting: 0 }, 'P5-seekers-ask'],
    ['P5: a therapist asks no listener', actor({ type: 'therapist' }), ask(), 'P5-seekers-ask'],
    ['P11: oneself', listener, ask({ account: ME }), 'P11-not-oneself'],
    ['P11: oneself, with words', listener, leave({ account: ME }), 'P11-not-oneself'],
    ['P35: on a said break', actor({ type: 'listener', standing: { ...AGREED, away: 'stated' } }), ask(), 'P35-on-a-break'],
    ['P35: on a hidden break', actor({ type: 'listener', standing: { ...AGREED, away: 'hidden' } }), leave(), 'P35-on-a-break'],
    ['P8: whom they may not meet (F084)', listener, ask({ agesMeet: false }), 'P8-age-groups-apart'],
    ['P6: once at a time', listener, ask({}, 1), 'P6-one-request'],
  ] as const)('%s', (_, who, question, ought) => expect(ruleOf(who, question)).toBe(ought));

  it('F084, F085: a teen and an adult alone where the one who is asked is a cleared adult', () => {
    for (const [mine, theirs] of AGE_GROUPS.flatMap((one) => AGE_GROUPS.map((other) => [one, other] as const))) {
      for (const cleared of FLAGS) {
        const meet = agesMeet(mine, { ageGroup: theirs, clearedForTeens: cleared && theirs === 'adult' });
        expect(meet).toBe(mine === theirs || (mine === 'teen' && theirs === 'adult' && cleared));
        expect(ruleOf(actor({ type: 'listener', ageGroup: mine }), ask({ agesMeet: meet }))).toBe(meet ? 'allowed' : 'P8-age-groups-apart');
      }
    }
  });
});

describe('what waits is answered by whom it waits for, and taken back by who began it', () => {
  const started = (more: Partial<StartedFacts> = {}): StartedFacts => ({ kind: 'ask', from: OTHER, to: ME, state: 'waiting', stands: true, ...more });
  const accept = (more: Partial<StartedFacts> = {}, openChats = 0): Question => ({ action: 'start.accept', start: started(more), openChats });
  const listener = actor({ type: 'listener' });

  it('P4, P9: every kind, state and party', () => {
    for (const kind of START_KINDS) {
      for (const state of START_STATES) {
        for (const to of [ME, THIRD]) {
          const who = kind === 'invitation' ? actor() : listener;
          const ought = to !== ME ? 'P4-own-only' : state === 'waiting' ? 'allowed' : 'P9-first-wins';
          const start = started({ kind, state, to });
          expect(ruleOf(who, { action: 'start.accept', start, openChats: 0 })).toBe(ought);
          expect(ruleOf(who, { action: 'start.decline', start })).toBe(ought);
          const mine = started({ kind, state, from: to, to: OTHER });
          expect(ruleOf(who, { action: 'start.withdraw', start: mine })).toBe(ought);
          for (const action of ['start.accept', 'start.decline', 'start.withdraw'] as const) {
            expect(ruleOf(null, { action, start, openChats: 0 })).toBe('P1-signed-in');
            expect(ruleOf(actor({ banned: true }), { action, start, openChats: 0 })).toBe('P2-not-banned');
            expect(ruleOf(actor({ standing: { ...AGREED, held: true } }), { action, start, openChats: 0 })).toBe('P40-held');
          }
        }
      }
    }
  });

  it.each([
    ['P9: what could not be begun any more', listener, accept({ stands: false }), 'P9-first-wins'],
    ['P7: a member an ask', actor(), accept(), 'P7-listeners-take'],
    ['P3', actor({ type: 'listener', consent: 'outdated' }), accept(), 'P3-consent'],
    ['F043: a therapist an ask', actor({ type: 'therapist', standing: PLAIN_STANDING }), accept(), 'allowed'],
    ['F043: a therapist a message', actor({ type: 'therapist', standing: PLAIN_STANDING }), accept({ kind: 'message' }), 'allowed'],
    ['P3: a therapist', actor({ type: 'therapist', consent: 'missing', standing: PLAIN_STANDING }), accept(), 'P3-consent'],
    ['P18: a therapist', actor({ type: 'therapist', standing: PLAIN_STANDING }), accept({}, CHAT.maxOpenChatsPerListener), 'P18-enough-chats'],
    ['P35: a therapist', actor({ type: 'therapist', standing: { ...PLAIN_STANDING, away: 'stated' } }), accept(), 'P35-on-a-break'],
    ['P24', actor({ type: 'listener', standing: PLAIN_STANDING }), accept(), 'P24-listener-agreement'],
    ['P35', actor({ type: 'listener', standing: { ...AGREED, away: 'stated' } }), accept({ kind: 'message' }), 'P35-on-a-break'],
    ['P18', listener, accept({}, CHAT.maxOpenChatsPerListener), 'P18-enough-chats'],
    ['P37: an invitation of somebody who is full by now', actor(), accept({ kind: 'invitation' }, CHAT.maxOpenChatsPerListener), 'P37-not-free'],
  ] as const)('%s', (_, who, question, rule) => {
    expect(ruleOf(who, question)).toBe(rule);
  });
});

describe('F030, F237: a listener writes first', () => {
  const MEMBER = {
    account: OTHER, type: 'member', blocked: false, heardBefore: false, invitedLately: false, invitedToday: 0,
  } as const;
  const start = (more: object = {}): Question => ({ action: 'chat.start', member: { ...MEMBER, ...more } });
  const fresh = actor({ type: 'listener' });
  const old = actor({ type: 'listener', standing: { ...AGREED, completedChats: PROFILE.chatsBeforeStarting } });

  it.each([
    ['P33: without experience', fresh, start(), 'P33-experienced-start'],
    ['F237: whom one has listened to', fresh, start({ heardBefore: true }), 'allowed'],
    ['F102: whom one has blocked, also then', fresh, start({ heardBefore: true, blocked: true }), 'P34-not-open-to-this'],
    ['P24: without the agreement', { ...old, standing: { ...old.standing, listenerConsent: 'outdated' } }, start(), 'P24-listener-agreement'],
    ['P39: again', old, start({ invitedLately: true }), 'P39-invited-once'],
    ['P39: the eleventh of a day', old, start({ invitedToday: START.maxInvitationsPerDay }), 'P39-invited-once'],
    ['the tenth', old, start({ invitedToday: START.maxInvitationsPerDay - 1 }), 'allowed'],
  ] as const)('%s', (_, who, question, rule) => {
    expect(ruleOf(who as Actor, question)).toBe(rule);
  });
});

it('P6, P18, P64: says what would help, where something would', () => {
  const start: StartedFacts = { kind: 'ask', from: OTHER, to: ME, state: 'waiting', stands: true };
  const full: Question = { action: 'start.accept', start, openChats: CHAT.maxOpenChatsPerListener };
  expect(decide(actor(), ask({}, 1))).toMatchObject({ rule: 'P6-one-request', remedy: 'withdraw-first' });
  expect(decide(actor(), ask({ askedOften: true }))).toMatchObject({ rule: 'P64-asked-often', remedy: 'wait' });
  expect(decide(actor({ type: 'listener' }), full)).toMatchObject({ rule: 'P18-enough-chats', remedy: 'end-a-chat' });
});
