import { describe, expect, it } from 'vitest';
import { SIGN_IN } from '#shared/limits.ts';
import { signInWaitMs, type EarlierTry } from './sign-in-rules.ts';

const NOW_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const tries = (count: number, what: Partial<EarlierTry>, agoMs = 1): EarlierTry[] =>
  Array.from({ length: count }, () => ({
    atMs: NOW_MS - agoMs,
    sameName: false,
    sameAddress: false,
    failed: false,
    known: false,
    ...what,
  }));

const HERE = { sameAddress: true } as const;
const AT_NAME = { sameName: true, failed: true } as const;

describe('C9 how long to wait before a password is looked at, exact to one', () => {
  it.each([
    ['nothing before', [], 0],
    ['5 in the last minute from this address', tries(5, HERE), 0],
    ['6 in the last minute from this address', tries(6, HERE, 20_000), 40_000],
    ['6 a minute ago', tries(6, HERE, MINUTE_MS), 0],
    ['29 in the last hour from this address', tries(29, HERE, 2 * MINUTE_MS), 0],
    ['30 in the last hour from this address', tries(30, HERE, 2 * MINUTE_MS), HOUR_MS - 2 * MINUTE_MS],
    ['4 failures from here at this name', tries(4, { ...HERE, ...AT_NAME }, MINUTE_MS), 0],
    ['5 failures from here at this name', tries(5, { ...HERE, ...AT_NAME }, MINUTE_MS), 14 * MINUTE_MS],
    ['5 failures from here at this name, 15 minutes ago', tries(5, { ...HERE, ...AT_NAME }, 15 * MINUTE_MS), 0],
    ['5 right passwords from here at this name', tries(5, { ...HERE, sameName: true }, MINUTE_MS), 0],
    ['19 failures of strangers at this name', tries(19, AT_NAME), 0],
    ['20 failures of strangers at this name', tries(20, AT_NAME, MINUTE_MS), 14 * MINUTE_MS],
    ['any number at other names from elsewhere', tries(500, { failed: true }), 0],
    ['what a wrong clock dated into the future', tries(50, { ...HERE, ...AT_NAME }, -HOUR_MS), 0],
  ])('%s: %s', (_title, earlier, waitMs) => {
    expect(signInWaitMs(earlier, false, NOW_MS)).toBe(waitMs);
  });

  it('the wait is until the first of those that count is too old, not until the last', () => {
    const spread = tries(5, { ...HERE, ...AT_NAME }).map((one, at) => ({ ...one, atMs: NOW_MS - (10 - at) * MINUTE_MS }));
    expect(signInWaitMs(spread, false, NOW_MS)).toBe(5 * MINUTE_MS);
  });

  it('strangers who fail on purpose do not keep a person out where they have been before', () => {
    const attack = tries(1_000, AT_NAME);
    expect(signInWaitMs(attack, false, NOW_MS)).toBeGreaterThan(0);
    expect(signInWaitMs(attack, true, NOW_MS)).toBe(0);
  });

  it('... nor does the person, who mistypes at home, shut themself out elsewhere', () => {
    expect(signInWaitMs(tries(100, { ...AT_NAME, known: true }), false, NOW_MS)).toBe(0);
  });

  it('a known address has the same few failures as any other', () => {
    const own = tries(SIGN_IN.maxFailuresOfAddress, { ...HERE, ...AT_NAME, known: true }, MINUTE_MS);
    expect(signInWaitMs(own, true, NOW_MS)).toBe(14 * MINUTE_MS);
  });
});
