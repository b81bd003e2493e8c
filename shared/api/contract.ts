import type { z } from 'zod';
import { accountsEndpoints } from './endpoints/accounts.ts';
import { sessionsEndpoints } from './endpoints/sessions.ts';
import { talkEndpoints } from './endpoints/talk.ts';

export type { Endpoint } from './endpoints/endpoint.ts';

/** Every command and query over HTTP, by area: a new area is a file in `endpoints/` and a line here. */
export const API = {
  ...sessionsEndpoints,
  ...accountsEndpoints,
  ...talkEndpoints,
} as const;

export type EndpointName = keyof typeof API;
export type ParamsOf<Name extends EndpointName> = z.infer<(typeof API)[Name]['params']>;
export type BodyOf<Name extends EndpointName> = (typeof API)[Name]['body'] extends z.ZodType
  ? z.infer<(typeof API)[Name]['body']>
  : null;
export type ReplyOf<Name extends EndpointName> = z.infer<(typeof API)[Name]['reply']>;
