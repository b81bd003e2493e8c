import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { PROFILE } from '../limits.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, type AgeGroup } from '../words.ts';
import type { Actor } from './actor.ts';
import { agesMeet } from './ages.ts';
import { decide } from './decide.ts';
import { groupsToLookFor, reachesMember, type ReachFacts } from './profiles.ts';
import type { Question } from './question.ts';
import { PLAIN_STANDING } from './standing.ts';

const random = seededRandom(11);
const ME = newId<AccountId>(random);
const OTHER = newId<AccountId>(random);
const EXPERIENCED = { ...PLAIN_STANDING, listenerConsent: 'given', completedChats: PROFILE.chatsBeforeStarting } as const;

const actor = (more: Partial<Actor> = {}): Actor => ({
  account: ME, type: 'listener', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: EXPERIENCED, ...more,
});
const MEMBER = {
  account: OTHER, type: 'member', blocked: false, heardBefore: false, invitedLately: false, invitedToday: 0,
} as const;
const OPEN: ReachFacts = { acceptsListenerChats: true, agesMeet: true, blockBetween: false, wantsNoMore: false, hasRoom: true };
const start = (more: object = {}): Question => ({ action: 'chat.start', member: { ...MEMBER, ...more } });
const ruleOf = (who: Actor | null, question: Question): string => {
  const verdict = decide(who, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};

describe('F023, F040: what is public', () => {
  it('a profile is read by everybody, the banned and those who are nobody included', () => {
    for (const who of [null, actor(), actor({ banned: true }), actor({ type: 'guest', ageGroup: null, consent: 'missing' })]) {
      expect(ruleOf(who, { action: 'profile.read' })).toBe('allowed');
    }
  });

  const CELLS = [...AGE_GROUPS, null].flatMap((mine) =>
    [...AGE_GROUPS, null].flatMap((hears) => [false, true].map((clearedForTeens) => ({ mine, hears, clearedForTeens }))),
  );
  it.each(CELLS)('P30: of age $mine (cleared: $clearedForTeens), looking for those who hear $hears', ({ mine, hears, clearedForTeens }) => {
    const may = mine === null || hears === null || mine === hears || (hears === 'teen' && clearedForTeens);
    expect(ruleOf(actor({ ageGroup: mine, clearedForTeens }), { action: 'directory.read', hears })).toBe(may ? 'allowed' : 'P30-own-age-group');
    expect(ruleOf(null, { action: 'directory.read', hears })).toBe('allowed');
  });
});

describe('one\'s own', () => {
  it.each([
    ['guest', 'P31-no-guest-profiles', 'P32-listeners-own'],
    ['member', 'allowed', 'P32-listeners-own'],
    ['listener', 'allowed', 'allowed'],
    ['therapist', 'allowed', 'allowed'],
  ] as const)('P31, P32: a %s', (type, edit, own) => {
    expect(ruleOf(actor({ type }), { action: 'profile.edit' })).toBe(edit);
    expect(ruleOf(actor({ type }), { action: 'status.set' })).toBe(own);
    expect(ruleOf(actor({ type }), { action: 'break.take' })).toBe(own);
  });

  it.each(['profile.edit', 'status.set', 'break.take'] as const)('%s: nobody, a banned one, and one who has not agreed', (action) => {
    expect(ruleOf(null, { action })).toBe('P1-signed-in');
    expect(ruleOf(actor({ banned: true }), { action })).toBe('P2-not-banned');
    expect(ruleOf(actor({ consent: 'outdated' }), { action })).toBe('P3-consent');
    expect(ruleOf(actor({ ageGroup: null }), { action })).toBe('P3-consent');
  });
});

describe('F030, F033, F154, F155: a listener writes to a member first', () => {
  it('with experience, to a member of their age group who accepts it', () => {
    expect(ruleOf(actor(), start())).toBe('allowed');
  });

  it.each([
    ['F154: one chat short', actor({ standing: { ...EXPERIENCED, completedChats: PROFILE.chatsBeforeStarting - 1 } }), start(), 'P33-experienced-start'],
    ['a member', actor({ type: 'member' }), start(), 'P33-experienced-start'],
    ['a guest', actor({ type: 'guest' }), start(), 'P32-listeners-own'],
    ['oneself', actor(), start({ account: ME }), 'P11-not-oneself'],
    ['P35: on a break', actor({ standing: { ...EXPERIENCED, away: 'stated' } }), start(), 'P35-on-a-break'],
    ['P3', actor({ consent: 'missing' }), start(), 'P3-consent'],
  ] as const)('%s', (_, who, question, rule) => {
    expect(ruleOf(who, question)).toBe(rule);
  });

  it('P34: to members alone, and to nobody whom one has blocked; nothing else is asked', () => {
    const denials = [{ blocked: true }, { type: 'listener' }, { type: 'guest' }];
    const answers = denials.map((more) => JSON.stringify(decide(actor(), start(more))));
    expect(new Set(answers)).toEqual(new Set([JSON.stringify({ allowed: false, rule: 'P34-not-open-to-this', remedy: 'none' })]));
  });

  it('F084, F102, F155: what is told to nobody decides whether words reach, and each of it alone stops them', () => {
    expect(reachesMember(OPEN)).toBe(true);
    for (const fact of Object.keys(OPEN) as (keyof ReachFacts)[]) expect([fact, reachesMember({ ...OPEN, [fact]: !OPEN[fact] })]).toEqual([fact, false]);
    // The question has no room for any of it, so that no answer can depend on it.
    for (const fact of Object.keys(OPEN)) expect(MEMBER).not.toHaveProperty(fact);
  });

  it('D2, F084: every pair of type and age: only a cleared adult crosses, towards teens', () => {
    const ages: readonly (AgeGroup | null)[] = [null, ...AGE_GROUPS];
    const people = ACCOUNT_TYPES.flatMap((type) =>
      ages.flatMap((ageGroup) => [false, true].map((clearedForTeens) => ({ type, ageGroup, clearedForTeens }))),
    );
    const others = ACCOUNT_TYPES.flatMap((type) => ages.map((ageGroup) => ({ type, ageGroup })));
    for (const one of people) {
      for (const other of others) {
        const who = actor(one);
        const may = ruleOf(who, start({ type: other.type })) === 'allowed' && reachesMember({ ...OPEN, agesMeet: agesMeet(other.ageGroup, who) });
        const meet = other.ageGroup !== null && (one.ageGroup === other.ageGroup || (other.ageGroup === 'teen' && one.clearedForTeens));
        expect([one, other, may]).toEqual([one, other, one.type === 'listener' && other.type === 'member' && one.ageGroup !== null && meet]);
      }
    }
  });
});

it('P35: who is on a break takes no request from the queue, and takes one again after coming back', () => {
  const request = { seeker: OTHER, ageGroup: 'adult', state: 'waiting', blockBetween: false } as const;
  for (const away of ['hidden', 'stated'] as const) {
    const standing = { ...EXPERIENCED, listenerConsent: 'given', away } as const;
    expect(decide(actor({ standing }), { action: 'request.accept', request, openChats: 0 })).toMatchObject({ rule: 'P35-on-a-break', remedy: 'return' });
  }
  const back = { ...EXPERIENCED, listenerConsent: 'given', away: 'no' } as const;
  expect(decide(actor({ standing: back }), { action: 'request.accept', request, openChats: 0 }).allowed).toBe(true);
});

it('F084, F085: whose listeners one may look for', () => {
  const of = (ageGroup: AgeGroup | null, clearedForTeens = false) => groupsToLookFor(actor({ ageGroup, clearedForTeens }));
  expect([groupsToLookFor(null), of(null)]).toEqual([null, null]);
  expect([of('adult'), of('teen'), of('adult', true)]).toEqual([['adult'], ['teen'], ['adult', 'teen']]);
  expect(of('teen', true)).toEqual(['teen']);
});
