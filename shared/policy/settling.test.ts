import { describe, expect, it } from 'vitest';
import type { AccountId } from '../ids.ts';
import type { AgeGroup } from '../words.ts';
import type { Applicant } from './house.ts';
import type { Question } from './question.ts';
import { CAPABILITIES, PLAIN_STANDING } from './standing.ts';
import { ME, OTHER, RANKS, actor, ruleOf } from './testing/house-people.ts';

describe('F085: who asks to be cleared for teens', () => {
  const listener = actor({ type: 'listener' }, { listenerConsent: 'given' });
  const settler = actor({}, { rank: 6, capabilities: ['applications.settle'] });
  const applicant: Applicant = { account: OTHER, type: 'listener', ageGroup: 'adult', rank: 0, restricted: false };
  it.each([
    ['an adult listener who has agreed', listener, 'allowed'],
    ['a teen listener', { ...listener, ageGroup: 'teen' as const }, 'P46-adult-listeners'],
    ['a member', { ...listener, type: 'member' as const }, 'P46-adult-listeners'],
    ['F085: a therapist, whom the licence binds', { ...listener, type: 'therapist' as const, standing: PLAIN_STANDING }, 'allowed'],
    ['one who is cleared', { ...listener, clearedForTeens: true }, 'P46-adult-listeners'],
    ['one who has not agreed', { ...listener, consent: 'outdated' as const }, 'P46-adult-listeners'],
    ['one without the listener agreement', { ...listener, standing: PLAIN_STANDING }, 'P46-adult-listeners'],
  ])('%s', (_, who, ought) => expect(ruleOf(who, { action: 'clearance.apply', waiting: false, declinedLately: false })).toBe(ought));

  it('P47: once until it is settled; and nobody settles their own', () => {
    expect(ruleOf(listener, { action: 'clearance.apply', waiting: true, declinedLately: false })).toBe('P47-one-application');
    for (const grant of [true, false]) {
      expect(ruleOf(settler, { action: 'application.settle', grant, applicant, sharesChat: false })).toBe('allowed');
      expect(ruleOf(settler, { action: 'application.settle', grant, applicant: { ...applicant, account: ME }, sharesChat: false })).toBe('P43-not-oneself');
      expect(ruleOf(actor({}, { rank: 7 }), { action: 'application.settle', grant, applicant, sharesChat: false })).toBe('P41-needs-role');
    }
  });

  it.each([
    ['a member', { type: 'member' as const }],
    ['a teen', { ageGroup: 'teen' as const }],
    ['somebody of no age', { ageGroup: null }],
    ['somebody banned or held', { restricted: true }],
  ])('P46: %s is declined, and never granted', (_, since) => {
    const ask = (grant: boolean) => ruleOf(settler, { action: 'application.settle', grant, applicant: { ...applicant, ...since }, sharesChat: false });
    expect([ask(true), ask(false)]).toEqual(['P46-adult-listeners', 'allowed']);
  });

  it.each([
    ['from above', OTHER, 5, 'allowed'],
    ['never from beside', OTHER, 6, 'P42-from-above'],
    ['never one\'s own', ME, 0, 'P43-not-oneself'],
  ] as const)('F085, F206: a clearance is taken back %s', (_, account, rank, ought) => {
    const question: Question = { action: 'clearance.end', person: { account, type: 'listener', rank } };
    expect(ruleOf(settler, question)).toBe(ought);
    expect(ruleOf(actor({}, { rank: 7, capabilities: ['people.ban'] }), question)).toBe('P41-needs-role');
  });
});

describe('F082, F084: an age group that was noted wrongly', () => {
  const correct = (theirs: number, more: { said?: boolean; account?: AccountId; ageGroup?: AgeGroup | null; wished?: boolean } = {}): Question => {
    const { account = OTHER, said = true, ageGroup = 'teen', wished = false } = more;
    return { action: 'age.correct', person: { account, type: 'member', rank: theirs }, said, ageGroup, wished, sharesChat: false };
  };
  it.each(RANKS.flatMap((mine) => RANKS.map((theirs) => ({ mine, theirs }))))('rank $mine corrects one of rank $theirs', ({ mine, theirs }) => {
    const keeper = actor({}, { rank: mine, capabilities: ['applications.settle'] });
    expect(ruleOf(keeper, correct(theirs))).toBe(theirs < mine ? 'allowed' : 'P42-from-above');
    expect(ruleOf(actor({}, { rank: mine, capabilities: CAPABILITIES.filter((one) => one !== 'applications.settle') }), correct(theirs))).toBe('P41-needs-role');
    expect(ruleOf(keeper, correct(theirs, { account: ME }))).toBe('P43-not-oneself');
  });

  it('P56: one that nobody has said is no mistake', () => {
    expect(ruleOf(actor({}, { rank: 7, capabilities: ['applications.settle'] }), correct(0, { said: false }))).toBe('P56-age-said');
  });

  it('P65: a teen becomes an adult by a wish of their own alone; an adult a teen without one, and both are left as they are', () => {
    const keeper = actor({}, { rank: 7, capabilities: ['applications.settle'] });
    const rules = ([['adult', false], ['adult', true], ['teen', false], ['teen', true], [null, false]] as const).map(([ageGroup, wished]) =>
      ruleOf(keeper, correct(0, { ageGroup, wished })));
    expect(rules).toEqual(['P65-adult-by-own-wish', 'allowed', 'allowed', 'allowed', 'allowed']);
  });

  it.each([
    ['an adult who is a teen', actor(), 'teen', 'allowed'],
    ['a teen who is an adult', actor({ ageGroup: 'teen' }), 'adult', 'allowed'],
    ['a guest', actor({ type: 'guest' }), 'teen', 'allowed'],
    ['for what is noted', actor(), 'adult', 'P57-age-as-noted'],
    ['before any was said', actor({ ageGroup: null }), 'teen', 'P56-age-said'],
    ['banned', actor({ banned: true }), 'teen', 'P2-not-banned'],
    ['held', actor({}, { held: true }), 'teen', 'P40-held'],
  ] as const)('asked by %s', (_, who, wanted, ought) => {
    expect(ruleOf(who, { action: 'age.ask', wanted, waiting: false, declinedLately: false })).toBe(ought);
    const twice = ought === 'allowed' ? 'P47-one-application' : ought;
    expect(ruleOf(who, { action: 'age.ask', wanted, waiting: true, declinedLately: false })).toBe(twice);
  });
});
