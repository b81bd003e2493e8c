import { expect, test } from 'vitest';
import { webRandom } from '../host/web-ports.ts';
import { createRowCipher, ROW_VERSION } from './row-cipher.ts';

const key = new Uint8Array(32).fill(7);
const cipher = createRowCipher('profile', key, webRandom);
const row = { text: 'kept', bytes: Uint8Array.of(1, 2), nothing: null, list: [1, { deep: true }] };
const box = cipher.seal('b', { row: 'r', n: 1 }, row);

test('V4: a row opens in its place, whatever the order of its fields', () => {
  expect(cipher.open('b', { n: 1, row: 'r' }, box)).toEqual(row);
  expect(box[0]).toBe(ROW_VERSION);
});

test.each<[string, unknown]>([
  ['another table', cipher.open('c', { row: 'r', n: 1 }, box)],
  ['another key', cipher.open('b', { row: 's', n: 1 }, box)],
  ['another number', cipher.open('b', { row: 'r', n: 2 }, box)],
  ['a key of another type', cipher.open('b', { row: 'r', n: '1' }, box)],
  ['one field fewer', cipher.open('b', { row: 'r' }, box)],
  ['one field more', cipher.open('b', { row: 'r', n: 1, day: 1 }, box)],
  ['another profile with the same key', createRowCipher('other', key, webRandom).open('b', { row: 'r', n: 1 }, box)],
  ['another key of the vault', createRowCipher('profile', key.map(() => 8), webRandom).open('b', { row: 'r', n: 1 }, box)],
  ['another version', cipher.open('b', { row: 'r', n: 1 }, Uint8Array.from([ROW_VERSION + 1, ...box.subarray(1)]))],
  ['no bytes', cipher.open('b', { row: 'r', n: 1 }, undefined)],
])('V4: %s does not open', (_what, opened) => {
  expect(opened).toBeNull();
});

test('V2: the same row sealed twice shows no likeness', () => {
  const again = cipher.seal('b', { row: 'r', n: 1 }, row);
  const equal = box.filter((byte, at) => at > 0 && byte === again[at]).length;
  expect(equal).toBeLessThan(box.length / 8);
});

test('V4, RELIABILITY F5: 10,000 flipped bits, none accepted', () => {
  const long = cipher.seal('b', { row: 'r' }, { text: 'x'.repeat(1_200) });
  const bits = long.length * 8;
  expect(bits).toBeGreaterThan(10_000);
  let accepted = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const flipped = long.slice();
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    accepted += Number(cipher.open('b', { row: 'r' }, flipped) !== null);
  }
  expect(accepted).toBe(0);
});
