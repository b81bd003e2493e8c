/** One form for every way to write the same, so that what looks for contact details reads what people read (F077, RELIABILITY G1). */

/** More than any field takes; what is longer is refused for its length. */
const MAX_READ_LENGTH = 20_000;

/** Wide and styled letters, digits of other scripts or in a frame, letters that show nothing, dots in brackets. */
export const readable = (text: string): string =>
  text
    .slice(0, MAX_READ_LENGTH)
    .replaceAll(/\p{M}{5,}/gu, '') // putting many marks in order takes time by the square of their number
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}|\p{Me}/gu, '')
    .replaceAll(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replaceAll(/(?<=[a-z0-9])\u3002(?=[a-z])/giu, '.')
    .replaceAll(/\s?[([{<]\s?(?:dot|punto|\.)\s?[)\]}>]\s?/giu, '.');

/** The zeros of the scripts whose digits people write; the nine others follow each. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
];

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? digit : String(code - zero);
}

/** "n a d i a @ …": what was written letter by letter, read as one word. */
export const drawnTogether = (plain: string): string =>
  plain.replaceAll(/(?<!\S)\S(?: \S(?!\S)){4,}/gu, (letters) => letters.replaceAll(' ', ''));

/** Without accents over Latin letters, for names of services. */
export const unaccented = (plain: string): string => plain.normalize('NFD').replaceAll(/(?<=[a-z][\u0300-\u036f]{0,4})[\u0300-\u036f]/giu, '').normalize('NFC');
