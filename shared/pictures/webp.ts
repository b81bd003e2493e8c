import { PICTURE } from '../limits.ts';
import type { Frame } from './forms.ts';

/** One part of a WebP file: its name of four letters, and where its content lies. */
interface Chunk {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const HEAD = 12;
const ALPHA = 0x10;
/** A simple file is one of these ... */
const FRAMES: ReadonlySet<string> = new Set(['VP8 ', 'VP8L']);
/** ... and an extended one says its size first, and may have its transparency beside it. */
const KEPT: ReadonlySet<string> = new Set(['VP8X', 'ALPH', ...FRAMES]);

const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
const number = (bytes: Uint8Array, at: number, count: number): number =>
  Array.from({ length: count }, (_, index) => (bytes[at + index] ?? 0) * 256 ** index).reduce((sum, part) => sum + part, 0);

/** The parts of a whole file, which they fill to its last byte; null for anything else. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  if (bytes.length < HEAD || letters(bytes, 0) !== 'RIFF' || letters(bytes, 8) !== 'WEBP') return null;
  if (number(bytes, 4, 4) !== bytes.length - 8) return null;
  const chunks: Chunk[] = [];
  let at = HEAD;
  while (at < bytes.length) {
    const start = at + 8;
    const end = start + number(bytes, at + 4, 4);
    const next = end + (end % 2);
    if (start > bytes.length || next > bytes.length || chunks.length >= PICTURE.maxChunks) return null;
    if (next > end && bytes[end] !== 0) return null;
    chunks.push({ name: letters(bytes, at), start, end });
    at = next;
  }
  return chunks;
}

/** The one still frame of a file that holds nothing else. */
export function readWebp(bytes: Uint8Array): Frame | null {
  const chunks = chunksOf(bytes);
  const last = chunks?.at(-1);
  if (chunks === null || last === undefined) return null;
  const frame = frameOf(bytes, last);
  switch (chunks.map(({ name }) => name).join()) {
    case 'VP8 ':
    case 'VP8L':
      return frame;
    case 'VP8X,VP8 ':
    case 'VP8X,VP8L':
      return fits(bytes, chunks, frame) ? frame : null;
    case 'VP8X,ALPH,VP8 ':
      return fits(bytes, chunks, frame) && isAlpha(bytes, chunks[1] as Chunk) ? frame : null;
    default:
      return null;
  }
}

function frameOf(bytes: Uint8Array, chunk: Chunk): Frame | null {
  if (chunk.name === 'VP8 ') return lossy(bytes, chunk);
  return chunk.name === 'VP8L' ? lossless(bytes, chunk) : null;
}

/** RFC 6386, 9.1: a key frame that is shown, whose first part lies within it, and which asks for no scaling. */
function lossy(bytes: Uint8Array, { start, end }: Chunk): Frame | null {
  const HEAD_OF_FRAME = 10;
  if (end - start <= HEAD_OF_FRAME) return null;
  const tag = number(bytes, start, 3);
  const [isDelta, version, isShown, firstPart] = [tag & 1, (tag >> 1) & 7, (tag >> 4) & 1, tag >> 5];
  if (isDelta !== 0 || version > 3 || isShown !== 1 || firstPart === 0 || firstPart > end - start - HEAD_OF_FRAME) return null;
  if (bytes[start + 3] !== 0x9d || bytes[start + 4] !== 0x01 || bytes[start + 5] !== 0x2a) return null;
  const [width, height] = [number(bytes, start + 6, 2), number(bytes, start + 8, 2)];
  return width >> 14 === 0 && height >> 14 === 0 ? { width, height } : null;
}

/** WebP lossless bitstream, 3: its mark, two sides of 14 bits, one bit for transparency, version 0. */
function lossless(bytes: Uint8Array, { start, end }: Chunk): Frame | null {
  const HEAD_OF_FRAME = 5;
  if (end - start <= HEAD_OF_FRAME || bytes[start] !== 0x2f) return null;
  const bits = number(bytes, start + 1, 4);
  if (Math.floor(bits / 2 ** 29) !== 0) return null;
  return { width: (bits & 0x3fff) + 1, height: (Math.floor(bits / 2 ** 14) & 0x3fff) + 1 };
}

/** An extended head announces the same size, no animation, no profile and no words. */
function fits(bytes: Uint8Array, [head]: readonly Chunk[], frame: Frame | null): boolean {
  if (head === undefined || frame === null || head.end - head.start !== 10) return false;
  if (((bytes[head.start] ?? 0) & ~ALPHA) !== 0 || number(bytes, head.start + 1, 3) !== 0) return false;
  return number(bytes, head.start + 4, 3) + 1 === frame.width && number(bytes, head.start + 7, 3) + 1 === frame.height;
}

/** Its first byte says how it is packed; two of its bits mean nothing yet. */
const isAlpha = (bytes: Uint8Array, { start, end }: Chunk): boolean => end - start > 1 && ((bytes[start] ?? 0xff) & 0xc2) === 0;

/** Everything but the frame, its transparency and its size goes; null where the rest is no plain picture. */
export function plainWebp(bytes: Uint8Array): Uint8Array | null {
  const kept = chunksOf(bytes)?.filter(({ name }) => KEPT.has(name)) ?? [];
  if (kept.length === 0) return null;
  const size = kept.reduce((sum, { start, end }) => sum + 8 + (end - start) + (end % 2), HEAD);
  const plain = new Uint8Array(size);
  plain.set(bytes.subarray(0, HEAD));
  new DataView(plain.buffer).setUint32(4, size - 8, true);
  let at = HEAD;
  for (const { name, start, end } of kept) {
    plain.set(bytes.subarray(start - 8, end), at);
    if (name === 'VP8X') plain[at + 8] = (plain[at + 8] ?? 0) & ALPHA;
    at += 8 + (end - start) + (end % 2);
  }
  return readWebp(plain) === null ? null : plain;
}
