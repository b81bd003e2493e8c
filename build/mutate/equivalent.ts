/** Changes of the rules that change nothing anybody could see: no test can notice them, and none should. */
export interface Equivalent {
  readonly file: string;
  /** Part of the line that is changed. */
  readonly line: string;
  /** Every operator, unless one is named. */
  readonly operator?: string;
  /** Every replacement, unless one is named. */
  readonly becomes?: string;
  readonly why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'word-cache.ts',
    line: 'if (isTextOf(known, bytes, from, length)) return known;',
    operator: 'drop if',
    why: 'what is remembered spares a decoding, and gives the same text',
  },
  {
    file: 'entry-ids.ts',
    line: 'if (struct !== null && isItem(struct) && !struct.deleted) return true;',
    operator: '&& for ||',
    why: 'what was collected is deleted as well, and an id is only placed where there is something',
  },
  {
    file: 'entry-ids.ts',
    line: 'let index = Math.max(0, from - clock)',
    operator: 'drop argument',
    why: 'what was read is read again: slower, and the same',
  },
  {
    file: 'work.ts',
    line: 'steps <= maxSteps; steps += 1) item = item.left',
    operator: '+= for -=',
    why: 'a history longer than the bound is refused as too complex on the way back as well: only slower',
  },
  { file: 'entry-ids.ts', line: 'if (from >= to) continue;', operator: 'drop if', why: 'between them there is nothing to read' },
];
