import { describe, expect, it } from 'vitest';
import { AGREEMENTS, consentState, type ConsentRecord } from './consent.ts';

const current = {
  member: AGREEMENTS.member.version,
  privacy: AGREEMENTS.privacy.version,
  certification: AGREEMENTS.certification.version,
};
const record = (more: Partial<ConsentRecord> = {}): ConsentRecord => ({
  ageGroup: 'adult',
  parentalConsent: false,
  versions: current,
  ...more,
});

describe('the gate before the first interaction', () => {
  it('F079: is open to those who answered it in the present version', () => {
    expect(consentState(record())).toBe('given');
    expect(consentState(null)).toBe('missing');
  });

  it('F081: from a teen a parent has to agree', () => {
    expect(consentState(record({ ageGroup: 'teen' }))).toBe('missing');
    expect(consentState(record({ ageGroup: 'teen', parentalConsent: true }))).toBe('given');
  });

  it.each(['member', 'privacy', 'certification'] as const)('F089, F090: a new version of %s asks again', (name) => {
    expect(consentState(record({ versions: { ...current, [name]: '2020-01-01' } }))).toBe('outdated');
  });

  it('F089: versions are dates, with a number behind where a day has seen more than one', () => {
    for (const { version } of Object.values(AGREEMENTS)) {
      expect(version).toMatch(/^\d{4}-\d{2}-\d{2}(?:\.\d)?$/);
      expect(Number.isNaN(Date.parse(version.slice(0, 10)))).toBe(false);
    }
  });
});
