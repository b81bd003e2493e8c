import type { ConsentState } from './consent.ts';

/**
 * What whoever listens agrees to besides (F088), and what they have learned before (F034, F193). The relay can hold a
 * client to this list; whether somebody really learned it cannot know, and POLICY.md says so.
 */
export const LISTENER_AGREEMENT = { version: '2026-11-22' } as const;

/** The lessons of the course, in their order: files of renderer/content/course/lessons. */
export const COURSE_LESSONS = [
  'being-there', 'hearing', 'reflecting', 'open-questions', 'without-advice', 'hard-feelings', 'edges', 'beginning-and-ending',
] as const;

/** Practice chats that there are; so many of them are held to their end. */
export const COURSE_PRACTICE = ['after-the-exam', 'the-empty-evenings', 'the-new-town'] as const;
export const PRACTICE_NEEDED = 2;

/** What a new listener's app says of the course: the day on which each lesson was passed, and the practice chats held. */
export interface CourseRecord {
  readonly lessons: Readonly<Record<string, string>>;
  readonly practice: readonly string[];
}

export function courseIsComplete({ lessons, practice }: CourseRecord): boolean {
  const held = COURSE_PRACTICE.filter((id) => practice.includes(id));
  return COURSE_LESSONS.every((id) => Object.hasOwn(lessons, id)) && held.length >= PRACTICE_NEEDED;
}

/** By the version that an account agreed to; null for none. */
export function listenerConsentState(version: string | null): ConsentState {
  if (version === null) return 'missing';
  return version === LISTENER_AGREEMENT.version ? 'given' : 'outdated';
}
