import { err, ok, type Result } from '../result.ts';
import { PICTURE } from '../limits.ts';
import { plainPng, readPng } from './png.ts';
import { plainWebp, readWebp } from './webp.ts';

/** The two forms that a canvas writes and every browser of ours reads. Nothing in them can act. */
export const PICTURE_TYPES = ['image/webp', 'image/png'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface PlainPicture {
  readonly type: PictureType;
  readonly sidePx: number;
}

/** Of one still picture, as its own head says. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

export type PictureFault =
  /** Neither of the two forms, damaged, or with anything in it besides the one picture: places, names, colours of a camera, a second file. */
  | 'not-plain'
  | 'too-large'
  /** No square, or of sides that are not asked for. */
  | 'sides';

/**
 * Whether bytes are a picture as we keep them, whoever sent them: exactly one still frame, no other part, nothing behind it,
 * square and within the limits. Looks at the form alone and unpacks nothing; takes time by the number of bytes.
 */
export function readPlainPicture(bytes: Uint8Array): Result<PlainPicture, PictureFault> {
  if (bytes.length > PICTURE.maxBytes) return err('too-large');
  const webp = readWebp(bytes);
  const frame = webp ?? readPng(bytes);
  if (frame === null) return err('not-plain');
  const { width, height } = frame;
  const fits = width === height && width >= PICTURE.minSidePx && width <= PICTURE.maxSidePx;
  return fits ? ok({ type: webp === null ? 'image/png' : 'image/webp', sidePx: width }) : err('sides');
}

/** The same picture without what its writer put around it; null where there is none. Browsers add profiles and marks of their own. */
export const toPlainPicture = (bytes: Uint8Array): Uint8Array | null => plainWebp(bytes) ?? plainPng(bytes);
