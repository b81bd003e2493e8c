import type { AgeGroup } from '../words.ts';

/**
 * What one agrees to at the gate before the first interaction (F079–F083, F087, F090). Versions are dates, with a number behind them where a day
 * has seen more than one; a newer one asks again (F089). The texts themselves are in renderer/content, one per language, under the same version.
 */
export const AGREEMENTS = {
  member: { version: '2026-11-22.2' },
  privacy: { version: '2026-11-23' },
  certification: { version: '2026-11-22' },
} as const;
export type AgreementName = keyof typeof AGREEMENTS;

/** What an account has answered, as kept by the relay with the time. */
export interface ConsentRecord {
  readonly ageGroup: AgeGroup;
  /** F081: required from those between 13 and 17. */
  readonly parentalConsent: boolean;
  readonly versions: Readonly<Record<AgreementName, string>>;
}

/** `missing`: never answered. `outdated`: a newer text waits. `given`: may interact. */
export type ConsentState = 'missing' | 'outdated' | 'given';

export function consentState(record: ConsentRecord | null): ConsentState {
  if (record === null) return 'missing';
  if (record.ageGroup === 'teen' && !record.parentalConsent) return 'missing';
  const names = Object.keys(AGREEMENTS) as AgreementName[];
  return names.every((name) => record.versions[name] === AGREEMENTS[name].version) ? 'given' : 'outdated';
}
