import { sha256 } from '@noble/hashes/sha2.js';
import type { Random } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * A recovery key: 130 random bits and 10 bits of check, as 28 letters and digits in groups of four, to be printed or
 * written down (VAULT.md, V13). It is long enough by itself, so that nothing has to be stretched.
 *
 *     7K3M-9QXT-…
 */

/** Crockford's 32: no letter that a hand or an eye takes for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LETTERS = 26;
const CHECK_LETTERS = 2;
export const RECOVERY_KEY_LETTERS = RANDOM_LETTERS + CHECK_LETTERS;
const GROUP = 4;

/** What is read for what a hand may have written. */
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** Why a text is no recovery key. It says nothing about any vault: the check is in the key itself. */
export type RecoveryKeyFault = 'length' | 'letter' | 'slip';

/** A new one, in groups. 256 is a multiple of 32, so every letter is as likely as any other. */
export function newRecoveryKey(random: Random): string {
  const letters = [...random.bytes(RANDOM_LETTERS)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return inGroups(letters + checkOf(letters));
}

/** What somebody typed, as the 28 letters it stands for; case, spaces and dashes aside, O for 0, I and L for 1. */
export function readRecoveryKey(typed: string): Result<string, RecoveryKeyFault> {
  const letters = [...typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Dash_Punctuation}]/gu, '')]
    .map((letter) => READ_AS[letter] ?? letter)
    .join('');
  if (![...letters].every((letter) => LETTERS.includes(letter))) return err('letter');
  if (letters.length !== RECOVERY_KEY_LETTERS) return err('length');
  const random = letters.slice(0, RANDOM_LETTERS);
  return letters.slice(RANDOM_LETTERS) === checkOf(random) ? ok(letters) : err('slip');
}

/** The groups in which it is shown. */
export const recoveryKeyGroups = (key: string): readonly string[] => key.split('-');

/** Whether somebody has the last group before them, as who has written it down does. */
export const isLastGroup = (key: string, typed: string): boolean => {
  const folded = [...typed.trim().toUpperCase()].map((letter) => READ_AS[letter] ?? letter).join('');
  return folded === recoveryKeyGroups(key).at(-1);
};

const inGroups = (letters: string): string => (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');

/** Finds a single wrong letter, or two that changed places, in 1,023 of 1,024. */
function checkOf(letters: string): string {
  const [high = 0, low = 0] = sha256(new TextEncoder().encode(`samovar-recovery/1/${letters}`));
  return [high, low].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
