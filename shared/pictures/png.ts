import { PICTURE } from '../limits.ts';
import type { Frame } from './forms.ts';

interface Chunk {
  readonly name: string;
  /** Of the whole chunk: length, name, content and sum. */
  readonly start: number;
  readonly end: number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const AROUND = 12;
const KEPT: ReadonlySet<string> = new Set(['IHDR', 'IDAT', 'IEND']);

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte);

/** The chunks of a whole file, each with its right sum, the last one at its last byte; null for anything else. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  if (!isPng(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at < bytes.length) {
    if (bytes.length - at < AROUND || chunks.length >= PICTURE.maxChunks) return null;
    const end = at + AROUND + view.getUint32(at);
    if (end > bytes.length || view.getUint32(end - 4) !== sumOf(bytes.subarray(at + 4, end - 4))) return null;
    chunks.push({ name: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), start: at, end });
    at = end;
  }
  return chunks;
}

/** The picture of a file that holds nothing else: its head, its content, its end. Eight bits a colour, nothing interlaced. */
export function readPng(bytes: Uint8Array): Frame | null {
  const chunks = chunksOf(bytes);
  const head = chunks?.[0];
  if (chunks === null || head === undefined) return null;
  if (!/^IHDR(?:,IDAT)+,IEND$/.test(chunks.map(({ name }) => name).join())) return null;
  const end = chunks.at(-1) as Chunk;
  if (head.end - head.start !== AROUND + 13 || end.end - end.start !== AROUND) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + head.start + 8, 13);
  const [depth, colours, packing, filter, interlace] = [8, 9, 10, 11, 12].map((at) => view.getUint8(at));
  const isPlain = depth === 8 && (colours === 2 || colours === 6) && packing === 0 && filter === 0 && interlace === 0;
  return isPlain ? { width: view.getUint32(0), height: view.getUint32(4) } : null;
}

/** Everything but the picture goes; null where the rest is no plain picture. */
export function plainPng(bytes: Uint8Array): Uint8Array | null {
  const kept = chunksOf(bytes)?.filter(({ name }) => KEPT.has(name)) ?? [];
  if (kept.length === 0) return null;
  const parts = [bytes.subarray(0, SIGNATURE.length), ...kept.map(({ start, end }) => bytes.subarray(start, end))];
  const plain = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    plain.set(part, at);
    at += part.length;
  }
  return readPng(plain) === null ? null : plain;
}

/** CRC-32 as PNG has it, annex D: without a table, for a picture is small. */
export function sumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return (sum ^ 0xffffffff) >>> 0;
}
