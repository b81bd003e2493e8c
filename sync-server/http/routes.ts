import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { API, type Endpoint, type EndpointName } from '#shared/api/contract.ts';
import { pictureFile } from '#shared/people/pictures.ts';
import type { Result } from '#shared/result.ts';
import type { Fault } from '../fault.ts';
import type { SessionIdentity } from '../ports.ts';
import { addressKey } from '../sync/address-key.ts';
import type { SignInTries } from '../accounts/sign-in-tries.ts';
import { actCounted } from './counted-tries.ts';
import type { Handlers } from './handlers.ts';
import { API_HEADERS } from './headers.ts';
import type { HttpLimiter } from './limits.ts';
import { sendPicture } from './picture-answer.ts';
import { sendProblem } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it, once the route has asked; null where the contract asks for nobody. */
    identity: SessionIdentity | null;
  }
}

export interface RouteParts {
  readonly handlers: Handlers;
  readonly limiter: HttpLimiter;
  readonly signInTries: SignInTries;
  readonly authenticate: (token: string) => Promise<SessionIdentity | null>;
}

/** A handler as the loop below sees it: the contract's own schemas have parsed what it is given. */
type AnyHandler = (call: { params: unknown; query: unknown; body: unknown; identity: SessionIdentity | null; address: string }) => Promise<Result<unknown, Fault>>;

/** Registers every endpoint of the contract. */
export function registerRoutes(app: FastifyInstance, parts: RouteParts): void {
  app.decorateRequest('identity', null);
  for (const [name, endpoint] of Object.entries(API) as [EndpointName, Endpoint][]) {
    // The one place where the types of a contract's endpoint and of its handler cannot be followed by the compiler.
    const handler = parts.handlers[name] as unknown as AnyHandler;
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      // Before the body is read: a stranger's megabytes are not even received.
      onRequest: (request, reply) => admit(parts, name, endpoint, request, reply),
      handler: (request, reply) => answer(parts, name, endpoint, handler, request, reply),
    });
  }
}

async function admit(
  { limiter, authenticate }: RouteParts,
  name: EndpointName,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const address = addressOf(request);
  const waitMs = limiter.arrive(name, address);
  if (waitMs !== null) return sendProblem(reply, 'too-fast', { retryAfterMs: waitMs });
  if (endpoint.auth === 'none') return undefined;
  const token = bearerToken(request.headers.authorization);
  const identity = token === null ? null : await authenticate(token);
  if (identity === null && endpoint.auth === 'optional') {
    // Also by a token that is nobody's any more: whoever is signed out reads what everybody may (F078).
    const lookUpWaitMs = limiter.lookUp(address);
    if (lookUpWaitMs === null) return undefined;
    if (token !== null) limiter.penalty(address); // each is looked up in the store
    return sendProblem(reply, 'too-fast', { retryAfterMs: lookUpWaitMs });
  }
  if (identity === null) {
    limiter.penalty(address);
    return sendProblem(reply, 'signed-out');
  }
  const accountWaitMs = limiter[countedAs(endpoint)](identity.account);
  if (accountWaitMs !== null) return sendProblem(reply, 'too-fast', { retryAfterMs: accountWaitMs });
  request.identity = identity;
  return undefined;
}

function countedAs({ auth, rate, method }: Endpoint): 'lookUp' | 'picture' | 'read' | 'command' {
  if (rate !== undefined) return rate;
  if (auth === 'optional') return 'lookUp';
  return method === 'GET' ? 'read' : 'command';
}

// Whoever has hung up already has no address any more, and its type does not say so.
const addressOf = (request: FastifyRequest): string => addressKey((request.ip as string | undefined) ?? '');

const bearerToken = (header: string | undefined): string | null => /^Bearer ([\w-]{1,200})$/i.exec(header ?? '')?.[1] ?? null;

/** For endpoints without a body: nothing, or an empty object from a client that always sends one. */
const noBody = z.strictObject({}).optional();
/** For endpoints that take no query: whatever stands there is not looked at. */
const anyQuery = z.unknown().transform(() => null);

async function answer(
  parts: RouteParts,
  name: EndpointName,
  endpoint: Endpoint,
  handler: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const params = endpoint.params.safeParse(request.params);
  // An id of the wrong form names nothing: the same bytes as for one that is not there (RELIABILITY D5).
  if (!params.success) return sendProblem(reply, 'not-found');
  const body = (endpoint.body ?? noBody).safeParse(request.body ?? undefined);
  if (!body.success) return sendProblem(reply, 'bad-request', { where: placeOf(body.error) });
  const query = (endpoint.query ?? anyQuery).safeParse(request.query ?? {});
  if (!query.success) return sendProblem(reply, 'bad-request', { where: placeOf(query.error, 'query') });
  const [{ identity }, address] = [request, addressOf(request)];
  const act = (): Promise<Result<unknown, Fault>> =>
    handler({ params: params.data, query: query.data ?? null, body: body.data ?? null, identity, address });
  const result = await actCounted(parts, name, { body: body.data, identity, address }, act);
  if (typeof result === 'number') return sendProblem(reply, 'too-fast', { retryAfterMs: result });
  if (!result.ok) return sendProblem(reply, result.error.code, result.error.rule === undefined ? {} : { rule: result.error.rule });
  // Our own answer is checked, too: what the contract does not name does not leave (RELIABILITY D4).
  if (endpoint.sends === 'picture') return sendPicture(reply, pictureFile.parse(result.value));
  return reply.headers(API_HEADERS).send(endpoint.reply.parse(result.value));
}

/** Where the first fault lies, as `body.versions.member`: names of our own schema, never what was sent. */
const placeOf = (error: z.ZodError, part = 'body'): string => [part, ...(error.issues[0]?.path ?? [])].map(String).join('.');

const PATTERNS = Object.values(API).map((endpoint) => ({
  method: endpoint.method,
  pattern: new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}$`),
}));

/** The methods that a path of the contract has; none for a path that is not in it. */
export const methodsAt = (path: string): string[] =>
  PATTERNS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
