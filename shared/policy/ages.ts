import type { AgeGroup } from '../words.ts';

/** What of a listener decides whose words may reach them. */
export interface ListenerAge {
  readonly ageGroup: AgeGroup | null;
  readonly clearedForTeens: boolean;
}

/**
 * Whether a listener may meet somebody of this age group: their own, or, for adults with a background check, the
 * teens' (F084, F085). Whoever has not said their age meets nobody.
 */
export function agesMeet(seeker: AgeGroup | null, listener: ListenerAge): boolean {
  if (seeker === null || listener.ageGroup === null) return false;
  return listener.ageGroup === seeker || (seeker === 'teen' && listener.clearedForTeens);
}
