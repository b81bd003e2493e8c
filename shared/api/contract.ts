import type { z } from 'zod';
import { accountKeysEndpoints } from './endpoints/account-keys.ts';
import { accountsEndpoints } from './endpoints/accounts.ts';
import { houseEndpoints } from './endpoints/house.ts';
import { listenersEndpoints } from './endpoints/listeners.ts';
import { picturesEndpoints } from './endpoints/pictures.ts';
import { profilesEndpoints } from './endpoints/profiles.ts';
import { sessionsEndpoints } from './endpoints/sessions.ts';
import { startsEndpoints } from './endpoints/starts.ts';
import { talkEndpoints } from './endpoints/talk.ts';
import { therapistsEndpoints } from './endpoints/therapists.ts';

export type { Endpoint } from './endpoints/endpoint.ts';

/** Every command and query over HTTP, by area: a new area is a file in `endpoints/` and a line here. */
export const API = {
  ...sessionsEndpoints,
  ...accountsEndpoints,
  ...accountKeysEndpoints,
  ...talkEndpoints,
  ...startsEndpoints,
  ...listenersEndpoints,
  ...profilesEndpoints,
  ...picturesEndpoints,
  ...therapistsEndpoints,
  ...houseEndpoints,
} as const;

export type EndpointName = keyof typeof API;
export type ParamsOf<Name extends EndpointName> = z.infer<(typeof API)[Name]['params']>;
export type BodyOf<Name extends EndpointName> = (typeof API)[Name]['body'] extends z.ZodType
  ? z.infer<(typeof API)[Name]['body']>
  : null;
/** Of endpoints that take one; its values travel behind the `?`. */
export type QueryOf<Name extends EndpointName> = (typeof API)[Name] extends { readonly query: infer Query extends z.ZodType }
  ? z.infer<Query>
  : null;
export type ReplyOf<Name extends EndpointName> = z.infer<(typeof API)[Name]['reply']>;
