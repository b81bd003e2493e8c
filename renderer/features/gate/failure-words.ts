import type { TFunction } from 'i18next';
import type { CommandFailure } from '../../engine/types.ts';

/** What went wrong in words: why, and what would change it where a rule spoke (DESIGN promise 4). */
export interface FailureWords {
  readonly why: string;
  readonly change: string | null;
}

export function failureWords(t: TFunction, failure: CommandFailure): FailureWords {
  if (failure.code === 'offline') return { why: t('problems:offline'), change: null };
  if (failure.code === 'denied' && failure.rule !== null) {
    return { why: t(`rules:${failure.rule}.why`), change: t(`rules:${failure.rule}.change`) };
  }
  return { why: t(`problems:${failure.code}`), change: null };
}
