import type { Branded } from '#shared/ids.ts';

/** An id that can be read: twenty letters and digits, none of them `i`, `l`, `o` or `u`. */
export const idOf = <Id extends Branded<string>>(what: string, number: number): Id =>
  `${what}${String(number).padStart(20 - what.length, '0')}` as string as Id;
