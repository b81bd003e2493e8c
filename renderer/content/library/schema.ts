import { z } from 'zod';
import { TOPICS } from '#shared/words.ts';

/**
 * What the shelves of self-help hold (F105–F116, F236), as data: one JSON file an item and language, in
 * `<shelf>/<language>/<id>.json`. README.md beside this file describes each field for people who write them; this is
 * the same for the program. All text is plain; nothing in it is markup.
 */

const MAX_TEXT = 1_500;
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(48);
const line = z.string().trim().min(1).max(160);
const text = z.string().trim().min(1).max(MAX_TEXT);
const paragraphs = z.array(text).min(1).max(12);
const reviewedOn = z.iso.date();
const minutes = z.int().min(1).max(60);
const topics = z.array(z.enum(TOPICS)).min(1).max(6);

/** One part of something to read. */
const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({ kind: z.literal('list'), items: z.array(text).min(2).max(10) }),
  /** Something to try at once, set apart on screen. */
  z.strictObject({ kind: z.literal('try'), title: line, text }),
]);

const blocks = z.array(block).min(1).max(14);

/** Where something is from, so that it can be looked up (F236). No addresses: they rot, and the app calls nobody. */
const source = z.strictObject({ title: line, by: line, year: z.int().min(1900).max(2100) });

/** Seconds of one breath; `hold` and `rest` may be 0. */
const breath = z.strictObject({
  inSeconds: z.int().min(1).max(12),
  holdSeconds: z.int().min(0).max(12),
  outSeconds: z.int().min(1).max(16),
  restSeconds: z.int().min(0).max(12),
  rounds: z.int().min(1).max(60),
});

export const guideSchema = z.strictObject({
  id,
  topics,
  title: line,
  summary: text,
  minutes,
  reviewedOn,
  sections: z.array(z.strictObject({ id, heading: line, blocks })).min(3).max(10),
  /** When this is more than a guide can help, and what to do then. */
  whenMore: paragraphs,
  sources: z.array(source).min(2).max(8),
  paths: z.array(id).max(5),
  meditations: z.array(id).max(5),
});

const activityBase = { id, title: line, minutes };
const activity = z.discriminatedUnion('kind', [
  z.strictObject({ ...activityBase, kind: z.literal('read'), blocks }),
  z.strictObject({ ...activityBase, kind: z.literal('breathe'), intro: text, breath }),
  /** Opens a note of one's own with these questions. */
  z.strictObject({ ...activityBase, kind: z.literal('write'), intro: text, prompts: z.array(text).min(1).max(6) }),
  /** Something small to do away from the screen. */
  z.strictObject({ ...activityBase, kind: z.literal('act'), intro: text, steps: z.array(text).min(1).max(8), ifTooMuch: text }),
  /** A mark from 1 to 5 for oneself alone. */
  z.strictObject({ ...activityBase, kind: z.literal('check-in'), question: line, low: line, high: line, afterwards: text }),
  z.strictObject({ ...activityBase, kind: z.literal('meditate'), intro: text, meditation: id }),
]);

export const pathSchema = z.strictObject({
  id,
  audience: z.enum(['member', 'listener']),
  topics,
  /** Opened by an entitlement that the operator grants (F109). */
  premium: z.boolean(),
  title: line,
  summary: text,
  /** What one walks towards (F110). */
  aim: text,
  /** What is said at the end. */
  ending: paragraphs,
  reviewedOn,
  whenMore: paragraphs,
  sources: z.array(source).min(1).max(8),
  activities: z.array(activity).min(7).max(21),
});

export const meditationSchema = z.strictObject({
  id,
  topics,
  title: line,
  summary: text,
  reviewedOn,
  seconds: z.int().min(60).max(1_800),
  /** Made on the device: nothing is fetched, nothing recorded (F113). */
  sound: z.strictObject({
    bed: z.enum(['silence', 'soft-noise', 'rain', 'waves', 'low-tone']),
    bellAtStart: z.boolean(),
    bellAtEnd: z.boolean(),
    bellEverySeconds: z.int().min(20).max(600).nullable(),
  }),
  /** Paced breathing beneath the words, where there is one; its rounds may end before the meditation does. */
  breath: breath.extend({ startsAtSeconds: z.int().min(0).max(1_800) }).nullable(),
  /** Each is shown, and spoken where the system has a voice, from its second until the next one. */
  script: z.array(z.strictObject({ atSeconds: z.int().min(0).max(1_800), text: z.string().trim().min(1).max(400) })).min(4).max(80),
});

export const answerSchema = z.strictObject({
  id,
  topics,
  question: line,
  /** What the person who asks might add. */
  detail: text.nullable(),
  answer: paragraphs,
  reviewedOn,
  guides: z.array(id).max(4),
  paths: z.array(id).max(4),
});

/** A note that one may begin with. Its body is plain text in the marks that notes know: `# `, `- `, `[ ] `, `> `. */
export const templateSchema = z.strictObject({
  id,
  audience: z.enum(['everyone', 'listener']),
  title: line,
  summary: line,
  body: z.string().min(1).max(2_000),
});

/** Breathing and grounding, two clicks from anywhere. */
export const toolSchema = z.strictObject({
  id,
  kind: z.enum(['breathing', 'grounding']),
  title: line,
  summary: line,
  minutes,
  reviewedOn,
  breath: breath.nullable(),
  steps: z.array(text).min(2).max(10),
});

export const SHELVES = {
  guides: guideSchema,
  paths: pathSchema,
  meditations: meditationSchema,
  answers: answerSchema,
  templates: templateSchema,
  tools: toolSchema,
} as const;

export type Shelf = keyof typeof SHELVES;
export type ItemOf<S extends Shelf> = z.infer<(typeof SHELVES)[S]>;
export type Guide = ItemOf<'guides'>;
export type Path = ItemOf<'paths'>;
export type Activity = Path['activities'][number];
export type Meditation = ItemOf<'meditations'>;
export type Answer = ItemOf<'answers'>;
export type Template = ItemOf<'templates'>;
export type Tool = ItemOf<'tools'>;
export type Block = z.infer<typeof block>;
export type Breath = z.infer<typeof breath>;
export type Source = z.infer<typeof source>;

/** Languages that every item must be in. The first is the one the others are held against. */
export const LIBRARY_LANGUAGES = ['en', 'es'] as const;
export type LibraryLanguage = (typeof LIBRARY_LANGUAGES)[number];
