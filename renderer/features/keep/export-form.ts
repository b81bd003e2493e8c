import { SESSION } from '#shared/limits.ts';
import { readRecoveryKey } from '../../vault/recovery-key.ts';

export type ExportFault = 'too-short' | 'differs' | 'wrong';

export interface ExportChoice {
  /** Whether the place's own passphrase locks the file. */
  readonly own: boolean;
  readonly passphrase: string;
  readonly again: string;
}

/**
 * What is wrong with the passphrase of an export. The place's own has to be proved, since a slip would lock the file for
 * good; a recovery key proves as much, but is no passphrase that somebody types twice the same way.
 */
export async function exportFault(
  { own, passphrase, again }: ExportChoice,
  proves: (typed: string) => Promise<boolean>,
): Promise<ExportFault | null> {
  if (own) return !readRecoveryKey(passphrase).ok && (await proves(passphrase)) ? null : 'wrong';
  if ([...passphrase].length < SESSION.minPasswordLength) return 'too-short';
  return passphrase === again ? null : 'differs';
}
