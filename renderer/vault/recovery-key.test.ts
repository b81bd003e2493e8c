import { describe, expect, test } from 'vitest';
import { webRandom } from '../host/web-ports.ts';
import { isLastGroup, newRecoveryKey, readRecoveryKey, recoveryKeyGroups } from './recovery-key.ts';

const KEY = newRecoveryKey({ bytes: (length) => Uint8Array.from({ length }, (_, index) => index * 7) });
const bare = KEY.replaceAll('-', '');

describe('V13: a recovery key', () => {
  test('is seven groups of four that nobody takes for others, and reads back', () => {
    for (let made = 0; made < 200; made += 1) {
      const key = newRecoveryKey(webRandom);
      expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
      expect(readRecoveryKey(key)).toEqual({ ok: true, value: key.replaceAll('-', '') });
    }
  });

  test('two are never the same', () => {
    expect(new Set(Array.from({ length: 500 }, () => newRecoveryKey(webRandom))).size).toBe(500);
  });

  test.each([
    ['small letters', KEY.toLowerCase()],
    ['no dashes', bare],
    ['spaces instead', `  ${KEY.replaceAll('-', ' ')}\n`],
    ['dashes of another kind', KEY.replaceAll('-', '–')],
    ['O, I and L for the digits they look like', KEY.replaceAll('0', 'o').replace('1', 'l').replaceAll('1', 'I')],
    ['full-width letters of an Asian keyboard', [...KEY].map((one) => (one === '-' ? one : String.fromCodePoint(one.charCodeAt(0) + 0xfee0))).join('')],
  ])('is read with %s', (_what, typed) => {
    expect(readRecoveryKey(typed)).toEqual({ ok: true, value: bare });
  });

  test('one wrong letter anywhere is told, and nearly every exchange of neighbours', () => {
    let unseen = 0;
    for (let at = 0; at < bare.length; at += 1) {
      const other = bare[at] === 'Z' ? 'Y' : 'Z';
      if (readRecoveryKey(`${bare.slice(0, at)}${other}${bare.slice(at + 1)}`).ok) unseen += 1;
    }
    expect(unseen).toBe(0);
  });

  test.each([
    ['', 'length'],
    [bare.slice(1), 'length'],
    [`${bare}0`, 'length'],
    [`U${bare.slice(1)}`, 'letter'],
    ['four unrelated words here!', 'letter'],
  ])('%j is none: %s', (typed, fault) => {
    expect(readRecoveryKey(typed)).toEqual({ ok: false, error: fault });
  });

  test('whoever has it on paper knows its last group', () => {
    const last = recoveryKeyGroups(KEY).at(-1) ?? '';
    expect(isLastGroup(KEY, ` ${last.toLowerCase()} `)).toBe(true);
    expect(isLastGroup(KEY, '')).toBe(false);
    expect(isLastGroup(KEY, recoveryKeyGroups(KEY)[0] ?? '')).toBe(false);
  });
});
