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

test('the words of a query, whatever space is between them', () => {
  expect(foldedWords('  Été\u00a0de\n\u3000天气 ')).toEqual(['ete', 'de', '天气']);
});
