import { z } from 'zod';
import { PROFILE, ROLE, TEXT } from '../limits.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, CHAT_LANGUAGES, TOPICS } from '../words.ts';
import { AWAYS, STATUSES } from './presence-shown.ts';
import { presence } from './presence-shape.ts';
import { inBothLanguages } from './roles.ts';
import { therapistShown } from './therapist.ts';
import { verdict } from './verdict-shape.ts';

/**
 * Words that people write about themselves: one form, nothing that is no text, spaces at the ends taken off. What is too
 * long is refused before it is brought into one form, which takes time by the square of its marks (RELIABILITY C10).
 */
const words = (max: number) =>
  z
    .string()
    .max(max, { abort: true })
    .normalize('NFC')
    .trim()
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text.replaceAll(/[\n\t]/g, '')), 'not text');
const unique = <Item>(list: readonly Item[]): boolean => new Set(list).size === list.length;

const topics = z.array(z.enum(TOPICS)).max(PROFILE.maxTopics).refine(unique, 'twice');
const languages = z.array(z.enum(CHAT_LANGUAGES)).max(PROFILE.maxLanguages).refine(unique, 'twice');
const whole = z.int().nonnegative();

/** What of a listener stands in the directory (F040). `hears`: whom they may talk to, never how old they are. */
export const listenerCard = z.object({
  name: z.string(),
  topics: z.array(z.enum(TOPICS)),
  languages: z.array(z.enum(CHAT_LANGUAGES)),
  over35: z.boolean(),
  hears: z.array(z.enum(AGE_GROUPS)),
  presence,
});
export type ListenerCard = z.infer<typeof listenerCard>;

/** A profile as others see it (F023, F039). Of a member neither age nor presence is in it (F024). */
export const profileView = z.object({
  name: z.string(),
  type: z.enum(ACCOUNT_TYPES),
  bio: z.string(),
  topics: z.array(z.enum(TOPICS)),
  languages: z.array(z.enum(CHAT_LANGUAGES)),
  /** Since when they have been here, to the month: the day would help to find somebody elsewhere. */
  sinceMonth: z.string(),
  /** By their roles, as on "Our Team" (F197, F207). A relay of before says nothing of it. */
  titles: z.array(inBothLanguages(ROLE.maxNameLength)).optional(),
  /** Of listeners only. */
  listener: z.object({ over35: z.boolean(), hears: z.array(z.enum(AGE_GROUPS)), presence }).nullable(),
  /** Of therapists only, who stand here with their legal name (F046). */
  therapist: therapistShown.optional(),
  /** Whether the caller may write to them first (F030); null for callers to whom the question does not arise. */
  mayStart: verdict.nullable(),
  /** Of a listener or therapist, for a guest or member: whether the caller may ask them in person, or leave a message (F157, F158). A relay of before says nothing of it. */
  mayAsk: verdict.nullable().optional(),
  mayMessage: verdict.nullable().optional(),
  /** For those alone whose role bans people: whether they may take this person's picture away (P42, P43). A relay of before says nothing of it. */
  mayRemovePicture: verdict.optional(),
});
export type ProfileView = z.infer<typeof profileView>;

/** One's own profile, with what only its person sees. */
export const ownProfile = z.object({
  bio: z.string(),
  topics: z.array(z.enum(TOPICS)),
  languages: z.array(z.enum(CHAT_LANGUAGES)),
  over35: z.boolean(),
  /** F155. */
  acceptsListenerChats: z.boolean(),
  /** F162. */
  noChats: z.boolean(),
  status: z.enum(STATUSES),
  away: z.enum(AWAYS),
  awayUntilMs: whole.nullable(),
  awayNote: z.string(),
});
export type OwnProfile = z.infer<typeof ownProfile>;

export const EMPTY_PROFILE: OwnProfile = {
  bio: '', topics: [], languages: [], over35: false, acceptsListenerChats: true, noChats: false, status: 'offline',
  away: 'no', awayUntilMs: null, awayNote: '',
};

/** Whatever is left out stays as it is. */
export const profileChange = z.strictObject({
  bio: words(PROFILE.maxBioLength).optional(),
  topics: topics.optional(),
  languages: languages.optional(),
  over35: z.boolean().optional(),
  acceptsListenerChats: z.boolean().optional(),
  noChats: z.boolean().optional(),
}).refine((change) => Object.keys(change).length > 0, 'nothing');
export type ProfileChange = z.infer<typeof profileChange>;

export const breakChange = z.strictObject({
  away: z.enum(AWAYS),
  /** Of a stated break; a hidden one says nothing. */
  untilMs: whole.nullable(),
  note: words(PROFILE.maxBreakNoteLength),
});
export type BreakChange = z.infer<typeof breakChange>;

/** What one looks for in the directory. All of it together; the text is the beginning of a name. */
export const listenerQuery = z.strictObject({
  topic: z.enum(TOPICS).optional(),
  language: z.enum(CHAT_LANGUAGES).optional(),
  hears: z.enum(AGE_GROUPS).optional(),
  status: z.enum(STATUSES).optional(),
  over35: z.literal('yes').optional(),
  text: z.string().max(4 * TEXT.maxNameLength).optional(),
  /** Where the page before ended. */
  after: z.string().max(160).optional(),
});
export type ListenerQuery = z.infer<typeof listenerQuery>;

export const listenersPage = z.object({ listeners: z.array(listenerCard), next: z.string().nullable() });
export type ListenersPage = z.infer<typeof listenersPage>;
