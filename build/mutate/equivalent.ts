/** Changes of the rules that change nothing anybody could see: no test can notice them, and none should. */
export interface Equivalent {
  readonly file: string;
  /** Part of the line that is changed. */
  readonly line: string;
  /** Every operator, unless one is named. */
  readonly operator?: string;
  readonly why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'word-cache.ts',
    line: 'if (isTextOf(known, bytes, from, length)) return known;',
    operator: 'drop if',
    why: 'what is remembered spares a decoding, and gives the same text',
  },
];
