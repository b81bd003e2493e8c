import { expect, test } from 'vitest';
import { foldedWords } from '../../vault/fold.ts';
import { markHits, matchingLine } from './matching-line.ts';

const shown = (body: string, query: string): string | null =>
  matchingLine(body, foldedWords(query))
    ?.map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('') ?? null;

test.each([
  ['one line of several', 'bread\nrain on the window\nmilk', 'window', 'rain on the [window]'],
  ['two words, and the case and the accents as written', 'Café au lait, lait chaud', 'lait cafe', '[Café] au [lait], lait chaud'],
  ['an accent of its own keeps its letter', 'cafe\u0301 noir', 'cafe', '[cafe\u0301] noir'],
  ['a letter that folds into two', 'die Straße', 'strasse', 'die [Straße]'],
  ['inside a word', 'somewhere', 'mewh', 'so[mewh]ere'],
  ['scripts without spaces', '今天天气很好', '天气', '今天[天气]很好'],
  ['right to left', 'שָׁלוֹם לך', 'שלום', '[שָׁלוֹם] לך'],
])('the line that matches: %s', (_what, body, query, expected) => {
  expect(shown(body, query)).toBe(expected);
});

test('only the title holds it, or nothing was asked: no line', () => {
  expect(shown('rain', 'snow')).toBeNull();
  expect(shown('rain', ' ')).toBeNull();
});

test('of a long line, what stands around the word', () => {
  const line = `${'before '.repeat(300)}kestrel ${'after '.repeat(300)}`;
  const found = shown(line, 'kestrel') ?? '';
  expect(found).toMatch(/^… (before )+\[kestrel\] (after )+/);
  expect(found.length).toBeLessThan(230);
  expect(found.endsWith('…')).toBe(true);
});

test('words that lie over each other are marked once, and no text is lost', () => {
  const parts = markHits('evening', ['even', 'vening', 'evening']);
  expect(parts).toEqual([{ text: 'evening', hit: true }]);
});
