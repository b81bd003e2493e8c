import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { nameSkeleton } from './look-alikes.ts';
import { randomGuestName } from './names.ts';

describe('F012: names that look alike are one', () => {
  it.each([
    ['Lisa', 'LISA'],
    ['Lisa', 'lіsа'], // Cyrillic i and a
    ['Lila', 'Iila'], // capital i for l
    ['Lila', '1ila'],
    ['Marnie', 'Mamie'],
    ['Rowan', 'Rovvan'],
    ['Rowan', 'R0wan'],
    ['Anna', 'Ànna'],
    ['Bjørn', 'Bjorn'],
    ['capa', 'сара'], // the second is Cyrillic throughout
    ['anna', 'ａｎｎａ'],
    ['كريم', 'کریم'],
    ['タロウ', '夕ロウ'],
    ['an\u200Bna', 'anna'],
    ['Anna', 'Anna\u02BC'], // an apostrophe that counts as a letter
    ['كريم', 'كـريم'], // drawn longer
    ['كريم', 'كَريم'], // with its vowels
    ['שרה', 'שָרה'],
    ['Lisa', '\u01C0isa'], // the letter of a click
    ['Lisa', 'ꓡꓲꓢꓮ'], // Lisu throughout
    ['Lisa', 'ᏞᎥᏚᎪ'], // Cherokee throughout
    ['Lukasz', 'Łukasz'],
  ])('%s and %s', (one, other) => {
    expect(nameSkeleton(one)).toBe(nameSkeleton(other));
  });

  it.each([
    ['Anna', 'Hanna'],
    ['Clara', 'Dara'],
    ['Rowan', 'Rowen'],
    ['Анна', 'Алла'],
    ['calmPear7220', 'calmPear7221'],
    ['नमस्ते', 'नमस्त'],
    ['小川', '小山'],
  ])('%s and %s are two', (one, other) => {
    expect(nameSkeleton(one)).not.toBe(nameSkeleton(other));
  });

  it('tells guests apart as well as their names do, in 10,000 draws', () => {
    const random = seededRandom(12);
    const names = new Set(Array.from({ length: 10_000 }, () => randomGuestName(random)));
    expect(new Set([...names].map(nameSkeleton)).size).toBeGreaterThan(names.size - 20);
  });

  it('is its own skeleton, and comes of whatever a name may be', () => {
    for (const name of ['Marnie', 'ΝΙΚΟΣ', 'Straße', 'ŞEN', 'सारा', '𐐷𐐷𐐷']) {
      expect(nameSkeleton(nameSkeleton(name))).toBe(nameSkeleton(name));
    }
  });
});
