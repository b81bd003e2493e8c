import { newId, type AccountId } from '../../ids.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import type { Actor, Caller } from '../actor.ts';
import { decide } from '../decide.ts';
import type { Question } from '../question.ts';
import { PLAIN_STANDING, type Standing } from '../standing.ts';

const random = seededRandom(21);
export const ME = newId<AccountId>(random);
export const OTHER = newId<AccountId>(random);

/** An adult member, and what else they are. */
export const actor = (more: Partial<Actor> = {}, standing: Partial<Standing> = {}): Actor => ({
  account: ME, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false,
  standing: { ...PLAIN_STANDING, ...standing }, ...more,
});
/** The rule that refuses, or that it is allowed. */
export const ruleOf = (who: Caller, question: Question): string => {
  const verdict = decide(who, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};

/** Every rank of a new house, and that of those who have none. */
export const RANKS = [0, 1, 2, 3, 4, 5, 6, 7];
