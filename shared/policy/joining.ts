import { courseIsComplete, type CourseRecord } from '../people/course.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** What somebody brings who wants to listen. They have no account yet, and are asked for none (F037). */
export interface Joining {
  readonly course: CourseRecord;
  readonly atLeast15: boolean;
}

/** Becoming a listener: the course first (F034, F193), and an age that bears it (D13). */
export function decideJoining({ course, atLeast15 }: Joining): Verdict {
  if (!courseIsComplete(course)) return denied('P67-course-first');
  return oldEnough(atLeast15) ?? ALLOWED;
}

/** P68: as they say it themselves; null where they do. Asked again with each version of the agreement. */
export const oldEnough = (atLeast15: boolean): Verdict | null => (atLeast15 ? null : denied('P68-old-enough'));
