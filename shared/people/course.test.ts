import { describe, expect, it } from 'vitest';
import { COURSE_LESSONS, courseIsComplete, COURSE_PRACTICE, LISTENER_AGREEMENT, listenerConsentState } from './course.ts';

const lessons = Object.fromEntries(COURSE_LESSONS.map((id) => [id, '2026-11-22']));
const [one, two] = COURSE_PRACTICE;

describe('F034, F193: the course', () => {
  it('is complete with every lesson and two practice chats', () => {
    expect(courseIsComplete({ lessons, practice: [one, two] })).toBe(true);
  });

  it.each(COURSE_LESSONS)('is not complete without %s', (missing) => {
    const { [missing]: _left, ...others } = lessons;
    expect(courseIsComplete({ lessons: others, practice: [one, two] })).toBe(false);
  });

  it.each([[[]], [[one]], [[one, one]], [[one, 'made-up']]])('is not complete with practice %j', (practice) => {
    expect(courseIsComplete({ lessons, practice })).toBe(false);
  });

  it('is not fooled by what every object has', () => {
    expect(courseIsComplete({ lessons: Object.create(lessons) as Record<string, string>, practice: [one, two] })).toBe(false);
  });
});

it('F088, F089: an agreement counts in its present version', () => {
  expect(listenerConsentState(null)).toBe('missing');
  expect(listenerConsentState('2020-01-01')).toBe('outdated');
  expect(listenerConsentState(LISTENER_AGREEMENT.version)).toBe('given');
});
