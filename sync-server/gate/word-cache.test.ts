import { expect, test } from 'vitest';
import { MAX_WORD_BYTES, WordCache } from './word-cache.ts';

test('gives the text of the bytes, whatever took the slot before', () => {
  const words = new WordCache();
  const texts = Array.from({ length: 2_000 }, (_, index) => `w${index.toString(36)}`.slice(0, MAX_WORD_BYTES));
  for (const text of [...texts, ...texts.toReversed(), '', 'a', '\0']) {
    const bytes = Buffer.from(`..${text}..`);
    expect(words.at(bytes, 2, text.length)).toBe(text);
    expect(words.at(bytes, 2, text.length)).toBe(text);
  }
});

test('words that differ in any one byte are never taken for each other', () => {
  const words = new WordCache();
  for (let place = 0; place < 6; place += 1) {
    for (let byte = 0; byte < 128; byte += 1) {
      const bytes = Buffer.from('author');
      bytes[place] = byte;
      expect(words.at(bytes, 0, 6)).toBe(bytes.toString('latin1'));
    }
  }
});

test('what is not plain ASCII is not its business', () => {
  expect(new WordCache().at(Buffer.from('é'), 0, 2)).toBeNull();
  expect(new WordCache().at(Uint8Array.of(128), 0, 1)).toBeNull();
});
