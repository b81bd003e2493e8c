import { describe, expect, it } from 'vitest';
import { RELAY, authorOf, isAccountId, isEntryId, isId, newEntryId, newId, type AccountId } from './ids.ts';
import { seededRandom } from './testing/seeded-random.ts';

const random = seededRandom(3);

describe('ids', () => {
  it('are made in the form that is accepted, and are different', () => {
    const made = Array.from({ length: 5_000 }, () => newId<AccountId>(random));
    expect(made.every(isId)).toBe(true);
    expect(new Set(made).size).toBe(made.length);
  });

  it('use all 32 symbols, none of which is mistaken for another when read aloud', () => {
    const symbols = new Set(Array.from({ length: 200 }, () => newId(random)).join(''));
    expect([...symbols].toSorted().join('')).toBe('0123456789abcdefghjkmnpqrstvwxyz');
  });

  it('each bit of randomness counts: 100 of them', () => {
    const bytes = new Uint8Array(20);
    const zero = newId({ bytes: () => bytes });
    for (let at = 0; at < 20; at += 1) {
      for (let bit = 0; bit < 5; bit += 1) {
        const one = bytes.slice();
        one[at] = 1 << bit;
        expect(newId({ bytes: () => one })).not.toBe(zero);
      }
    }
  });

  it.each([
    null, undefined, 7, '', 'relay', 'a'.repeat(19), 'a'.repeat(21), `${'a'.repeat(19)}i`, `${'a'.repeat(19)}A`,
    `${'a'.repeat(20)}\n`, '__proto__', ['a'.repeat(20)],
  ])('%j is no id', (value) => {
    expect(isId(value)).toBe(false);
  });

  it('GATE, Identity: an entry id lies in the namespace of its author', () => {
    const author = newId<AccountId>(random);
    const entry = newEntryId(author, random);
    expect(isEntryId(entry)).toBe(true);
    expect(authorOf(entry)).toBe(author);
    expect(authorOf(newEntryId(RELAY, random))).toBe(RELAY);
    expect(isEntryId(newEntryId(RELAY, random))).toBe(true);
  });

  it('the relay has an account of its own that nobody can be given', () => {
    expect(isAccountId(RELAY)).toBe(true);
    expect(isId(RELAY)).toBe(false);
  });

  it.each(['', 'relay', 'relay/', `relay/${'a'.repeat(15)}`, `relay/${'a'.repeat(17)}`, `relay/x/${'a'.repeat(16)}`,
    `Relay/${'a'.repeat(16)}`, `${'a'.repeat(20)}|${'a'.repeat(16)}`, `${'a'.repeat(20)}/${'o'.repeat(16)}`])(
    '%j is no entry id',
    (value) => {
      expect(isEntryId(value)).toBe(false);
    },
  );
});
