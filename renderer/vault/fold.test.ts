import { expect, test } from 'vitest';
import { fold, foldedWords } from './fold.ts';

test.each([
  ['Ärger', 'arger'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
  ['Ὀδυσσεύς', 'οδυσσευσ'],
  ['İstanbul', 'istanbul'],
  ['ılık', 'ilik'],
  ['ｆｕｌｌ １２', 'full 12'],
  ['ﬁne', 'fine'],
  ['Łódź', 'lodz'],
  ['שָׁלוֹם', 'שלום'],
  ['كِتَابٌ', 'كتاب'],
  ['हिन्दी', 'हिन्दी'],
  ['ไทย', 'ไทย'],
  ['한국어', '한국어'],
  ['ガ', 'ガ'],
  ['天气', '天气'],
])('%s folds to %s, and folding again changes nothing', (text, folded) => {
  expect(fold(text)).toBe(folded.normalize('NFC'));
  expect(fold(fold(text))).toBe(fold(text));
});

/** As it is written in VAULT.md, V12, with no shortcut for plain letters. */
const folded = (text: string): string =>
  text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f\u20d0-\u20ff]/gu, '').replace(/ς/gu, 'σ').normalize('NFC');

test('the shortcut for plain letters changes nothing: what stands beside them, composed or not, folds alike', () => {
  const parts = ['a', 'Z', 'e\u0301', 'É', 'ñ', 'n\u0303', '“', '½', 'Ω', 'Σ', 'ё', 'Й', '１', '하', '가', 'か\u3099', '\u0308', 'İ', '\u212a', ' '];
  for (const one of parts) {
    for (const two of parts) {
      for (const three of parts) expect(fold(one + two + three)).toBe(folded(one + two + three));
    }
  }
});

test('the words of a query, whatever space is between them', () => {
  expect(foldedWords('  Été\u00a0de\n\u3000天气 ')).toEqual(['ete', 'de', '天气']);
});
