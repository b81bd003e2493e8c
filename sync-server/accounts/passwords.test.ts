import { describe, expect, it, vi } from 'vitest';
import { SESSION } from '#shared/limits.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { COMMON_WORDS, PRODUCT_WORDS, WALKS } from './common-passwords.ts';
import { createPasswordHasher, formatHash, parseHash } from './password-hash.ts';
import { isGuessable, normalizePassword, parseNewPassword } from './password-rules.ts';

const verdict = (password: string, name = 'carefulPear7220'): string => {
  const result = parseNewPassword(password, name);
  return result.ok ? 'ok' : result.error;
};

describe('password rules (E4)', () => {
  it.each([
    ['fourteen chars', 'password-too-short'],
    ['a river and tea', 'ok'],
    ['🌲🌊🌙🍵🪴🦔🌧🕯🧭🪶🌾🐚🪵🌿', 'password-too-short'],
    ['🌲🌊🌙🍵🪴🦔🌧🕯🧭🪶🌾🐚🪵🌿🐦 сосны', 'ok'],
    ['моя бабушка пекла пироги', 'ok'],
    ['私の祖母はいつもお茶を入れてくれた', 'ok'],
    ['x7#Lq9vT2mZ!w4Rk', 'ok'],
    [`tall pines ${'and slow rivers '.repeat(70)}`, 'password-too-long'],
    ['\ud800 tall pines beside a river', 'bad-request'],
  ])('%j is %s', (password, expected) => expect(verdict(password)).toBe(expected));

  it('counts bytes, not characters, against the limit', () => {
    expect(verdict('сосны у реки '.repeat(30))).toBe('ok');
    expect(verdict('сосны у реки '.repeat(60))).toBe('password-too-long');
  });

  const padded = (word: string): string[] => {
    const leet = word.replaceAll('a', '@').replaceAll('e', '3').replaceAll('i', '1').replaceAll('o', '0');
    const twice = `${word}${word}${word}${word}`;
    return [
      twice,
      leet.repeat(4),
      `${word}123456789012345`,
      `${word.toUpperCase()}2024${word}!!!!!!!`,
      `${word} ${word} ${word} ${word}`,
      `1234567890${word}0987654321`,
      `${word}qwertyuiopasdf`,
      `${word}aaaaaaaaaaaaaa`,
    ].map((text) => text.padEnd(SESSION.minPasswordLength, '!'));
  };

  it('refuses the whole common list and all product words, dressed up in the usual ways', () => {
    const passed = [...COMMON_WORDS, ...PRODUCT_WORDS].flatMap(padded).filter((text) => verdict(text) === 'ok');
    expect(passed).toEqual([]);
  });

  it('refuses keyboard walks, alphabets and repetitions in either direction', () => {
    const walks = WALKS.flatMap((walk) => [walk, [...walk].toReversed().join('')].map((text) => text.repeat(3)));
    const more = ['aaaaaaaaaaaaaaaaaaaa', 'abababababababababab', '11112222333344445555', 'xyzxyzxyzxyzxyzxyz'];
    expect([...walks, ...more].filter((text) => verdict(text) === 'ok')).toEqual([]);
  });

  it('refuses the person\'s own name, with whatever is common around it', () => {
    for (const text of ['carefulPear7220carefulPear7220', 'CAREFULPEAR-password-1', 'c@refulpear 7220 2026']) {
      expect(verdict(text)).toBe('password-too-common');
    }
    expect(verdict('Rowan-Rowan-Rowan!', 'Rowan')).toBe('password-too-common');
  });

  it('lets a sentence pass that merely mentions common words', () => {
    expect(verdict('my samovar hums when rain taps the glass')).toBe('ok');
    expect(verdict('love is a kettle left on low heat')).toBe('ok');
  });

  it('answers about a password of a megabyte in no time', () => {
    const started = performance.now();
    expect(verdict('x'.repeat(1_000_000))).toBe('password-too-long');
    expect(performance.now() - started).toBeLessThan(5);
  });
});

describe('password hashes (E1)', () => {
  const CHEAP = { memoryKib: 8, passes: 1, lanes: 1 };

  it('carry their parameters and their own salt', async () => {
    const hasher = createPasswordHasher(seededRandom(1));
    const [a, b] = [await hasher.hash('tall pines'), await hasher.hash('tall pines')];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(formatHash(parseHash(a))).toBe(a);
    expect(await hasher.check('tall pines', a)).toEqual({ matches: true, stale: false });
    expect(await hasher.check('tall pine', a)).toMatchObject({ matches: false });
  });

  it('E2: nobody\'s hash never matches', async () => {
    const hasher = createPasswordHasher(seededRandom(1), CHEAP);
    expect(await hasher.check('', null)).toMatchObject({ matches: false });
  });

  it('a damaged one throws instead of letting somebody in', async () => {
    const hasher = createPasswordHasher(seededRandom(1), CHEAP);
    await expect(hasher.check('tall pines', 'plain')).rejects.toThrow(/form/);
    await expect(hasher.check('tall pines', (await hasher.hash('tall pines')).slice(0, -1))).rejects.toThrow(/form/);
  });

  it('twenty at once all come back', async () => {
    const hasher = createPasswordHasher(seededRandom(1), CHEAP, 2);
    const hashes = await Promise.all(Array.from({ length: 20 }, (_, n) => hasher.hash(`tall pines ${n}`)));
    const checks = await Promise.all(hashes.map((hash, n) => hasher.check(`tall pines ${n}`, hash)));
    expect(checks.every((check) => check.matches)).toBe(true);
  });
});

describe('C10: no time for what is no password', () => {
  it('what is longer than any password is not brought into one form', () => {
    const tooLong = `a${'\u0301\u0323'.repeat(SESSION.maxPasswordBytes / 2)}`;
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      expect(normalizePassword(tooLong)).toBe(tooLong);
      expect(parseNewPassword(tooLong, 'Rowan')).toEqual({ ok: false, error: 'password-too-long' });
      expect(normalize).not.toHaveBeenCalled();
    } finally {
      normalize.mockRestore();
    }
  });

  it('signs that grow are looked at only as far as a password may go', () => {
    const start = 'tall pines beside a slow river ';
    expect(isGuessable(`${start}${'\uFDFA'.repeat(900)}`, 'Rowan')).toBe(false);
  });
});
