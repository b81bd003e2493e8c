import type { FastifyInstance } from 'fastify';
import { pageLanguage } from '../people/page-words.ts';
import type { Profiles } from '../people/profiles.ts';
import { PAGE_POLICY, profilePage, unknownPage } from '../people/public-page.ts';
import { addressKey } from '../sync/address-key.ts';
import type { HttpLimiter } from './limits.ts';
import { sendProblem } from './problems.ts';

export interface PublicPages {
  readonly profiles: Pick<Profiles, 'read'>;
  /** Of this community. */
  readonly name: string;
  readonly hasApp: boolean;
}

/** `/@Name`: a profile for everybody with a browser, search engines included (F023). Who is signed in makes no difference. */
export function servePublicPages(app: FastifyInstance, { profiles, name: house, hasApp }: PublicPages, limiter: HttpLimiter): void {
  app.get<{ Params: { name: string } }>('/@:name', async (request, reply) => {
    const waitMs = limiter.lookUp(addressKey((request.ip as string | undefined) ?? ''));
    if (waitMs !== null) return sendProblem(reply, 'too-fast', { retryAfterMs: waitMs });
    const found = await profiles.read(null, request.params.name, undefined, 'page');
    const parts = { house, language: pageLanguage(request.headers['accept-language']), hasApp };
    return reply
      .code(found.ok ? 200 : 404)
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-cache', vary: 'accept-language' })
      .send(found.ok ? profilePage(parts, found.value) : unknownPage(parts));
  });
}
