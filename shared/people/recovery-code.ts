import type { Random } from '../ports.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * A recovery code: the way back into an account without its password, since no mail address is known (RELIABILITY E6).
 * 130 random bits and 10 bits of check, as 28 letters and digits in seven groups, to be printed or written down. The relay
 * makes it, shows it once, and keeps its hash; long enough by itself, so that a fast hash will do.
 */

/** Crockford's 32: no letter that a hand or an eye takes for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LETTERS = 26;
const CODE_LETTERS = RANDOM_LETTERS + 2;
const GROUP = 4;
/** What is read for what a hand may have written. */
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
/** The largest prime that two letters can count to: any one wrong letter and any two that changed places show. */
const PRIME = 1_021;

/** Why a text is no recovery code. The check is in the code itself, so this says nothing about any account. */
export type RecoveryCodeFault = 'length' | 'letter' | 'slip';

/** A new one, in groups. 256 is a multiple of 32, so every letter is as likely as any other. */
export function newRecoveryCode(random: Random): string {
  const letters = Array.from(random.bytes(RANDOM_LETTERS), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return ((letters + checkOf(letters)).match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** What somebody typed, as the 28 letters it stands for; case, spaces and dashes aside, O for 0, I and L for 1. */
export function readRecoveryCode(typed: string): Result<string, RecoveryCodeFault> {
  if (typed.length > RECOVERY_CODE_MAX_TYPED) return err('length');
  const letters = Array.from(typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Dash_Punctuation}]/gu, ''))
    .map((letter) => READ_AS[letter] ?? letter)
    .join('');
  if (![...letters].every((letter) => LETTERS.includes(letter))) return err('letter');
  if (letters.length !== CODE_LETTERS) return err('length');
  const random = letters.slice(0, RANDOM_LETTERS);
  return letters.slice(RANDOM_LETTERS) === checkOf(random) ? ok(letters) : err('slip');
}

/** More than any hand puts between the letters. */
export const RECOVERY_CODE_MAX_TYPED = 100;

/** The groups in which it is shown. */
export const recoveryCodeGroups = (code: string): readonly string[] => code.split('-');

function checkOf(letters: string): string {
  let weight = 1;
  let sum = 7; // so that nothing but zeros is no code
  for (const letter of letters) {
    weight = (weight * 3) % PRIME;
    sum = (sum + weight * LETTERS.indexOf(letter)) % PRIME;
  }
  return LETTERS.charAt(Math.floor(sum / LETTERS.length)) + LETTERS.charAt(sum % LETTERS.length);
}
