import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { newRecoveryCode, readRecoveryCode, recoveryCodeGroups } from './recovery-code.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const random = seededRandom(6);

describe('E6: a recovery code', () => {
  it('is seven groups of four, and never the same', () => {
    const codes = Array.from({ length: 1_000 }, () => newRecoveryCode(random));
    expect(new Set(codes).size).toBe(1_000);
    for (const code of codes) {
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(recoveryCodeGroups(code)).toHaveLength(7);
      expect(readRecoveryCode(code)).toEqual({ ok: true, value: code.replaceAll('-', '') });
    }
  });

  it('draws every letter at every place', () => {
    const seen = Array.from({ length: 26 }, () => new Set<string>());
    for (let draws = 0; draws < 2_000; draws += 1) {
      Array.from(newRecoveryCode(random).replaceAll('-', '').slice(0, 26), (letter, at) => seen[at]?.add(letter));
    }
    for (const letters of seen) expect(letters.size).toBe(32);
  });

  it('is read as a hand writes it', () => {
    const code = newRecoveryCode(random);
    const written = code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readRecoveryCode(`  ${written}\n`)).toEqual(readRecoveryCode(code));
  });

  it('shows any one wrong letter, and any two that changed places', () => {
    const letters = newRecoveryCode(random).replaceAll('-', '');
    for (let at = 0; at < letters.length; at += 1) {
      for (const letter of LETTERS) {
        if (letter === letters[at]) continue;
        expect(readRecoveryCode(letters.slice(0, at) + letter + letters.slice(at + 1))).toEqual({ ok: false, error: 'slip' });
      }
    }
    for (let at = 0; at + 1 < 26; at += 1) {
      const [one = '', other = ''] = [letters[at], letters[at + 1]];
      if (one === other) continue;
      const swapped = letters.slice(0, at) + other + one + letters.slice(at + 2);
      expect(readRecoveryCode(swapped)).toEqual({ ok: false, error: 'slip' });
    }
  });

  it.each([
    ['', 'length'],
    ['0'.repeat(28), 'slip'],
    ['7K3M-9QXT', 'length'],
    ['U'.repeat(28), 'letter'],
    ['-'.repeat(101), 'length'],
  ])('%j is none: %s', (typed, error) => {
    expect(readRecoveryCode(typed)).toEqual({ ok: false, error });
  });
});
