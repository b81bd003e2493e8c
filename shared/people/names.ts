import type { Random } from '../ports.ts';
import { err, ok, type Result } from '../result.ts';
import { TEXT } from '../limits.ts';
import { INVISIBLE, MAX_READ_LENGTH } from './fold-name.ts';
import { namesContact } from './name-contact.ts';
import { isReservedName } from './reserved-names.ts';

export { foldName, MAX_READ_LENGTH } from './fold-name.ts';

/** Gentle words, read through one by one: nothing bodily, medical, political or mocking in any pairing. */
const ADJECTIVES = [
  'amber', 'airy', 'bright', 'brave', 'breezy', 'calm', 'careful', 'cheerful', 'clear', 'cosy', 'curious', 'dapper',
  'early', 'earnest', 'easy', 'fair', 'fresh', 'friendly', 'gentle', 'glad', 'golden', 'happy', 'hearty', 'honest',
  'hopeful', 'humble', 'jolly', 'kind', 'light', 'lively', 'lucky', 'mellow', 'merry', 'mild', 'misty', 'neat',
  'noble', 'patient', 'peaceful', 'plucky', 'quiet', 'ready', 'rosy', 'serene', 'silver', 'simple', 'snug', 'soft',
  'spry', 'steady', 'sunny', 'sweet', 'tender', 'thoughtful', 'tidy', 'warm', 'wise', 'woven',
] as const;

const NOUNS = [
  'Acorn', 'Apple', 'Aspen', 'Basil', 'Beacon', 'Birch', 'Breeze', 'Brook', 'Cedar', 'Cherry', 'Cloud', 'Clover',
  'Comet', 'Cricket', 'Daisy', 'Dawn', 'Elm', 'Ember', 'Fern', 'Finch', 'Garden', 'Harbour', 'Hazel', 'Heron',
  'Iris', 'Ivy', 'Kettle', 'Lantern', 'Lark', 'Leaf', 'Lilac', 'Linden', 'Maple', 'Meadow', 'Mint', 'Moss', 'Oak',
  'Olive', 'Orchard', 'Otter', 'Pear', 'Pebble', 'Plum', 'Pond', 'Poppy', 'Quill', 'Rain', 'River', 'Robin', 'Sage',
  'Sparrow', 'Spring', 'Star', 'Stone', 'Swift', 'Thistle', 'Thyme', 'Tulip', 'Violet', 'Willow', 'Wren',
] as const;

/** F014: `^[a-z]+[A-Z][a-z]+\d{4}$`, for example carefulPear7220. Uniqueness is the relay's to check. */
export function randomGuestName(random: Random): string {
  const bytes = random.bytes(8);
  const draw = (offset: number, below: number): number =>
    (((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)) % below;
  const adjective = ADJECTIVES[draw(0, ADJECTIVES.length)] as string;
  const noun = NOUNS[draw(2, NOUNS.length)] as string;
  return `${adjective}${noun}${String(draw(4, 10_000)).padStart(4, '0')}`;
}

export type NameFault = 'name-too-short' | 'name-too-long' | 'name-characters' | 'name-reserved' | 'name-contact';

const NAME = /^\p{L}[\p{L}\p{M}\p{N}]*$/u;

/** More marks on one letter than any script writes reach into the lines above and below. */
const PILED_UP = /\p{M}{5,}/u;

/** Alphabets that share shapes: `a` and `а` look the same. A name keeps to one of them; any other script may join. */
const LOOKALIKES = [
  /\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u, /\p{Script=Lisu}/u, /\p{Script=Coptic}/u,
];

const isMixed = (name: string): boolean => LOOKALIKES.filter((alphabet) => alphabet.test(name)).length > 1;

/** Checks a chosen screen name, without its @; any script (F004). Gives it back in NFC. */
export function parseName(text: string): Result<string, NameFault> {
  if (text.length > MAX_READ_LENGTH) return err('name-too-long');
  const name = text.normalize('NFC').trim().replace(/^@/, '');
  const length = [...name].length;
  if (length < TEXT.minNameLength) return err('name-too-short');
  if (length > TEXT.maxNameLength) return err('name-too-long');
  if (!name.isWellFormed() || !NAME.test(name)) return err('name-characters');
  if (name.search(INVISIBLE) >= 0 || PILED_UP.test(name) || isMixed(name)) return err('name-characters');
  if (isReservedName(name)) return err('name-reserved');
  if (namesContact(name)) return err('name-contact');
  return ok(name);
}
