import type { AccountType } from '../words.ts';

/** The outline of an account's picture (F018, F026, F041, F045). A therapist's is exactly a listener's. */
export type AvatarShape = 'square' | 'rounded' | 'circle';

export function avatarShape(type: AccountType): AvatarShape {
  switch (type) {
    case 'guest':
      return 'square';
    case 'member':
      return 'rounded';
    case 'listener':
    case 'therapist':
      return 'circle';
  }
}

/**
 * The two letters on a picture (D1): the first letter of each camelCase word, so `carefulPear7220` gives `CP`.
 * A name of one word gives its first two letters. Counts user-perceived characters, whatever the script.
 */
export function avatarLetters(name: string): string {
  const words = name.replace(/\d+$/u, '').match(/\p{Lu}?[^\p{Lu}]+|\p{Lu}/gu) ?? [name];
  const [first = '', second] = words;
  const letters = second === undefined ? characters(first) : [...characters(first).slice(0, 1), ...characters(second)];
  // Before the digits stood a single letter: the first digit is the second sign.
  const two = letters.length < 2 ? characters(name).slice(0, 2) : letters.slice(0, 2);
  return two.map(upperCase).join('');
}

const characters = (text: string): string[] =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

/** A letter that becomes two in upper case, as the German sharp s does, stays as it is: two letters are two. */
function upperCase(character: string): string {
  const upper = character.toLocaleUpperCase('en');
  return characters(upper).length === 1 ? upper : character;
}

/**
 * Background colours by first letter (F020, D2): 26 hues at a lightness where white letters keep a contrast of at
 * least 4.5:1 in light and dark alike; the test measures every one. Names in other scripts fold onto the same table.
 */
export const AVATAR_COLOURS: readonly string[] = [
  '#8f3b2e', '#8a4a1c', '#7a5212', '#66580f', '#4f5f14', '#3a641f', '#22672f', '#126842', '#0b6754', '#0a6565',
  '#0f6175', '#1c5c83', '#2b568d', '#3b5094', '#4a4a97', '#574596', '#644091', '#713b88', '#7c377c', '#85356d',
  '#8b345d', '#8f354d', '#913741', '#6b4b3e', '#4e5a52', '#4a5568',
];

export function avatarColour(name: string): string {
  const first = name.codePointAt(0) ?? 0;
  const letter = String.fromCodePoint(first).toLowerCase().codePointAt(0) ?? 0;
  const index = letter >= 97 && letter <= 122 ? letter - 97 : letter % AVATAR_COLOURS.length;
  return AVATAR_COLOURS[index] as string;
}
