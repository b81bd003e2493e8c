import { foldName } from '#shared/people/names.ts';
import type { ListenerCard, ListenerQuery } from '#shared/people/profile.ts';
import type { Seen } from '../../engine/profiles.ts';

/** What the directory would have said of those this device knows: the same conditions, over what was seen last. Pure. */
export function filterKept(kept: readonly Seen<ListenerCard>[], query: ListenerQuery): readonly Seen<ListenerCard>[] {
  const start = foldName((query.text ?? '').trim().replace(/^@/, ''));
  return kept.filter(
    ({ value }) =>
      (query.topic === undefined || value.topics.includes(query.topic)) &&
      (query.language === undefined || value.languages.includes(query.language)) &&
      (query.hears === undefined || value.hears.includes(query.hears)) &&
      (query.over35 === undefined || value.over35) &&
      (query.status === undefined || value.presence.status === query.status) &&
      foldName(value.name).startsWith(start),
  );
}

/** The address of somebody's page in the app. */
export const pageOf = (name: string): string => `/@${encodeURIComponent(name)}`;
