import { expect, test } from 'vitest';
import { RATE } from '#shared/limits.ts';
import { TokenBuckets, type Rate } from './token-buckets.ts';

/** How many of `tries` in a row pass. */
function passes(buckets: TokenBuckets<string>, rate: Rate, nowMs: number, tries: number): number {
  let passed = 0;
  for (let count = 0; count < tries; count += 1) {
    if (!buckets.has('a', rate, nowMs)) continue;
    buckets.spend('a', rate, nowMs, 1);
    passed += 1;
  }
  return passed;
}

test.each([
  ['message', RATE.message],
  ['guest message', RATE.guestMessage],
] as const)('C9 %s: a burst, then one each interval, exactly', (_name, rate) => {
  const buckets = new TokenBuckets<string>();
  expect(passes(buckets, rate, 0, 100)).toBe(rate.burst);
  expect(passes(buckets, rate, rate.refillMs - 1, 100)).toBe(0);
  expect(passes(buckets, rate, rate.refillMs, 100)).toBe(1);
  expect(passes(buckets, rate, rate.refillMs * 4, 100)).toBe(3);
  expect(passes(buckets, rate, rate.refillMs * 10_000, 100)).toBe(rate.burst);
});

test('C9 one account does not use up what another has', () => {
  const buckets = new TokenBuckets<string>();
  passes(buckets, RATE.message, 0, 100);
  expect(buckets.has('b', RATE.message, 0)).toBe(true);
});

test('C9 what costs more than is left becomes a debt that is paid in full', () => {
  const buckets = new TokenBuckets<string>();
  const rate = { burst: 5, refillMs: 100 };
  passes(buckets, rate, 0, 4);
  buckets.spend('a', rate, 0, 30); // 29 more than were left
  expect(buckets.has('a', rate, 2_999)).toBe(false);
  expect(buckets.has('a', rate, 3_000)).toBe(true);
});

test('C9 buckets that are full again are forgotten, soon after they are many', () => {
  const buckets = new TokenBuckets<number>();
  const rate = { burst: 5, refillMs: 100 };
  let most = 0;
  for (let key = 0; key < 10_000; key += 1) {
    buckets.spend(key, rate, key * 10, 1);
    most = Math.max(most, buckets.size);
  }
  expect(most).toBe(256);
});

test('C9 many that are not full are kept, and not gone through each time one more comes', () => {
  const rate = { burst: 5, refillMs: 100 };
  let looks = 0;
  const counting = { get burst() { looks += 1; return rate.burst; }, refillMs: rate.refillMs };
  const buckets = new TokenBuckets<number>();
  for (let key = 0; key < 10_000; key += 1) buckets.spend(key, counting, 0, 1);
  expect(buckets.size).toBe(10_000);
  expect(looks).toBeLessThan(10 * 10_000);
  expect([0, 9_999].map((key) => buckets.has(key, rate, 0))).toEqual([true, true]);
  for (let spent = 0; spent < 4; spent += 1) buckets.spend(0, rate, 0, 1);
  expect(buckets.has(0, rate, 0)).toBe(false);
});
