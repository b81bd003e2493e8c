import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { RELAY_LIMITS } from '#shared/limits.ts';
import type { Timers } from '#shared/ports.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Log } from '../ports.ts';
import { HANDSHAKE_OPTIONS } from '../sync/handshake.ts';
import { isNavigation, serveApp } from './app-files.ts';
import { boundConnections } from './connections.ts';
import { API_HEADERS, COMMON_HEADERS, corsHeaders, PREFLIGHT_HEADERS } from './headers.ts';
import { openApiDocument } from './openapi.ts';
import { isAllowedOrigin } from './origin.ts';
import { trustIn } from './proxies.ts';
import { codeOfError, sendProblem } from './problems.ts';
import { servePublicPages, type PublicPages } from './public-pages.ts';
import { methodsAt, registerRoutes, type RouteParts } from './routes.ts';

/** How the relay is (RELIABILITY A3, A5). */
export interface Health {
  /** `ready`, or why not. */
  readonly status: 'ready' | 'storage' | 'stopping';
  /** The state of the store, and its reason, in words for an operator. */
  readonly storage: string;
}

export interface HttpParts extends RouteParts {
  readonly timers: Timers;
  readonly log: Log;
  /** For `/healthz` alone: it may cost a write. */
  readonly health: () => Promise<Health>;
  readonly isStopping: () => boolean;
  readonly metrics: Metrics;
  readonly mayReadMetrics: (request: IncomingMessage) => boolean;
  readonly version: string;
  /** Profiles as pages of their own, for who has no app (F023). */
  readonly publicPages: PublicPages;
  readonly origins: readonly string[];
  readonly proxies: readonly string[];
  readonly appFolder: string;
}

const SECOND_MS = 1_000;
const REQUEST_TIMEOUT_MS = 15 * SECOND_MS;
const KEEP_ALIVE_MS = 10 * SECOND_MS;

/** The relay's HTTP side: the contract's endpoints, health, the API's description, and the app. Does not listen yet. */
export async function createHttpServer(parts: HttpParts): Promise<FastifyInstance> {
  const isTrusted = trustIn(parts.proxies);
  const app = Fastify({
    logger: false,
    bodyLimit: RELAY_LIMITS.maxBodyBytes,
    trustProxy: isTrusted,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionTimeout: RELAY_LIMITS.idleConnectionMs,
    maxRequestsPerSocket: RELAY_LIMITS.maxRequestsPerConnection,
    // What Fastify itself cannot route: in our words, and without quoting the path.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply.headers(COMMON_HEADERS), codeOfError(error)),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Nobody may hold a connection by sending slowly (RELIABILITY C5).
    http: HANDSHAKE_OPTIONS,
  });
  boundConnections(app.server, isTrusted);
  acceptJsonOnly(app);
  app.addHook('onRequest', async (request, reply) => greet(parts, request, reply));
  app.addHook('onResponse', async (request, reply) => logRequest(parts, request, reply));
  app.setErrorHandler((error, request, reply) => {
    const code = codeOfError(error);
    if (code === 'internal' || code === 'storage') {
      parts.log.error('request-failed', { route: routeOf(request), ...errorFacts(error) });
    }
    return sendProblem(reply, code);
  });
  app.get('/healthz', (_request, reply) => tellHealth(parts, reply));
  app.get('/metrics', (request, reply) => tellFigures(parts, request, reply));
  const description = openApiDocument(parts.version);
  app.get('/openapi.json', (_request, reply) => reply.headers(API_HEADERS).send(description));
  registerRoutes(app, parts);
  servePublicPages(app, parts.publicPages, parts.limiter);
  const sendPage = await serveApp(app, parts.appFolder);
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = methodsAt(path);
    if (methods.length > 0) return sendProblem(reply.header('allow', methods.join(', ')), 'method-not-allowed');
    if (isNavigation(request.method, path, request.headers.accept)) return sendPage(request, reply);
    return sendProblem(reply, 'not-found');
  });
  return app;
}

/** JSON is the one form of a body; an empty one is none, whatever its header says. */
function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (text === '') done(null, undefined);
    else void parse(request, text, done);
  });
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Before everything else: whether the relay takes requests, and whether this page may send them. */
function greet(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  if (request.raw.socket.destroyed) return reply.hijack(); // hung up, or was cut: nobody is there to be answered
  reply.headers(COMMON_HEADERS);
  const { origin, host } = request.headers;
  if (origin !== undefined) {
    // Without an Origin there is no page behind the request, and so nobody who could be tricked into sending it.
    const allowed = isAllowedOrigin(origin, host, parts.origins);
    if (allowed) reply.headers(corsHeaders(origin));
    else if (!READS.has(request.method)) return sendProblem(reply, 'foreign-origin');
    if (request.method === 'OPTIONS') return reply.code(204).headers(PREFLIGHT_HEADERS).send();
  }
  if (parts.isStopping() && pathOf(request).startsWith('/api/')) return sendProblem(reply, 'stopping');
  return undefined;
}

async function tellHealth(parts: HttpParts, reply: FastifyReply): Promise<unknown> {
  const { status, storage } = await parts.health();
  const uptimeMs = Math.round(parts.timers.monotonicMs());
  return reply
    .code(status === 'ready' ? 200 : 503)
    .headers(API_HEADERS)
    .send({ status, storage, version: parts.version, uptimeMs });
}

/** To those who may not read them they are not there. */
async function tellFigures({ metrics, mayReadMetrics }: HttpParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!mayReadMetrics(request.raw)) return sendProblem(reply, 'not-found');
  return reply.headers(API_HEADERS).type(metrics.contentType).send(await metrics.render());
}

const pathOf = (request: FastifyRequest): string => request.url.replace(/[?#].*$/s, '');

/** The pattern, never the path itself: ids say who talks to whom (RELIABILITY H5). */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';

/** Asked every few seconds for as long as the relay runs. */
const WATCHED: ReadonlySet<string> = new Set(['/healthz', '/metrics']);

function logRequest(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): void {
  const route = routeOf(request);
  if (WATCHED.has(route)) return;
  const facts = { method: request.method, route, status: reply.statusCode, tookMs: Math.round(reply.elapsedTime) };
  parts.log.info('request', facts);
  parts.metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime);
}
