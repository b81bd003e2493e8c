import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentSecurityPolicy } from './headers.ts';

const PAGE = 'index.html';
/** The build names these after their content, so that they never change. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;
const YEAR_SECONDS = 31_536_000;

/** True when somebody navigates: a page is wanted, not a file of it and nothing of the API. */
export const isNavigation = (method: string, path: string, accept: string | undefined): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(?:api|sync)(?:\/|$)/.test(path) &&
  !/\.\w+$/.test(path) &&
  (accept ?? '').includes('text/html');

const NOT_BUILT =
  'The relay is running. The app has not been built yet: run "npm run build", then start the relay again.\n';

/**
 * Serves the built app beside the API, when it was built: its page for every route of the app, its files under their
 * own names. Gives back the answer to a navigation, for the one place that knows what nobody else has taken.
 */
export async function serveApp(
  app: FastifyInstance,
  folder: string,
): Promise<(request: FastifyRequest, reply: FastifyReply) => FastifyReply> {
  if (!existsSync(join(folder, PAGE))) return (_request, reply) => reply.code(200).type('text/plain').send(NOT_BUILT);
  const sendPage = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => reply.code(200).sendFile(PAGE);
  app.get('/', sendPage);
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const kept = HASHED.test(path.replaceAll('\\', '/'));
      reply.header('cache-control', kept ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      reply.header('content-security-policy', contentSecurityPolicy(reply.request.headers.host));
      reply.header('cross-origin-resource-policy', 'same-origin');
    },
  });
  return sendPage;
}
