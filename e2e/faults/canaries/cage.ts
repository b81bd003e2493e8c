import type { Dice } from '#shared/testing/dice.ts';

/** Long enough that each half is nobody else's, short enough for the shortest field (PLACE, NOTE.maxTagLength). */
const SIGNS = 24;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

export interface Canary {
  readonly text: string;
  /** What it was typed into, such as `note 3` or `search`. */
  readonly into: string;
}

/** Deals out words that are nobody's, each once, and remembers where each went. */
export class Cage {
  readonly dealt: Canary[] = [];
  readonly #dice: Dice;
  readonly #count: number;

  constructor(dice: Dice, count: number) {
    this.#dice = dice;
    this.#count = count;
  }

  /** So many of a thousand, but at least one. */
  share(ofThousand: number): number {
    return Math.max(1, Math.round((ofThousand * this.#count) / 1_000));
  }

  one(into: string): string {
    const text = Array.from({ length: SIGNS }, () => ALPHABET[this.#dice.below(ALPHABET.length)]).join('');
    this.dealt.push({ text, into });
    return text;
  }

  many(into: string, count: number): string[] {
    return Array.from({ length: count }, () => this.one(into));
  }

  /** How many are still to be dealt. */
  left(): number {
    return Math.max(0, this.#count - this.dealt.length);
  }

  /** Those that went there, by the first word of where. */
  into(...kinds: readonly string[]): string[] {
    return this.dealt.filter(({ into }) => kinds.some((kind) => into === kind || into.startsWith(`${kind} `))).map(({ text }) => text);
  }
}
