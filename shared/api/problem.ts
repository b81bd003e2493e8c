import { z } from 'zod';
import { RULES } from '../policy/verdict.ts';

/** Every expected failure of a command, by a stable code. RFC 9457 problem details carry it as `code`. */
export const PROBLEMS = {
  'bad-request': 400,
  'signed-out': 401,
  'wrong-name-or-password': 401,
  'wrong-name-or-code': 401,
  'wrong-password': 403,
  denied: 403,
  'foreign-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'name-taken': 409,
  'name-too-short': 422,
  'name-too-long': 422,
  'name-characters': 422,
  'name-reserved': 422,
  'name-contact': 422,
  'password-too-short': 422,
  'password-too-long': 422,
  'password-too-common': 422,
  'contact-details': 422,
  'not-a-picture': 422,
  'age-fixed': 409,
  'already-banned': 409,
  'outdated-agreement': 409,
  'course-incomplete': 422,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-devices': 409,
  'too-many': 409,
  'too-fast': 429,
  internal: 500,
  storage: 503,
  stopping: 503,
} as const satisfies Record<string, number>;
export type ProblemCode = keyof typeof PROBLEMS;

const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** The body of every answer that is not a success, as `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(codes),
  /** For `denied`: which rule of POLICY.md spoke. */
  rule: z.enum(RULES).optional(),
  /** For `bad-request`: where in the input, never what was in it. */
  where: z.string().optional(),
  retryAfterMs: z.int().optional(),
});
export type Problem = z.infer<typeof problem>;
