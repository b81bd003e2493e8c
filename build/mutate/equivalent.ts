/** Changes of the rules that change nothing anybody could see: no test can notice them, and none should. */
export interface Equivalent {
  readonly file: string;
  /** Part of the line that is changed. */
  readonly line: string;
  /** Every operator, unless one is named. */
  readonly operator?: string;
  readonly why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];
