import { expect, test } from 'vitest';
import { folded, isFoldDue, storedSize, withUpdates, type Stored } from './folding.ts';

const AFTER = 100;
const UPDATE = new Uint8Array(500);
const KIB = 1_024;

/** How often a document is folded, and how many bytes that writes, while `updates` come one by one. */
function life(updates: number, start: Stored): { readonly folds: number; readonly written: number; readonly end: Stored } {
  let stored = start;
  let size = start.snapshotBytes + start.updateBytes;
  let folds = 0;
  let written = 0;
  for (let n = 0; n < updates; n += 1) {
    size += UPDATE.length;
    if (isFoldDue(stored, [UPDATE], AFTER)) {
      stored = folded(new Uint8Array(size));
      folds += 1;
      written += size;
    } else stored = withUpdates(stored, [UPDATE]);
  }
  return { folds, written, end: stored };
}

test('a small document is folded as soon as the given number of updates is passed', () => {
  const snapshot = new Uint8Array(KIB);
  const updates = (count: number): Uint8Array[] => Array.from({ length: count }, () => UPDATE);
  expect(isFoldDue(storedSize(snapshot, updates(AFTER - 1)), [UPDATE], AFTER)).toBe(false);
  expect(isFoldDue(storedSize(snapshot, updates(AFTER)), [UPDATE], AFTER)).toBe(true);
  expect(isFoldDue(storedSize(null, updates(AFTER - 1)), updates(2), AFTER)).toBe(true);
});

test('a byte is written a few times in its life, however long the document already is', () => {
  const perByte = (bytes: number): number => {
    const { written } = life(4_000, folded(new Uint8Array(bytes)));
    return written / (4_000 * UPDATE.length);
  };
  // Folded after every hundredth update whatever it weighs, the larger one would write each byte forty times.
  expect(perByte(20 * KIB)).toBeLessThan(8);
  expect(perByte(KIB * KIB)).toBeLessThan(8);
});

test('however large the document is, no more updates lie on top of it than are read back in a moment', () => {
  expect(life(8 * AFTER, folded(new Uint8Array(9 * KIB * KIB))).folds).toBe(0);
  const { folds, end } = life(8 * AFTER + 1, folded(new Uint8Array(9 * KIB * KIB)));
  expect([folds, end.updates]).toEqual([1, 0]);
});
