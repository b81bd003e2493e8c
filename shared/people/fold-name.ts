import { TEXT } from '../limits.ts';

/** Letters and marks that show nothing: with one of them two names look the same, and are not (F012). */
export const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * F012: unique ignoring case. Two names are the same when they fold to the same text. Up and down again, since some
 * small letters have one capital between them: both forms of sigma, ß and ss, i with and without its dot.
 */
export const foldName = (name: string): string =>
  name.length > MAX_READ_LENGTH
    ? name // nobody has it, folded or not
    : name.normalize('NFKC').replaceAll(INVISIBLE, '').toUpperCase().toLowerCase().normalize('NFKC');

/**
 * More UTF-16 units than any name has, before it is brought into one form, spaces around it included. Looked at first:
 * putting marks in order takes time by the square of their number, ten seconds for 100 kB (RELIABILITY C10).
 */
export const MAX_READ_LENGTH = 16 * TEXT.maxNameLength;
