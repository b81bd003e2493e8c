import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The first bytes by which a needle is looked up. */
const KEY_BYTES = 4;
const MASK_BITS = 20;

interface Needle {
  readonly bytes: Buffer;
  readonly text: string;
}

/** A text that stands readable in a file. */
export interface Found {
  readonly text: string;
  readonly file: string;
}

export interface Reading {
  readonly found: readonly Found[];
  readonly files: number;
  readonly bytes: number;
}

/**
 * Which of these texts stand readable in any file under `folder`: every file is read once, however many texts are sought.
 * Each is sought by its halves, because a compressor (LevelDB's snappy) may leave a text in two pieces; the halves in
 * UTF-8, in UTF-16 of both orders, and in base64 at each of its three offsets. Texts of 24 signs and more, by lot.
 */
export function readable(folder: string, texts: readonly string[]): Reading {
  const { index, mask } = indexOf(texts.flatMap(needlesOf));
  const found = new Map<string, Found>();
  let files = 0;
  let bytes = 0;
  for (const file of globSync('**/*', { cwd: folder })) {
    const path = join(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const content = readFileSync(path);
    files += 1;
    bytes += content.length;
    for (const text of textsIn(content, index, mask)) found.set(`${file}\n${text}`, { text, file });
  }
  return { found: [...found.values()], files, bytes };
}

const halvesOf = (text: string): readonly string[] => {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
};

function needlesOf(text: string): Needle[] {
  return halvesOf(text).flatMap((half) => {
    const utf8 = Buffer.from(half, 'utf8');
    const utf16 = Buffer.from(half, 'utf16le');
    const base64 = [0, 1, 2].map((shift) => {
      const shifted = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
      // The first and last characters depend on the neighbours; the middle is what a search would find.
      return Buffer.from(shifted.slice(shift === 0 ? 0 : 4, -4));
    });
    return [utf8, utf16, Buffer.from(utf16).swap16(), ...base64].map((bytes) => ({ bytes, text }));
  });
}

const slotOf = (key: number): number => Math.imul(key, 0x9e_37_79_b1) >>> (32 - MASK_BITS);

/** Needles by their first bytes, and a small table that says of most places at once that none begins there. */
function indexOf(needles: readonly Needle[]): { index: Map<number, Needle[]>; mask: Uint8Array } {
  const index = new Map<number, Needle[]>();
  const mask = new Uint8Array(1 << MASK_BITS);
  for (const needle of needles) {
    const key = needle.bytes.readUInt32BE(0);
    mask[slotOf(key)] = 1;
    index.set(key, [...(index.get(key) ?? []), needle]);
  }
  return { index, mask };
}

function textsIn(content: Buffer, index: ReadonlyMap<number, readonly Needle[]>, mask: Uint8Array): Set<string> {
  const texts = new Set<string>();
  let key = 0;
  for (let end = 0; end < content.length; end += 1) {
    key = ((key << 8) | (content[end] ?? 0)) >>> 0;
    if (end < KEY_BYTES - 1 || mask[slotOf(key)] === 0) continue;
    const at = end - KEY_BYTES + 1;
    for (const { bytes, text } of index.get(key) ?? []) {
      if (content.subarray(at, at + bytes.length).equals(bytes)) texts.add(text);
    }
  }
  return texts;
}
