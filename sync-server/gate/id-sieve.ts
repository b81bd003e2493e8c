/** Bits per id: of ids that never came, one in a thousand or fewer passes for one that did. */
const BITS_PER_ID = 32;
const MIN_BITS = 4_096;

/**
 * Remembers ids in a few bits each and can say of one that it never came (a Bloom filter with three probes). Of nearly
 * every new entry that is all that has to be known, and it costs a tenth of what a map of all ids costs.
 */
export class IdSieve {
  readonly #bits: Uint32Array;
  readonly #mask: number;
  #size = 0;

  /** For this many ids. */
  constructor(ids: number) {
    const bits = Math.max(MIN_BITS, 2 ** Math.ceil(Math.log2(ids * BITS_PER_ID)));
    this.#bits = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  /** How many ids were added. */
  get size(): number {
    return this.#size;
  }

  /** Past this it says "perhaps" too often, and a larger one should be made. */
  get isFull(): boolean {
    return this.#size > (this.#mask + 1) / BITS_PER_ID;
  }

  add(id: string): void {
    this.#size += 1;
    const first = hashOf(id);
    const step = stepOf(first);
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = (first + probe * step) & this.#mask;
      const word = bit >>> 5;
      this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False: it never came. True: perhaps it did. */
  mayHold(id: string): boolean {
    const first = hashOf(id);
    const step = stepOf(first);
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = (first + probe * step) & this.#mask;
      if (((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

const PROBES = 3;

/** The random part of an entry id stands at its end. */
const HASHED_LENGTH = 16;

function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = Math.max(0, id.length - HASHED_LENGTH); index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** Odd, so that the probes differ. */
const stepOf = (hash: number): number => (Math.imul(hash, 0x85ebca6b) >>> 13) | 1;
