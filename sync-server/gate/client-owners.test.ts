import { describe, expect, test } from 'vitest';
import { RELAY } from '#shared/ids.ts';
import { GATE } from '#shared/limits.ts';
import { REFUSAL_CODES } from '#shared/protocol/refusal.ts';
import { ClientOwners, isStrike } from './gate.ts';
import { ANN, BEN } from './testing/relay.ts';

describe('owners of client ids (G3)', () => {
  test('first use wins, for ever', () => {
    const owners = new ClientOwners();
    owners.bind(1, ANN);
    owners.bind(1, ANN);
    expect(owners.ownerOf(1)).toBe(ANN);
    expect(owners.ownerOf(2)).toBeNull();
    expect(() => owners.bind(1, BEN)).toThrow('change hands');
    expect(owners.claim(1, BEN)).toBe('taken');
    expect([owners.countOf(ANN), owners.countOf(BEN), owners.size]).toEqual([1, 0, 1]);
  });

  test('what is persisted comes back the same', () => {
    const owners = new ClientOwners();
    owners.bind(1, ANN);
    owners.bind(2, BEN);
    owners.bind(3, ANN);
    const again = new ClientOwners([...owners.entries()]);
    expect([...again.entries()]).toEqual([[1, ANN], [2, BEN], [3, ANN]]);
    expect(again.clientsOf(ANN)).toEqual([1, 3]);
  });

  test('without a word, the quota is that of the limits', () => {
    expect(new ClientOwners().roomFor(ANN)).toBe(GATE.maxClientIdsPerAccount);
  });

  test('a quota of ids per account, which what is stored may already have passed; the relay has none', () => {
    const owners = new ClientOwners([[1, ANN], [2, ANN], [3, ANN]], 2);
    expect([owners.roomFor(ANN), owners.roomFor(BEN)]).toEqual([0, 2]);
    expect(owners.claim(4, ANN)).toBe('quota');
    expect(owners.claim(1, ANN)).toBe('yours');
    expect(owners.roomFor(RELAY)).toBe(Infinity);
  });
});

test('strikes are what no honest client can write, and nothing else (G8, W10)', () => {
  expect(REFUSAL_CODES.filter(isStrike)).toEqual(['malformed', 'wrong-place', 'wrong-kind', 'forged-author']);
});
