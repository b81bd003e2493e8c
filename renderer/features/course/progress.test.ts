import { describe, expect, it } from 'vitest';
import { COURSE_LESSONS, COURSE_PRACTICE, courseIsComplete } from '#shared/people/course.ts';
import { readCourse } from '../../content/course/course.ts';
import { readShelf } from '../../content/library/library.ts';
import type { GuideProgress } from '../guides/progress.ts';
import { exerciseId, exerciseOf } from './exercise-place.ts';
import { carried, joining, NO_ANSWERS } from './join-form.ts';
import { lookAt } from './look.ts';
import { choose, courseRow, isoDay, keepChat, openQuestions, pick, recordOf, rowId, turnTo, wayOf, write, type CourseRow, type LessonRow } from './progress.ts';
import { guideRecords, trainingRecords } from './records.ts';
import { beginPractice } from './practice/state.ts';

const [lesson] = await readCourse('lessons', 'en');
const [practice] = await readCourse('practice', 'en');
if (lesson === undefined || practice === undefined) throw new Error('the course is not there');

const rightOf = (question: (typeof lesson.quiz)[number]): number => question.options.findIndex(({ right }) => right);

describe('F193: progress in a lesson', () => {
  it('passes with the last right answer, whatever was answered wrongly before or after', () => {
    let row: LessonRow | null = null;
    for (const [at, question] of lesson.quiz.entries()) {
      const wrong = (rightOf(question) + 1) % question.options.length;
      row = pick(pick(pick(row, lesson, question.id, wrong, at), lesson, question.id, rightOf(question), at), lesson, question.id, wrong, at);
      expect(openQuestions(lesson, row)).toHaveLength(lesson.quiz.length - at - 1);
    }
    expect(row?.passedAtMs).toBe(lesson.quiz.length - 1);
    expect(pick(row, lesson, lesson.quiz[0]!.id, 0, 99).passedAtMs).toBe(lesson.quiz.length - 1);
  });

  it('keeps the place, the choices and one\'s own words, in a form that the vault takes', () => {
    const row = write(choose(turnTo(null, 4, 1), 'step', 2, 2), 'own', 'x'.repeat(5_000), 3);
    expect(row).toMatchObject({ page: 4, chosen: { step: 2 }, atMs: 3 });
    expect(courseRow.parse(row)).toEqual(row);
    expect(write(row, 'own', '', 4).words).toEqual({});
  });
});

const passed: CourseRow = { kind: 'lesson', page: 2, chosen: { a: 1 }, words: { b: 'mine' }, answers: {}, passedAtMs: 5, atMs: 5 };
const complete = (): Map<string, CourseRow> =>
  new Map<string, CourseRow>([
    ...COURSE_LESSONS.map((id) => [rowId('lessons', id), passed] as const),
    ...COURSE_PRACTICE.slice(0, 2).map((id) => [rowId('practice', id), keepChat(null, { ...beginPractice(practice), end: 'heard' }, 6)] as const),
  ]);

describe('F034: the way to being a listener', () => {
  it('is complete with every lesson and two practice chats', () => {
    expect(wayOf(new Map(), isoDay)).toEqual({ passed: 0, of: COURSE_LESSONS.length, held: 0, needed: 2, complete: false });
    expect(wayOf(complete(), isoDay)).toMatchObject({ passed: COURSE_LESSONS.length, held: 2, complete: true });
    expect(courseIsComplete(recordOf(complete(), isoDay))).toBe(true);
  });

  it('a practice chat counts from the first time that it was held to its end, and a new try takes nothing away', () => {
    const held = keepChat(null, { ...beginPractice(practice), end: 'heard' }, 6);
    expect(keepChat(held, beginPractice(practice), 7)).toMatchObject({ heldAtMs: 6, chat: { end: null } });
    expect(keepChat(null, { ...beginPractice(practice), end: 'left' }, 6).heldAtMs).toBeNull();
  });

  it('F037: what goes along to the new place holds no word that was written', () => {
    expect(JSON.stringify(carried(complete()))).not.toMatch(/mine|"lines"/);
    expect(carried(complete())).toHaveLength(COURSE_LESSONS.length + 2);
    for (const [, row] of carried(complete())) expect(courseRow.safeParse(row).success).toBe(true);
  });

  it('D13, F088: nothing is sent before everything is answered', () => {
    const course = recordOf(complete(), isoDay);
    const all = { ...NO_ANSWERS, ageGroup: 'adult', atLeast15: true, certified: true, listener: true, member: true, privacy: true } as const;
    expect(joining(all, ' Hazel ', 'secret', course)).toMatchObject({ name: 'Hazel', parentalConsent: false });
    for (const missing of ['atLeast15', 'certified', 'listener', 'member', 'privacy'] as const) {
      expect(joining({ ...all, [missing]: false }, 'Hazel', 'secret', course)).toBeNull();
    }
    expect(joining({ ...all, ageGroup: null }, 'Hazel', 'secret', course)).toBeNull();
    expect(joining({ ...all, ageGroup: 'teen' }, 'Hazel', 'secret', course)).toBeNull();
    expect(joining({ ...all, ageGroup: 'teen', parentalConsent: true }, 'Hazel', 'secret', course)).toMatchObject({ parentalConsent: true });
  });
});

describe('F195: guides count as modules', () => {
  it('from what is kept of reading them, once every section was read', async () => {
    const guides = await readShelf('guides', 'en');
    const [guide] = guides;
    const read = Object.fromEntries((guide?.sections ?? []).map(({ id }, at) => [id, 10 + at]));
    const progress = (sections: Record<string, number>): ReadonlyMap<string, GuideProgress> =>
      new Map([[guide?.id ?? '', { read: sections, tried: {}, place: null, atMs: 99 }]]);
    expect(guideRecords(guides, progress(read))).toEqual([{ id: `guide/${guide?.id}`, atMs: 9 + (guide?.sections.length ?? 0) }]);
    const { [guide?.sections[0]?.id ?? '']: _left, ...some } = read;
    expect(guideRecords(guides, progress(some))).toEqual([]);
    const records = trainingRecords(complete(), guides, progress(read));
    expect(records).toHaveLength(COURSE_LESSONS.length + 3);
    expect(records.map(({ atMs }) => atMs)).toEqual(records.map(({ atMs }) => atMs).toSorted((one, other) => other - one));
  });
});

it('an exercise\'s draft leads back to its step', () => {
  const place = { part: 'modules', lesson: 'staying-well', step: 'a-step' } as const;
  expect(exerciseOf(exerciseId(place))).toEqual(place);
  expect(exerciseOf('somewhere.else')).toBeNull();
});

it('F198: a look at one\'s own words tells a few things, what helps first', () => {
  expect(lookAt('That sounds lonely. What is it like?', 'all the tables are full', 'en')).toEqual(['feeling', 'open-question']);
  expect(lookAt('you should join a club', 'all the tables are full', 'en')).toEqual(['advice']);
  expect(lookAt('', 'all the tables are full', 'en').length).toBeLessThanOrEqual(1);
});
