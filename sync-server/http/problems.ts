import type { FastifyReply } from 'fastify';
import { PROBLEMS, type Problem, type ProblemCode } from '#shared/api/problem.ts';
import { isStorageError } from '../database/storage-error.ts';
import { API_HEADERS } from './headers.ts';

export type ProblemDetails = Pick<Problem, 'rule' | 'where' | 'retryAfterMs'>;

/** RFC 9457. The title is for developers; people read the translation of the code. */
export const toProblem = (code: ProblemCode, details: ProblemDetails = {}): Problem => ({
  type: `about:blank#${code}`,
  title: code.replaceAll('-', ' '),
  status: PROBLEMS[code],
  code,
  ...details,
});

export function sendProblem(reply: FastifyReply, code: ProblemCode, details: ProblemDetails = {}): FastifyReply {
  if (details.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(details.retryAfterMs / 1_000));
  return reply
    .code(PROBLEMS[code])
    .headers(API_HEADERS)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(code, details)));
}

/** What a thrown error means to the caller. Fastify's own codes say what was wrong with the request. */
export function codeOfError(error: unknown): ProblemCode {
  if (isStorageError(error)) return 'storage';
  if (!(error instanceof Error)) return 'internal';
  const code = 'code' in error ? error.code : null;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body-too-large';
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'unsupported-media-type';
  switch ('statusCode' in error ? error.statusCode : 500) {
    case 400:
      return 'bad-request';
    case 403: // a file that is not to be served is not there
    case 404:
      return 'not-found';
    default:
      return 'internal';
  }
}
