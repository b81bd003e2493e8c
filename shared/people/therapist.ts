import { z } from 'zod';
import { KEEPING, TEXT, THERAPIST } from '../limits.ts';
import { AGE_GROUPS, CHAT_LANGUAGES, TOPICS } from '../words.ts';
import { contactKindsIn } from './contact-details.ts';
import { COUNTRIES } from './countries.ts';
import { presence } from './presence-shape.ts';
import { HIDDEN } from './shown-text.ts';
import { verdict, verdictOrShown } from './verdict-shape.ts';

/** One line of what people write, in one form. What is too long is refused before that, which takes time (RELIABILITY C10). */
const line = (max: number, form: RegExp) =>
  z
    .string()
    .max(max, { abort: true })
    .normalize('NFC')
    .trim()
    .refine((text) => text.isWellFormed() && !HIDDEN.test(text) && form.test(text), 'not text');

/** Letters of any script, with what stands between the parts of a name; two letters at least. */
const NAME = /^\p{L}[\p{L}\p{M}\p{Join_Control} .,'’·-]*\p{L}[\p{M}.]*$/u;
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N} ./:#-]*$/u;
const REGION = /^(?:[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’()-]*)?$/u;

/** F042, F046: who a therapist is, and by which licence. All of it is for those who decide; the number is for nobody else. */
export const licence = z.strictObject({
  legalName: line(THERAPIST.maxLegalNameLength, NAME),
  country: z.string().refine((country) => COUNTRIES.includes(country), 'no country'),
  /** A part of the country, where licences hold for one; else empty. */
  region: line(THERAPIST.maxRegionLength, REGION),
  number: line(THERAPIST.maxLicenceNumberLength, NUMBER),
});
export type Licence = z.infer<typeof licence>;

/** F077: what everybody reads of a licence leads nowhere outside. Which field does; null where none. No exception is for these. */
export const leadsOutside = (shown: Pick<Licence, 'legalName' | 'region'>): 'legalName' | 'region' | null =>
  (['legalName', 'region'] as const).find((field) => contactKindsIn(shown[field]).length > 0) ?? null;

export const therapistApplication = z.strictObject({
  ...licence.shape,
  /** What somebody says of their work, for those who decide. */
  text: z.string().trim().min(1).max(KEEPING.maxApplicationLength),
});
export type TherapistApplication = z.infer<typeof therapistApplication>;

/** What everybody reads of a licence (F046). */
export const publicLicence = z.object({ legalName: z.string(), country: z.string(), region: z.string() });
export type PublicLicence = z.infer<typeof publicLicence>;

/** Whom a therapist talks with, and whether they are here; null where nobody reaches them. A relay of before says nothing of it. */
const reached = { hears: z.array(z.enum(AGE_GROUPS)).optional(), presence: presence.nullable().optional() } as const;

/** ... with whether the directory shows its therapist now (F043). */
export const therapistShown = publicLicence.extend({ listed: z.boolean(), ...reached });
export type TherapistShown = z.infer<typeof therapistShown>;

/** What of a therapist stands in the directory (F044). */
export const therapistCard = publicLicence.extend({
  name: z.string(),
  topics: z.array(z.enum(TOPICS)),
  languages: z.array(z.enum(CHAT_LANGUAGES)),
  ...reached,
});
export type TherapistCard = z.infer<typeof therapistCard>;

/** What one looks for, all of it together. The text: beginnings of words of a name, whichever name. */
export const therapistQuery = z.strictObject({
  topic: z.enum(TOPICS).optional(),
  language: z.enum(CHAT_LANGUAGES).optional(),
  country: z.string().refine((country) => COUNTRIES.includes(country), 'no country').optional(),
  text: z.string().max(Math.max(THERAPIST.maxLegalNameLength, 4 * TEXT.maxNameLength)).optional(),
  /** Where the page before ended. */
  after: z.string().max(200).optional(),
});
export type TherapistQuery = z.infer<typeof therapistQuery>;

export const therapistsPage = z.object({ therapists: z.array(therapistCard), next: z.string().nullable() });
export type TherapistsPage = z.infer<typeof therapistsPage>;

/** A directory entry (F043); `untilMs` null: until it is taken back. One whose time is over has ended by itself. */
export const directoryEntry = z.object({ untilMs: z.int().nullable() });
export type DirectoryEntry = z.infer<typeof directoryEntry>;

const held = z.object({ legalName: z.string(), country: z.string(), region: z.string(), number: z.string() });

/** How one's own application and licence stand. */
export const ownTherapist = z.object({
  licence: held.extend({ sinceMs: z.int() }).nullable(),
  entry: directoryEntry.nullable(),
  listed: z.boolean(),
  application: z
    .object({
      /** Kept while it waits, and no longer. */
      licence: held.nullable(),
      text: z.string(),
      atMs: z.int(),
      state: z.enum(['waiting', 'granted', 'declined']),
      answer: z.string().nullable(),
    })
    .nullable(),
  /** Whether one may apply now, by the rule book. */
  mayApply: verdict,
});
export type OwnTherapist = z.infer<typeof ownTherapist>;

/** A therapist as those see them who settle applications. */
export const keptTherapist = held.extend({
  name: z.string(),
  sinceMs: z.int(),
  entry: directoryEntry.nullable(),
  listed: z.boolean(),
  /** What the reader may do about them now, by the same questions that the relay asks then (P42, P43, P52). */
  mayGive: verdictOrShown,
  mayTake: verdictOrShown,
  mayEnd: verdictOrShown,
  /** For apps of before. */
  self: z.boolean(),
});
export type KeptTherapist = z.infer<typeof keptTherapist>;

const LETTERS = /[\p{L}\p{N}]+/gu;

/** The words that a name is found by: without marks, in small letters. */
export const wordsOf = (name: string): string[] => {
  const plain = name.slice(0, 200).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(LETTERS) ?? [])];
};

/** What of a typed text is looked for. */
export const wordsToFind = (text: string | undefined): string[] => wordsOf(text ?? '').slice(0, THERAPIST.maxSearchWords);
/** Under which words a therapist stands in the directory: of the legal name, and the name of the account. */
export const wordsToList = (legalName: string, name: string): string[] =>
  [...new Set([...wordsOf(name), ...wordsOf(legalName)])].slice(0, THERAPIST.maxNameWords);

/** What the directory would say of a card: the same conditions, for cards that a device has kept. */
export function fitsTherapist(card: TherapistCard, { topic, language, country, text }: TherapistQuery): boolean {
  const words = wordsToList(card.legalName, card.name);
  return (
    (topic === undefined || card.topics.includes(topic)) &&
    (language === undefined || card.languages.includes(language)) &&
    (country === undefined || card.country === country) &&
    wordsToFind(text).every((looked) => words.some((word) => word.startsWith(looked)))
  );
}
