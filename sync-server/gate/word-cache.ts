/** Longer texts than this are not words that come again. An account id has 20 bytes. */
export const MAX_WORD_BYTES = 24;

const SLOTS = 256;

/**
 * The short texts that every entry repeats (field names, kinds, authors), so that they need not be decoded again and
 * again. One per document. What comes in between takes a slot of the fixed number, and costs no more than a decoding.
 */
export class WordCache {
  readonly #words: string[] = Array.from({ length: SLOTS }, () => '');

  /** The text of these bytes; null when they are not plain ASCII. */
  at(bytes: Uint8Array, from: number, length: number): string | null {
    let hash = length;
    let bits = 0;
    for (let index = from; index < from + length; index += 1) {
      const byte = bytes[index] ?? 0;
      bits |= byte;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    if (bits > 127) return null;
    const slot = (hash ^ (hash >>> 8)) & (SLOTS - 1);
    const known = this.#words[slot] ?? '';
    if (isTextOf(known, bytes, from, length)) return known;
    const word = String.fromCharCode(...bytes.subarray(from, from + length));
    this.#words[slot] = word;
    return word;
  }
}

function isTextOf(word: string, bytes: Uint8Array, from: number, length: number): boolean {
  if (word.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (word.charCodeAt(index) !== bytes[from + index]) return false;
  return true;
}
