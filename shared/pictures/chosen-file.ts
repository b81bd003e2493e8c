import { err, ok, type Result } from '../result.ts';
import { PICTURE } from '../limits.ts';
import type { Frame } from './forms.ts';
import { isPng } from './png.ts';

/** What somebody may choose from their device. */
export const CHOSEN_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

export type ChosenFault =
  /** Something else than the three, whatever its name says. */
  | 'other-type'
  | 'too-large'
  | 'broken';

/**
 * The size of a chosen file as its first bytes announce it, before a browser unpacks it: a file of a few bytes may claim to
 * be a wall of a billion pixels. Says nothing on whether the rest can be read.
 */
export function lookAtFile(bytes: Uint8Array): Result<Frame, ChosenFault> {
  if (bytes.length > PICTURE.maxFileBytes) return err('too-large');
  const kind = kindOf(bytes);
  if (kind === null) return err('other-type');
  const frame = { png, webp, jpeg }[kind](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (frame === null || frame.width < 1 || frame.height < 1) return err('broken');
  const { width, height } = frame;
  const large = Math.max(width, height) > PICTURE.maxFileSidePx || width * height > PICTURE.maxFilePixels;
  return large ? err('too-large') : ok(frame);
}

function kindOf(bytes: Uint8Array): 'png' | 'webp' | 'jpeg' | null {
  if (isPng(bytes)) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  return word(0) === 'RIFF' && word(8) === 'WEBP' ? 'webp' : null;
}

const png = (view: DataView): Frame | null =>
  view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };

function webp(view: DataView): Frame | null {
  if (view.byteLength < 30) return null;
  const small = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)))) {
    case 'VP8X':
      return { width: small(24) + 1, height: small(27) + 1 };
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
}

/** Frame heads, but for the three numbers among them that mean something else. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const SCAN = 0xda;

/** Goes from segment to segment up to the frame's, past whatever a camera wrote before it. */
function jpeg(view: DataView): Frame | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1; // a filling byte
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else if (marker === SCAN) return null;
    else {
      const length = view.getUint16(at + 2);
      if (length < 2) return null;
      at += 2 + length;
    }
  }
  return null;
}
