import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import type { Applicant } from './house.ts';
import type { Question } from './question.ts';
import { CAPABILITIES, PLAIN_STANDING, type Standing } from './standing.ts';

const random = seededRandom(59);
const ME = newId<AccountId>(random);
const OTHER = newId<AccountId>(random);
const RANKS = [0, 1, 2, 3, 4, 5, 6, 7];

const holding = (standing: Partial<Standing>): Actor => ({
  account: ME, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false,
  standing: { ...PLAIN_STANDING, ...standing },
});
const ruleOf = (who: Actor, question: Question): string => {
  const verdict = decide(who, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};

describe('P59: whoever has an open chat with somebody does not decide about them', () => {
  const mighty = holding({ rank: 7, capabilities: CAPABILITIES });
  const person = { account: OTHER, type: 'listener', rank: 0 } as const;
  const applicant: Applicant = { account: OTHER, type: 'listener', ageGroup: 'adult', rank: 0, restricted: false };
  const therapist = { ...applicant, type: 'member', hasTalked: false } as const;
  const deciding = (sharesChat: boolean, account = OTHER): readonly Question[] => [
    { action: 'appeal.settle', person: { ...person, account }, sharesChat },
    ...(['teen', 'adult', null] as const).map((ageGroup) =>
      ({ action: 'age.correct', person: { ...person, account }, said: true, ageGroup, wished: true, sharesChat }) as const),
    ...[true, false].flatMap((grant) => [
      { action: 'application.settle', grant, applicant: { ...applicant, account }, sharesChat } as const,
      { action: 'therapist.settle', grant, applicant: { ...therapist, account }, sharesChat } as const,
    ]),
  ];

  it('neither for them nor against', () => {
    expect(deciding(true).map((question) => ruleOf(mighty, question))).toEqual(Array(8).fill('P59-impartial'));
    expect(deciding(false).map((question) => ruleOf(mighty, question))).toEqual(Array(8).fill('allowed'));
  });

  it('is told to those alone who could decide otherwise', () => {
    for (const question of deciding(true)) expect(ruleOf(holding({ rank: 7 }), question)).toBe('P41-needs-role');
    for (const question of deciding(true, ME)) expect(ruleOf(mighty, question)).toBe('P43-not-oneself');
    for (const question of deciding(true)) expect(ruleOf(holding({ rank: 0, capabilities: CAPABILITIES }), question)).toBe('P42-from-above');
  });

  it('what protects others never waits: a ban, and a picture that is taken away', () => {
    expect(ruleOf(mighty, { action: 'person.restrict', person })).toBe('allowed');
  });
});

describe('P45: answering an appeal reaches downwards', () => {
  it.each(RANKS.flatMap((mine) => RANKS.map((theirs) => ({ mine, theirs }))))('rank $mine, somebody of rank $theirs', ({ mine, theirs }) => {
    const question = { action: 'appeal.settle', person: { account: OTHER, type: 'listener', rank: theirs }, sharesChat: false } as const;
    expect(ruleOf(holding({ rank: mine, capabilities: ['people.ban'] }), question)).toBe(theirs < mine ? 'allowed' : 'P42-from-above');
    expect(ruleOf(holding({ rank: mine }), question)).toBe('P41-needs-role');
  });
});
