import { z } from 'zod';
import type { OwnProfile, ProfileChange } from '#shared/people/profile.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';

/** What stands in the form, as its draft keeps it (F229). */
export const profileForm = z.strictObject({
  bio: z.string(),
  topics: z.array(z.enum(TOPICS)),
  languages: z.array(z.enum(CHAT_LANGUAGES)),
  over35: z.boolean(),
});
export type ProfileForm = z.infer<typeof profileForm>;

export const formOf = ({ bio, topics, languages, over35 }: OwnProfile): ProfileForm => ({ bio, topics, languages, over35 });

/** The form in words, for the list of drafts; never empty, so that a change of topics alone is kept as well. */
export const formWords = ({ bio, topics, languages }: ProfileForm): string => bio.trim() || [...topics, ...languages].join(', ') || '…';

/** What differs from what is known at the relay; null for nothing. `tagged`: who may say "35 or over" (F086). */
export function changeOf(form: ProfileForm, own: OwnProfile, tagged: boolean): ProfileChange | null {
  const change: ProfileChange = {
    ...(form.bio.trim() === own.bio ? {} : { bio: form.bio }),
    ...(isSame(form.topics, own.topics) ? {} : { topics: form.topics }),
    ...(isSame(form.languages, own.languages) ? {} : { languages: form.languages }),
    ...(!tagged || form.over35 === own.over35 ? {} : { over35: form.over35 }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((word) => other.includes(word));

/** One more or one less, in the order of all there are, and never more than `max`. */
export function toggled<Word>(all: readonly Word[], chosen: readonly Word[], word: Word, max: number): Word[] {
  const next = chosen.includes(word) ? chosen.filter((one) => one !== word) : [...chosen, word];
  return next.length > max ? [...chosen] : all.filter((one) => next.includes(one));
}
