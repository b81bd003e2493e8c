import { z } from 'zod';
import type { ProblemCode } from '../problem.ts';

/**
 * Every command and query over HTTP, as data: the relay registers its routes from it, OpenAPI is generated from it,
 * and the client calls through it. A session's token travels as `Authorization: Bearer`, never in a URL.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With `:name` for each parameter. */
  readonly path: string;
  readonly summary: string;
  /** `none`: open to all. `session`: a valid token is required. `optional`: open to all, and who shows a token is known by it. */
  readonly auth: 'none' | 'session' | 'optional';
  /** What it is counted as; without it a look-up where `auth` is optional, else a reading (GET) or a command. */
  readonly rate?: 'picture';
  /** Sent as bytes of the picture's own type, not as JSON; `reply` says what they mean. */
  readonly sends?: 'picture';
  readonly params: z.ZodType;
  /** What may stand behind the `?`; without it nothing is looked at there. */
  readonly query?: z.ZodType;
  readonly body: z.ZodType | null;
  readonly reply: z.ZodType;
  readonly problems: readonly ProblemCode[];
}

/** No parameters in the path. */
export const none = z.strictObject({});
