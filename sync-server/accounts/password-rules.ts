import { SESSION } from '#shared/limits.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { COMMON_WORDS, PRODUCT_WORDS, WALKS } from './common-passwords.ts';

export type PasswordFault = 'bad-request' | 'password-too-short' | 'password-too-long' | 'password-too-common';

/** A password in the one form in which it is hashed. Never logged, never stored. */
export interface CheckedPassword {
  readonly text: string;
}

/**
 * Once, and nothing else: a person who types the same characters elsewhere must arrive at the same bytes (E4). What is
 * longer than any password stays as it is: putting marks in order takes time by the square of their number (C10).
 */
export const normalizePassword = (text: string): string =>
  text.length > SESSION.maxPasswordBytes ? text : text.normalize('NFC');

/**
 * Judges a new password (RELIABILITY E4): long enough in characters as people count them, short enough in bytes, and
 * not made of what guessers try first. No rule about digits or capitals: length is what counts.
 */
export function parseNewPassword(text: string, name: string): Result<CheckedPassword, PasswordFault> {
  // Checked first and cheaply: whatever is sent, nobody waits for it.
  if (text.length > SESSION.maxPasswordBytes) return err('password-too-long');
  // Lone surrogates all become the same byte sequence: two different passwords would be one.
  if (!text.isWellFormed()) return err('bad-request');
  const password = normalizePassword(text);
  if (new TextEncoder().encode(password).length > SESSION.maxPasswordBytes) return err('password-too-long');
  if ([...password].length < SESSION.minPasswordLength) return err('password-too-short');
  return isGuessable(password, name) ? err('password-too-common') : ok({ text: password });
}

/** How many letters must be left, and how many different ones, when everything guessable is taken out. */
const MIN_REST_LENGTH = 6;
const MIN_REST_VARIETY = 4;
const MIN_WALK_LENGTH = 4;

/** True when a password says little more than common words, the person's name, rows of keys and years. */
export function isGuessable(password: string, name: string): boolean {
  return READINGS.some((letters) => {
    const rest = withoutGuessable(fold(password, letters), fold(name, letters));
    return rest.length < MIN_REST_LENGTH || new Set(rest).size < MIN_REST_VARIETY;
  });
}

/** The usual swaps of letters for signs. `1` stands for either of two letters, so both are tried; and none. */
const SWAPS = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };
const READINGS: readonly Readonly<Record<string, string>>[] = [
  {},
  { ...SWAPS, '1': 'i', '!': 'i' },
  { ...SWAPS, '1': 'l', '!': 'l' },
];

/** One sign may become eighteen letters; what lies behind as many as a password may have says nothing more (C10). */
const fold = (text: string, letters: Readonly<Record<string, string>>): string =>
  Array.from(text.normalize('NFKC').toLowerCase().slice(0, SESSION.maxPasswordBytes))
    .map((character) => letters[character] ?? character)
    .join('')
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{So}]/gu, '');

/** Longest first, so that `passwordless` does not hide behind `pass`. */
const WORDS = [...COMMON_WORDS, ...PRODUCT_WORDS].toSorted((a, b) => b.length - a.length);

function withoutGuessable(folded: string, name: string): string[] {
  let rest = folded;
  for (const word of [...nameParts(name), ...WORDS]) rest = rest.replaceAll(word, ' ');
  rest = rest.replaceAll(/(.)\1{2,}/gu, ' ').replaceAll(/(?:19|20)\d\d/g, ' ');
  return [...collapseRepeats(withoutWalks(rest).replaceAll(' ', ''))];
}

/** The whole name, and its letters without the digits of a guest's name. */
const nameParts = (name: string): string[] =>
  [name, name.replace(/\d+$/, '')].filter((part) => [...part].length >= MIN_WALK_LENGTH);

/** Takes out rows of neighbouring keys and letters, forwards and backwards. */
function withoutWalks(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const length = Math.max(...BOTH_WAYS.map((walk) => walkLength(text, at, walk)));
    if (length >= MIN_WALK_LENGTH) {
      at += length;
    } else {
      rest += text[at];
      at += 1;
    }
  }
  return rest;
}

const BOTH_WAYS = WALKS.flatMap((walk) => [walk, [...walk].toReversed().join('')]);

function walkLength(text: string, at: number, walk: string): number {
  const start = walk.indexOf(text[at] ?? '');
  if (start < 0) return 0;
  let length = 1;
  while (at + length < text.length && walk[start + length] === text[at + length]) length += 1;
  return length;
}

/** `abcabcabc` says no more than `abc`. */
const collapseRepeats = (text: string): string => text.replace(/^(.+?)\1+$/u, '$1');
