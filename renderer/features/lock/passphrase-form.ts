import { SESSION } from '#shared/limits.ts';

export type PassphraseFault = 'too-short' | 'differs' | 'not-understood';

/**
 * A passphrase must resist somebody who has the disk and all the time in the world, so it is no shorter than a
 * password. Typed twice, since nobody can reset it; and that has to be understood first.
 */
export function passphraseFault(passphrase: string, again: string, understood: boolean): PassphraseFault | null {
  if ([...passphrase].length < SESSION.minPasswordLength) return 'too-short';
  if (passphrase !== again) return 'differs';
  return understood ? null : 'not-understood';
}
