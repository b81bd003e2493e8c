import { expect, it } from 'vitest';
import { KEEPING } from '../limits.ts';
import { ownRestriction, toldText } from './keeping.ts';

it('F103: what somebody banned reads is words, in lines, of a length that is named', () => {
  expect(toldText.parse('  You sold things.\nPlease do not.  ')).toBe('You sold things.\nPlease do not.');
  expect(toldText.parse('n\u0303o')).toBe('ño');
  expect(toldText.parse('x'.repeat(KEEPING.maxToldLength))).toHaveLength(500);
  for (const text of ['', ' \n ', 'x'.repeat(KEEPING.maxToldLength + 1)]) expect([text.length, toldText.safeParse(text).success]).toEqual([text.length, false]);
});

it('F103: nothing is in it that does not show, or turns words around; what scripts need to join letters may be', () => {
  for (const sign of ['\u0000', '\u001b[2J', '\u200b', '\u202e', '\u2066', '\u2028', '\ufeff', '\t', '\r', '\ud83d']) {
    expect([JSON.stringify(sign), toldText.safeParse(`un${sign}kind`).success]).toEqual([JSON.stringify(sign), false]);
  }
  for (const text of ['می‌خواهم', 'क्‍ष', '👩‍👩‍👧', 'שלום']) expect([text, toldText.safeParse(text).success]).toEqual([text, true]);
});

it('an older relay, and what a device kept of before, say nothing of it', () => {
  expect(ownRestriction.parse({ restriction: 'banned', appeal: null })).toEqual({ restriction: 'banned', told: null, appeal: null });
});
