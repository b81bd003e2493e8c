import { TOPICS, type Topic } from '#shared/words.ts';
import type { Meditation } from '../../content/library/schema.ts';

/** The short ones first: whoever can spare two minutes should not have to look for them. */
export const listed = (all: readonly Meditation[], topic: Topic | null, locale: string): readonly Meditation[] =>
  all
    .filter(({ topics }) => topic === null || topics.includes(topic))
    .toSorted((one, other) => one.seconds - other.seconds || one.title.localeCompare(other.title, locale));

/** Topics that lead to something here, in the order of the queue. */
export const topicsHere = (all: readonly Meditation[]): readonly Topic[] =>
  TOPICS.filter((topic) => all.some(({ topics }) => topics.includes(topic)));
