import { decide } from '#shared/policy/decide.ts';
import { ALLOWED, type Verdict } from '#shared/policy/verdict.ts';
import type { Entitlement, Topic } from '#shared/words.ts';
import type { Path } from '../../content/library/schema.ts';
import type { Identity } from '../../engine/types.ts';

/** Whose catalogue somebody reads (F107). Guests, and whoever has no account yet, read the members'. */
export const audienceOf = (identity: Identity): Path['audience'] =>
  identity.at === 'account' && identity.me.type === 'listener' ? 'listener' : 'member';

/** How well a path fits what brought somebody here: the place of the best topic in their list; the lower the better. */
const fit = (path: Path, brought: readonly Topic[]): number => {
  const places = path.topics.map((topic) => brought.indexOf(topic)).filter((place) => place >= 0);
  return places.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...places);
};

/** Whether somebody may walk a path: a premium one only when an operator has opened it (P23, F109). Offline too: `me` is kept. */
export function mayWalk(path: Pick<Path, 'premium'>, identity: Identity): Verdict {
  if (!path.premium) return ALLOWED;
  const account = identity.at === 'account' ? identity : null;
  const granted = account?.me.entitlements.includes('premium-paths' satisfies Entitlement) ?? false;
  return decide(account?.actor ?? null, { action: 'premium-path.walk', granted });
}

export interface Catalogue {
  /** Paths for what brought the person here, the best fit first (F108). */
  readonly first: readonly Path[];
  /** The others: open ones before those that need an entitlement, and each by title. */
  readonly others: readonly Path[];
}

/**
 * The paths that somebody is offered, in their order: what they said on joining comes first (F108), so two issues give
 * two sequences. `topic` leaves only the paths about it.
 */
export function catalogueFor(
  paths: readonly Path[],
  audience: Path['audience'],
  brought: readonly Topic[],
  topic: Topic | null,
  language: string,
): Catalogue {
  const order = new Intl.Collator(language);
  const offered = paths
    .filter((path) => path.audience === audience && (topic === null || path.topics.includes(topic)))
    .toSorted((one, other) => Number(one.premium) - Number(other.premium) || order.compare(one.title, other.title));
  const fits = (path: Path): boolean => fit(path, brought) < Number.POSITIVE_INFINITY && !path.premium;
  return {
    first: offered.filter(fits).toSorted((one, other) => fit(one, brought) - fit(other, brought)),
    others: offered.filter((path) => !fits(path)),
  };
}

/** The topics that the paths of an audience are about. */
export const topicsOf = (paths: readonly Path[], audience: Path['audience']): readonly Topic[] =>
  paths.flatMap((path) => (path.audience === audience ? path.topics : []));

export const minutesOf = (path: Path): number => path.activities.reduce((sum, { minutes }) => sum + minutes, 0);
