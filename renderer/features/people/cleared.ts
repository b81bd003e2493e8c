import type { Actor } from '#shared/policy/actor.ts';
import type { AgeGroup } from '#shared/words.ts';

/**
 * F085: whether somebody who listens is an adult whom a teen may talk with all the same, and it is a teen who looks. It follows from
 * whom they hear, which is public: whoever hears both groups is an adult who was cleared for teens. Pure.
 */
export const isClearedForMe = (hears: readonly AgeGroup[], me: Pick<Actor, 'ageGroup'> | null): boolean =>
  me?.ageGroup === 'teen' && hears.includes('teen') && hears.includes('adult');
