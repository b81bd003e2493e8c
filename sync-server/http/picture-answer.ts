import type { FastifyReply } from 'fastify';
import type { PictureFile } from '#shared/people/pictures.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * A picture leaves as its plain bytes, under the type that the relay itself has found it to be (never one that was sent), and
 * as nothing that a browser would act on. Its address never shows another picture, so who has seen it need not ask again; no
 * cache between may keep it, or it would outlive a ban, a break or a change of mind there.
 */
export const sendPicture = (reply: FastifyReply, { type, image }: PictureFile): FastifyReply =>
  reply
    .headers({
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'content-disposition': 'inline; filename="picture"',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': `private, max-age=${YEAR_SECONDS}, immutable`,
    })
    .type(type)
    .send(Buffer.from(image, 'base64'));
