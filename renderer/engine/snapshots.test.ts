import { expect, test } from 'vitest';
import { createCell, createDerived } from './readable.ts';
import { fullBucket, refill, take, untilNextMs } from './rate.ts';
import { share } from './share.ts';
import { settle } from './test-support/virtual-time.ts';

test('a cell tells of other values only, and stops telling', () => {
  const cell = createCell(1);
  const told: number[] = [];
  const stop = cell.subscribe(() => told.push(cell.getSnapshot()));
  cell.set(1);
  cell.set(2);
  stop();
  cell.set(3);
  expect(told).toEqual([2]);
});

test('a derived snapshot is computed once however often it is invalidated, and tells when it is another one', async () => {
  let source = { n: 1 };
  let computed = 0;
  const derived = createDerived<{ n: number }>((previous) => {
    computed += 1;
    return share(previous, { ...source });
  });
  let told = 0;
  const stop = derived.subscribe(() => (told += 1));
  const first = derived.getSnapshot();
  for (let i = 0; i < 5; i += 1) derived.invalidate();
  await settle();
  expect([computed, told]).toEqual([2, 0]);
  expect(derived.getSnapshot()).toBe(first);
  source = { n: 2 };
  derived.invalidate();
  expect(derived.getSnapshot()).toEqual({ n: 2 }); // looked at before anybody was told
  await settle();
  expect(told).toBe(1);
  stop();
});

test('share keeps every part that is equal, and nothing that is not', () => {
  const before = { a: [{ id: 1 }, { id: 2 }], b: { c: null } };
  const after = share(before, { a: [{ id: 1 }, { id: 3 }], b: { c: null } });
  expect(after.a[0]).toBe(before.a[0]);
  expect(after.a[1]).toEqual({ id: 3 });
  expect(after.b).toBe(before.b);
  expect(share(before, structuredClone(before))).toBe(before);
  expect(share(before, { ...before, d: 1 })).not.toBe(before);
  expect(share([1, 2], [1])).toEqual([1]);
  expect(share({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
});

test('C9 a bucket gives its burst, and then one for each refill', () => {
  const rate = { burst: 2, refillMs: 1_000 };
  const empty = take(fullBucket(rate, 0), 2);
  expect(untilNextMs(empty, rate)).toBe(1_000);
  expect(untilNextMs(refill(empty, rate, 400), rate)).toBe(600);
  expect(refill(empty, rate, 60_000).left).toBe(2);
  expect(refill(empty, rate, -5).left).toBe(0);
});
