import { z } from 'zod';
import { isId, type Branded } from '../ids.ts';
import { PICTURE } from '../limits.ts';
import { MAX_READ_LENGTH } from './fold-name.ts';
import { PICTURE_TYPES } from '../pictures/forms.ts';

/**
 * One picture as it was set once: another id each time, so that an address never shows another picture, and by the address nobody can
 * tell that two accounts show the same one (F037). The app sees to it that they cannot by the bytes either (`pictures/stir.ts`).
 */
export type PictureId = Branded<'PictureId'>;
export const pictureId = z
  .string()
  .refine(isId, 'not a picture id')
  .meta({ pattern: '^[0-9a-z]{20}$' }) as unknown as z.ZodType<PictureId, string>;

/** Bytes in base64, as they travel to the relay in the one form that a body has. */
const image = z.string().min(4).max(PICTURE.maxBase64Length).regex(/^[A-Za-z0-9+/]+={0,2}$/);

export const newPicture = z.strictObject({ image });

/** What an address of a picture answers. Over the wire these are the plain bytes under that content type. */
export const pictureFile = z.object({ type: z.enum(PICTURE_TYPES), image });
export type PictureFile = z.infer<typeof pictureFile>;

/** Names as they stand on the screen of who asks. */
export const picturesAsked = z.strictObject({ names: z.array(z.string().max(MAX_READ_LENGTH)).min(1).max(PICTURE.maxNamesAsked) });

/** Those of them that show a picture; who shows none, is not shown or is not there is left out alike. */
export const picturesFound = z.object({ pictures: z.array(z.object({ name: z.string(), picture: pictureId })) });
export type PicturesFound = z.infer<typeof picturesFound>;

/** One's own. */
export const ownPicture = z.object({
  picture: pictureId.nullable(),
  /** After the house took one away: until when another waits. */
  pausedUntilMs: z.int().nonnegative().nullable(),
});
export type OwnPicture = z.infer<typeof ownPicture>;
