import { z } from 'zod';
import { COURSE } from '#shared/limits.ts';
import { COURSE_LESSONS, courseIsComplete, PRACTICE_NEEDED, type CourseRecord } from '#shared/people/course.ts';
import type { Lesson } from '../../content/course/schema.ts';
import { practiceState } from './practice/state.ts';

/**
 * What the vault keeps of the course, in its collection `course`: a row for each lesson, module and practice chat, under
 * `rowId`. It is the person's own and never sent; whoever becomes a listener sends days and ids, and sees which.
 */
const lessonRow = z.strictObject({
  kind: z.literal('lesson'),
  /** The page one was on, from 1: steps first, then questions, then the end. */
  page: z.int().min(1),
  /** The reply chosen last in a step. */
  chosen: z.record(z.string(), z.int().min(0)),
  /** One's own words in a step, when one was done with them. */
  words: z.record(z.string(), z.string().max(COURSE.maxOwnWordsLength)),
  /** The answer given last, and whether the right one was ever given. */
  answers: z.record(z.string(), z.strictObject({ picked: z.int().min(0), right: z.boolean() })),
  passedAtMs: z.number().nullable(),
  atMs: z.number(),
});
export type LessonRow = z.infer<typeof lessonRow>;

const practiceRow = z.strictObject({
  kind: z.literal('practice'),
  /** The chat that is going on, or the last one; null after "from the beginning". */
  chat: practiceState.nullable(),
  /** When one was first held to its end. */
  heldAtMs: z.number().nullable(),
  atMs: z.number(),
});
export type PracticeRow = z.infer<typeof practiceRow>;

export const courseRow = z.discriminatedUnion('kind', [lessonRow, practiceRow]);
export type CourseRow = z.infer<typeof courseRow>;

export const COURSE_COLLECTION = 'course';
export type CoursePart = 'lessons' | 'modules' | 'practice';
export const rowId = (part: CoursePart, id: string): string => `${part}/${id}`;

const NOTHING: LessonRow = { kind: 'lesson', page: 1, chosen: {}, words: {}, answers: {}, passedAtMs: null, atMs: 0 };
export const lessonOf = (row: CourseRow | null): LessonRow | null => (row?.kind === 'lesson' ? row : null);
export const practiceOf = (row: CourseRow | null): PracticeRow | null => (row?.kind === 'practice' ? row : null);
const begun = (before: CourseRow | null): LessonRow => lessonOf(before) ?? NOTHING;

/** All pages of a lesson: its steps, its questions, and the end. */
export const pagesOf = ({ steps, quiz }: Pick<Lesson, 'steps' | 'quiz'>): number => steps.length + quiz.length + 1;

export const turnTo = (before: CourseRow | null, page: number, atMs: number): LessonRow => ({ ...begun(before), page, atMs });

export const choose = (before: CourseRow | null, step: string, option: number, atMs: number): LessonRow => {
  const row = begun(before);
  return { ...row, chosen: { ...row.chosen, [step]: option }, atMs };
};

/** Empty words take the answer back, so that one may begin anew. */
export function write(before: CourseRow | null, step: string, text: string, atMs: number): LessonRow {
  const row = begun(before);
  const { [step]: _before, ...others } = row.words;
  const words = text === '' ? others : { ...others, [step]: text.slice(0, COURSE.maxOwnWordsLength) };
  return { ...row, words, atMs };
}

/** Passed is: every question answered right at least once (F193). Nothing is counted against anybody. */
export function pick(before: CourseRow | null, lesson: Lesson, question: string, option: number, atMs: number): LessonRow {
  const row = begun(before);
  const right = lesson.quiz.find(({ id }) => id === question)?.options[option]?.right === true;
  const answer = { picked: option, right: right || row.answers[question]?.right === true };
  const next = { ...row, answers: { ...row.answers, [question]: answer }, atMs };
  return { ...next, passedAtMs: row.passedAtMs ?? (openQuestions(lesson, next).length === 0 ? atMs : null) };
}

/** The questions that were not yet answered right. */
export const openQuestions = ({ quiz }: Lesson, row: LessonRow | null): Lesson['quiz'] =>
  quiz.filter(({ id }) => row?.answers[id]?.right !== true);

export type LessonStanding = 'new' | 'begun' | 'passed';
export const standingOf = (row: LessonRow | null): LessonStanding =>
  row === null ? 'new' : row.passedAtMs === null ? 'begun' : 'passed';

/** A practice chat as it stands now; the first time that it is held to its end is kept. */
export function keepChat(before: CourseRow | null, chat: PracticeRow['chat'], atMs: number): PracticeRow {
  const row = practiceOf(before);
  const heldAtMs = row?.heldAtMs ?? (chat?.end === 'heard' ? atMs : null);
  return { kind: 'practice', chat, heldAtMs, atMs };
}

/** How far one is on the way to being a listener (F034). */
export interface Way {
  readonly passed: number;
  readonly of: number;
  readonly held: number;
  readonly needed: number;
  readonly complete: boolean;
}

export function wayOf(rows: ReadonlyMap<string, CourseRow>, dayOf: (atMs: number) => string): Way {
  const record = recordOf(rows, dayOf);
  return {
    passed: COURSE_LESSONS.filter((id) => Object.hasOwn(record.lessons, id)).length,
    of: COURSE_LESSONS.length,
    held: record.practice.length,
    needed: PRACTICE_NEEDED,
    complete: courseIsComplete(record),
  };
}

/** What is sent of all this when one becomes a listener: the day of each lesson, and which practice chats were held. */
export function recordOf(rows: ReadonlyMap<string, CourseRow>, dayOf: (atMs: number) => string): CourseRecord {
  const lessons: Record<string, string> = {};
  const practice: string[] = [];
  for (const [id, row] of rows) {
    const [part, name = ''] = id.split('/');
    if (part === 'lessons' && row.kind === 'lesson' && row.passedAtMs !== null) lessons[name] = dayOf(row.passedAtMs);
    if (part === 'practice' && row.kind === 'practice' && row.heldAtMs !== null) practice.push(name);
  }
  return { lessons, practice };
}

/** The day as ISO 8601, in UTC: an hour, or the zone it was in, would be nobody's business. */
export const isoDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
