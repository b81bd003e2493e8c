import { expect, test } from 'vitest';
import { IdSieve } from './id-sieve.ts';
import { ANN, BEN, entryIdOf } from './testing/relay.ts';

const ids = (count: number): string[] => Array.from({ length: count }, () => entryIdOf(ANN));

test('what came is never denied, and of what did not come nearly nothing passes (G15)', () => {
  const sieve = new IdSieve(2_000);
  const came = ids(2_000);
  for (const id of came) sieve.add(id);
  expect(came.every((id) => sieve.mayHold(id))).toBe(true);
  expect(ids(10_000).filter((id) => sieve.mayHold(id)).length).toBeLessThan(30);
});

test('ids that differ in one sign of their random end are told apart', () => {
  const id = entryIdOf(ANN);
  const sieve = new IdSieve(1);
  sieve.add(id);
  for (let place = id.length - 16; place < id.length; place += 1) {
    const other = `${id.slice(0, place)}~${id.slice(place + 1)}`;
    expect(sieve.mayHold(other)).toBe(false);
  }
});

test('it says when it is full, and a larger one is made for as many and more', () => {
  const sieve = new IdSieve(0);
  let added = 0;
  for (; !sieve.isFull; added += 1) sieve.add(entryIdOf(BEN));
  expect(added).toBe(129);
  const larger = new IdSieve(2 * sieve.size);
  for (let more = 0; more < added; more += 1) larger.add(entryIdOf(BEN));
  expect(larger.isFull).toBe(false);
});

test('texts that are no ids do no harm', () => {
  const sieve = new IdSieve(1);
  for (const id of ['', 'x', '🫖'.repeat(100)]) {
    expect(sieve.mayHold(id)).toBe(false);
    sieve.add(id);
    expect(sieve.mayHold(id)).toBe(true);
  }
});
