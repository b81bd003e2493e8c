import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import { COURSE_LESSONS, COURSE_PRACTICE, LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { currentVersions } from '../accounts.ts';

/** What the app of somebody who has taken the whole course sends. For tests alone. */
export const newListenerOf = (name: string): NewListener => ({
  name,
  password: 'tall pines beside a slow river',
  deviceName: 'laptop',
  ageGroup: 'adult',
  parentalConsent: false,
  certified: true,
  atLeast15: true,
  versions: { ...currentVersions(), listener: LISTENER_AGREEMENT.version },
  course: { lessons: Object.fromEntries(COURSE_LESSONS.map((id) => [id, '2026-11-21'])), practice: COURSE_PRACTICE.slice(0, 2) },
});
