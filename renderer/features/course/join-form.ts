import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT, type CourseRecord } from '#shared/people/course.ts';
import { decideJoining } from '#shared/policy/joining.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { CourseRow } from './progress.ts';

/** What is answered on the way from the course to the account (F034, F080–F083, F088, D13). */
export interface JoinAnswers {
  readonly ageGroup: AgeGroup | null;
  readonly parentalConsent: boolean;
  readonly atLeast15: boolean;
  readonly certified: boolean;
  readonly listener: boolean;
  readonly member: boolean;
  readonly privacy: boolean;
}

export const NO_ANSWERS: JoinAnswers = {
  ageGroup: null, parentalConsent: false, atLeast15: false, certified: false, listener: false, member: false, privacy: false,
};

/** Everything that is not about the name; null while something is missing. */
export type Joining = Omit<NewListener, 'deviceName' | 'deviceKey'>;

export function joining(answers: JoinAnswers, name: string, password: string, course: CourseRecord): Joining | null {
  const { ageGroup, parentalConsent, atLeast15, certified, listener, member, privacy } = answers;
  if (!decideJoining({ course, atLeast15 }).allowed || ageGroup === null || !(certified && listener && member && privacy)) return null;
  if (ageGroup === 'teen' && !parentalConsent) return null;
  return {
    name: name.trim(),
    password,
    ageGroup,
    // F081: only a teen has somebody who agrees for them.
    parentalConsent: ageGroup === 'teen',
    certified: true,
    atLeast15,
    versions: {
      member: AGREEMENTS.member.version,
      privacy: AGREEMENTS.privacy.version,
      certification: AGREEMENTS.certification.version,
      listener: LISTENER_AGREEMENT.version,
    },
    course: { lessons: course.lessons, practice: [...course.practice] },
  };
}

/** What the listener's new place begins with: what was passed and held, and no word that was written on the way. */
export function carried(rows: ReadonlyMap<string, CourseRow>): readonly (readonly [string, CourseRow])[] {
  return [...rows].flatMap(([id, row]): [string, CourseRow][] => {
    if (row.kind === 'practice') return row.heldAtMs === null ? [] : [[id, { ...row, chat: null }]];
    return row.passedAtMs === null ? [] : [[id, { ...row, page: 1, words: {}, chosen: {} }]];
  });
}
