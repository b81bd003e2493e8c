import { z } from 'zod';

/**
 * What the course in listening holds (F034, F193, F194, F198), as data: one JSON file an item and language, in
 * `<shelf>/<language>/<id>.json`. README.md beside this file describes it for people who write; this is the same for
 * the program. All text is plain; nothing in it is markup.
 */

const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(48);
const line = z.string().trim().min(1).max(160);
const text = z.string().trim().min(1).max(1_200);
/** What one person writes in a chat: short, as people do. */
const said = z.string().trim().min(1).max(400);
const reviewedOn = z.iso.date();
const minutes = z.int().min(1).max(60);
const source = z.strictObject({ title: line, by: line, year: z.int().min(1900).max(2100) });

/** How well a reply listens. Exactly what the person is told, with the reason, after they chose. */
const fit = z.enum(['good', 'partly', 'poor']);

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({ kind: z.literal('list'), items: z.array(text).min(2).max(8) }),
]);

const step = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('read'), heading: line, blocks: z.array(block).min(1).max(8) }),
  /** One thing that somebody wrote, and two replies to it, with what each of them does to the one who reads it. */
  z.strictObject({
    id, kind: z.literal('example'), heading: line, setting: text, seeker: said,
    poor: z.strictObject({ reply: said, why: text }),
    good: z.strictObject({ reply: said, why: text }),
  }),
  /** Choose a reply; each answers why. At least one is good and one poor. */
  z.strictObject({
    id, kind: z.literal('choose'), seeker: said, ask: line,
    options: z.array(z.strictObject({ reply: said, fit, why: text })).min(3).max(5),
  }),
  /** Write it anew in one's own words; then see how we might have put it. */
  z.strictObject({
    id, kind: z.literal('rewrite'), seeker: said, poor: said, ask: line,
    hints: z.array(line).min(1).max(3), samples: z.array(said).min(2).max(3),
  }),
]);

const question = z.strictObject({
  id, ask: text,
  /** Exactly one is right; each explains itself. */
  options: z.array(z.strictObject({ text: line, right: z.boolean(), why: text })).min(3).max(4),
});

/** A lesson of the course, or a module of further training: both are read, tried and asked about in the same way. */
export const lessonSchema = z.strictObject({
  id,
  order: z.int().min(1).max(40),
  title: line,
  summary: line,
  /** What one can do afterwards. */
  aim: text,
  minutes,
  reviewedOn,
  sources: z.array(source).min(1).max(6),
  steps: z.array(step).min(6).max(16),
  quiz: z.array(question).min(3).max(6),
});

/**
 * Somebody invented who wants to talk, for practice. They say more as they feel heard, layer by layer, and less when they
 * do not. What counts as hearing is decided by the program (`features/course/listening`), from the words of the replies.
 */
const layer = z.strictObject({
  id,
  /** What they write once they dare, in one to three messages. */
  said: z.array(said).min(1).max(3),
  /** Said in answer to an open question while they are in this layer, before they go on to the next one. */
  whenAsked: said,
  /** Stems of words, in lower case, that a reply would take up if it reflects this layer: its feelings, and its matter. */
  feelings: z.array(z.string().min(2).max(24)).min(3).max(20),
  matters: z.array(z.string().min(2).max(24)).min(3).max(20),
});

export const practiceSchema = z.strictObject({
  id,
  order: z.int().min(1).max(9),
  title: line,
  /** What one knows before it begins. */
  setting: text,
  minutes,
  reviewedOn,
  /** As guests are called: adjective, Noun, four digits. */
  name: z.string().regex(/^[a-z]+[A-Z][a-z]+\d{4}$/),
  opening: z.array(said).min(1).max(2),
  layers: z.array(layer).min(4).max(7),
  /** What they write when a reply does one of these; used in turn, so that they do not repeat themselves. */
  reactions: z.strictObject({
    reflection: z.array(said).min(3).max(6),
    closedQuestion: z.array(said).min(3).max(6),
    advice: z.array(said).min(3).max(5),
    minimising: z.array(said).min(2).max(5),
    judging: z.array(said).min(2).max(5),
    aboutOneself: z.array(said).min(2).max(5),
    manyQuestions: z.array(said).min(2).max(5),
    tooLong: z.array(said).min(2).max(5),
    thin: z.array(said).min(3).max(5),
    contact: z.array(said).min(1).max(3),
    /** Something kind that is none of the above. */
    warmth: z.array(said).min(3).max(6),
  }),
  /** When they were not heard for too long. */
  leaving: z.array(said).min(1).max(2),
  /** When everything is said and the listener closes well, or they must go. */
  ending: z.array(said).min(1).max(3),
  /** Said to the one who practised: what was there to hear. */
  afterwards: z.array(text).min(1).max(4),
});

export const COURSE_SHELVES = { lessons: lessonSchema, modules: lessonSchema, practice: practiceSchema } as const;

export type CourseShelf = keyof typeof COURSE_SHELVES;
export type CourseItem<S extends CourseShelf> = z.infer<(typeof COURSE_SHELVES)[S]>;
export type Lesson = CourseItem<'lessons'>;
export type LessonStep = Lesson['steps'][number];
export type QuizQuestion = Lesson['quiz'][number];
export type Practice = CourseItem<'practice'>;
export type Fit = z.infer<typeof fit>;
