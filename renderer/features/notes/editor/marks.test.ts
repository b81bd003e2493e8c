import { describe, expect, it } from 'vitest';
import { linkTitle, nextMark, readLine, readSpans, withoutMarks } from './marks.ts';

describe('readLine', () => {
  it.each([
    ['plain words', 'text', 0],
    ['# Big', 'heading', 2],
    ['### Small', 'heading', 4],
    ['#no blank', 'text', 0],
    ['#### too deep', 'text', 0],
    ['- one', 'bullet', 2],
    ['  * in a list', 'bullet', 4],
    ['*italic* is no list', 'text', 0],
    ['-5 degrees', 'text', 0],
    ['12. twelfth', 'number', 4],
    ['2026. was a year', 'number', 6],
    ['3.5 hours', 'text', 0],
    ['[ ] call', 'task', 4],
    ['- [x] done', 'task', 6],
    ['- [ ]', 'task', 5],
    ['[[A note]]', 'text', 0],
    ['[x]yz', 'text', 0],
    ['> said', 'quote', 2],
    ['>said', 'quote', 1],
    ['', 'text', 0],
  ])('%j is %s, its words from %i', (text, kind, words) => {
    expect(readLine(text)).toMatchObject({ kind, words });
  });

  it('knows where a box is and whether it is ticked', () => {
    expect(readLine('  - [X] tea')).toMatchObject({ box: 4, done: true, indent: 2 });
    expect(readLine('[ ] tea')).toMatchObject({ box: 0, done: false });
  });
});

describe('readSpans', () => {
  it('finds bold, italic and links, and leaves lone stars alone', () => {
    const text = 'a **b c** *d* [[My day]] 2 * 3 * 4 ** 5';
    expect(readSpans(text).map((span) => [span.kind, text.slice(span.from, span.to)])).toEqual([
      ['bold', '**b c**'],
      ['italic', '*d*'],
      ['link', '[[My day]]'],
    ]);
    expect(linkTitle(text, readSpans(text)[2]!)).toBe('My day');
  });

  it('reads a line of a hundred thousand stars in no time', () => {
    const started = performance.now();
    for (const text of ['*'.repeat(100_000), '**a'.repeat(40_000), '[['.repeat(50_000), '*a '.repeat(40_000)]) readSpans(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('nextMark', () => {
  it.each([
    ['- one', '- '],
    ['  * one', '  * '],
    ['9. nine', '10. '],
    ['3) three', '4) '],
    ['- [x] done', '- [ ] '],
    ['- [ ]', '- [ ] '],
    ['[X] done', '[ ] '],
    ['>said', '> '],
    ['# heading', null],
    ['words', null],
  ])('after %j comes %j', (text, mark) => {
    expect(nextMark(text, readLine(text))).toBe(mark);
  });
});

it.each([
  ['- [x] call **home** and [[Mum]]', 'call home and Mum'],
  ['# A *good* day', 'A good day'],
  ['2 * 3 * 4', '2 * 3 * 4'],
])('%j reads %j in a list of notes', (text, plain) => {
  expect(withoutMarks(text)).toBe(plain);
});
