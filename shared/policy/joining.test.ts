import { expect, it } from 'vitest';
import { COURSE_LESSONS, COURSE_PRACTICE, PRACTICE_NEEDED, type CourseRecord } from '../people/course.ts';
import { decideJoining } from './joining.ts';
import { ALLOWED, denied } from './verdict.ts';

const course: CourseRecord = { lessons: Object.fromEntries(COURSE_LESSONS.map((id) => [id, '2026-11-21'])), practice: COURSE_PRACTICE.slice(0, PRACTICE_NEEDED) };
const oneLess: CourseRecord = { ...course, lessons: Object.fromEntries(COURSE_LESSONS.slice(1).map((id) => [id, '2026-11-21'])) };

it.each([
  ['whoever took the course and is 15', { course, atLeast15: true }, ALLOWED],
  ['a lesson is missing', { course: oneLess, atLeast15: true }, denied('P67-course-first')],
  ['a practice chat is missing', { course: { ...course, practice: [] }, atLeast15: true }, denied('P67-course-first')],
  ['the course and the age are missing: the course is told first', { course: oneLess, atLeast15: false }, denied('P67-course-first')],
  ['nobody says that they are 15', { course, atLeast15: false }, denied('P68-old-enough')],
] as const)('P67, P68: becoming a listener: %s', (_, joining, verdict) => {
  expect(decideJoining(joining)).toEqual(verdict);
});
