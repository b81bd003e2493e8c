import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ACCOUNT_TYPES, AGE_GROUPS } from '../words.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import type { Question } from './question.ts';
import { CAPABILITIES, PLAIN_STANDING } from './standing.ts';
import { mayShowContactDetails, type TherapistSubject } from './therapists.ts';

const random = seededRandom(33);
const [ME, OTHER] = [newId<AccountId>(random), newId<AccountId>(random)];
const actor = (more: Partial<Actor> = {}): Actor => ({
  account: ME, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING, ...more,
});
const ruleOf = (who: Actor | null, question: Question): string => {
  const verdict = decide(who, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};
const keeper = actor({ standing: { ...PLAIN_STANDING, rank: 6, capabilities: ['applications.settle'] } });
const without = actor({ standing: { ...PLAIN_STANDING, rank: 7, capabilities: CAPABILITIES.filter((one) => one !== 'applications.settle') } });

/** Every subject that differs in a fact that a rule could use. */
const SUBJECTS: readonly TherapistSubject[] = ACCOUNT_TYPES.flatMap((type) =>
  [null, ...AGE_GROUPS].flatMap((ageGroup) =>
    [false, true].flatMap((restricted) => [false, true].map((hasTalked) => ({ account: OTHER, type, ageGroup, rank: 0, restricted, hasTalked })))));

describe('F042, P51: who applies', () => {
  const cells = ACCOUNT_TYPES.flatMap((type) =>
    [null, ...AGE_GROUPS].flatMap((ageGroup) =>
      (['missing', 'outdated', 'given'] as const).flatMap((consent) =>
        [false, true].flatMap((hasTalked) => [false, true].map((waiting) => ({ type, ageGroup, consent, hasTalked, waiting }))))));
  it('every caller, talked or not, waiting or not', () => {
    for (const { type, ageGroup, consent, hasTalked, waiting } of cells) {
      const gate = consent !== 'given' || ageGroup === null;
      const fits = ageGroup === 'adult' && (type === 'therapist' || (type === 'member' && !hasTalked));
      const ought = type === 'guest' ? 'P51-account-of-its-own' : gate ? 'P3-consent' : !fits ? 'P51-account-of-its-own' : waiting ? 'P47-one-application' : 'allowed';
      expect([type, ageGroup, consent, hasTalked, waiting, ruleOf(actor({ type, ageGroup, consent }), { action: 'therapist.apply', declinedLately: false, waiting, hasTalked })])
        .toEqual([type, ageGroup, consent, hasTalked, waiting, ought]);
    }
  });

  it('nobody without a session, banned or held', () => {
    const question = { action: 'therapist.apply', declinedLately: false, waiting: false, hasTalked: false } as const;
    expect(ruleOf(null, question)).toBe('P1-signed-in');
    expect(ruleOf(actor({ banned: true }), question)).toBe('P2-not-banned');
    expect(ruleOf(actor({ standing: { ...PLAIN_STANDING, held: true } }), question)).toBe('P40-held');
    expect(decide(actor({ type: 'guest' }), question)).toMatchObject({ remedy: 'become-member' });
  });
});

describe('P41, P42, P43, P51, P52: those who decide', () => {
  it('about those alone who stand below them', () => {
    for (const rank of [5, 6, 7]) {
      const ought = rank < 6 ? 'allowed' : 'P42-from-above';
      const subject = { account: OTHER, ageGroup: 'adult', rank, restricted: false, hasTalked: false, type: 'therapist' } as const;
      for (const act of ['give-entry', 'take-entry', 'end'] as const) expect(ruleOf(keeper, { action: 'therapist.keep', act, therapist: subject })).toBe(ought);
      for (const grant of [true, false]) {
        expect(ruleOf(keeper, { action: 'therapist.settle', grant, applicant: subject, sharesChat: false })).toBe(ought);
        const applicant = { account: OTHER, type: 'listener', ageGroup: 'adult', rank, restricted: false } as const;
        expect(ruleOf(keeper, { action: 'application.settle', grant, applicant, sharesChat: false })).toBe(ought);
      }
    }
  });

  it('settle under the same conditions, in every case; declining is always open', () => {
    for (const applicant of SUBJECTS) {
      const fits = !applicant.restricted && applicant.ageGroup === 'adult' && (applicant.type === 'therapist' || (applicant.type === 'member' && !applicant.hasTalked));
      expect(ruleOf(keeper, { action: 'therapist.settle', grant: true, applicant, sharesChat: false })).toBe(fits ? 'allowed' : 'P51-account-of-its-own');
      expect(ruleOf(keeper, { action: 'therapist.settle', grant: false, applicant, sharesChat: false })).toBe('allowed');
      for (const grant of [true, false]) {
        expect(ruleOf(without, { action: 'therapist.settle', grant, applicant, sharesChat: false })).toBe('P41-needs-role');
        expect(ruleOf(keeper, { action: 'therapist.settle', grant, applicant: { ...applicant, account: ME }, sharesChat: false })).toBe('P43-not-oneself');
      }
    }
  });

  it('give an entry to therapists alone; what was given can always be taken, and ended', () => {
    for (const therapist of SUBJECTS) {
      for (const act of ['give-entry', 'take-entry', 'end'] as const) {
        const fits = act !== 'give-entry' || (therapist.type === 'therapist' && !therapist.restricted);
        expect(ruleOf(keeper, { action: 'therapist.keep', act, therapist })).toBe(fits ? 'allowed' : 'P52-entries-for-therapists');
        expect(ruleOf(without, { action: 'therapist.keep', act, therapist })).toBe('P41-needs-role');
        expect(ruleOf(keeper, { action: 'therapist.keep', act, therapist: { ...therapist, account: ME } })).toBe('P43-not-oneself');
      }
    }
  });
});

it('P66: after a no one waits before asking again, but for the protection of a teen', () => {
  const asked = { waiting: false, declinedLately: true } as const;
  const listener = actor({ type: 'listener', standing: { ...PLAIN_STANDING, listenerConsent: 'given' } });
  expect(ruleOf(listener, { action: 'clearance.apply', ...asked })).toBe('P66-after-a-no');
  expect(ruleOf(actor(), { action: 'therapist.apply', hasTalked: false, ...asked })).toBe('P66-after-a-no');
  expect(ruleOf(actor({ ageGroup: 'teen' }), { action: 'age.ask', wanted: 'adult', ...asked })).toBe('P66-after-a-no');
  expect(ruleOf(actor(), { action: 'age.ask', wanted: 'teen', ...asked })).toBe('allowed');
  // Both are told what helps.
  for (const more of [{}, { waiting: true }]) {
    expect(decide(listener, { action: 'clearance.apply', ...asked, ...more })).toMatchObject({ remedy: 'wait' });
  }
});

it('F077: an exception is for therapists and holders of roles, and for those alone who were given it', () => {
  for (const type of ACCOUNT_TYPES) {
    for (const rank of [0, 1]) {
      expect(mayShowContactDetails({ type, rank, entitlements: ['directory-entry'] })).toBe(false);
      expect(mayShowContactDetails({ type, rank, entitlements: ['contact-details'] })).toBe(type === 'therapist' || rank > 0);
    }
  }
});
