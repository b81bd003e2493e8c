import type { Profile } from '../../vault/types.ts';

/** How many signs there are among the texts (`account:signs`). */
export const SIGNS = 24;

/** A profile with the sign it goes by while its name is locked away. */
export interface Place {
  readonly profile: Profile;
  readonly sign: number;
}

/**
 * The shelf knows no names, and must not: whoever has the files could read them. So a place goes by a sign out of its
 * own random id, which says nothing about anybody, is the same each time, and differs from its neighbours'.
 */
export function placesOf(profiles: readonly Profile[]): readonly Place[] {
  const taken = new Set<number>();
  const inOrder = profiles.toSorted((one, other) => one.createdAtMs - other.createdAtMs || (one.id < other.id ? -1 : 1));
  return inOrder.map((profile) => {
    let sign = [...profile.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7) % SIGNS;
    while (taken.has(sign) && taken.size < SIGNS) sign = (sign + 1) % SIGNS;
    taken.add(sign);
    return { profile, sign };
  });
}
