import type { Profile } from '../vault/types.ts';

/** The place that was opened last; null on an empty shelf. */
export const latest = (profiles: readonly Profile[]): Profile | null =>
  profiles.reduce<Profile | null>((best, one) => (best === null || one.openedAtMs > best.openedAtMs ? one : best), null);
