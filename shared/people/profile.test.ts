import { describe, expect, it, vi } from 'vitest';
import { PROFILE } from '../limits.ts';
import { breakChange, profileChange } from './profile.ts';

/** Marks that a reader has to put in order, one above and one below in turn. */
const marksOf = (length: number): string => 'a' + '\u0301\u0323'.repeat(length / 2);
const inBreak = (note: string) => ({ away: 'stated', untilMs: null, note });

describe('words that people write about themselves', () => {
  it('RELIABILITY C10: too long, they are refused before they are brought into one form', () => {
    const text = marksOf(60_000);
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      expect(profileChange.safeParse({ bio: text }).success).toBe(false);
      expect(breakChange.safeParse(inBreak(text)).success).toBe(false);
      expect(normalize).not.toHaveBeenCalled();
    } finally {
      normalize.mockRestore();
    }
  });

  it('within bounds they are in one form, without spaces at the ends', () => {
    expect(profileChange.parse({ bio: ' Cafe\u0301 ' })).toEqual({ bio: 'Caf\u00e9' });
    expect(breakChange.safeParse(inBreak('n'.repeat(PROFILE.maxBreakNoteLength + 1))).success).toBe(false);
  });
});
