import { describe, expect, it } from 'vitest';
import { diffLines, foldSame } from './line-diff.ts';

const show = (then: string, now: string): string[] =>
  diffLines(then, now).map(({ was, text }) => `${{ same: ' ', before: '-', after: '+' }[was]}${text}`);

describe('what changed since a version', () => {
  it.each([
    ['a\nb\nc', 'a\nb\nc', [' a', ' b', ' c']],
    ['a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['a\nc', 'a\nb\nc', [' a', '+b', ' c']],
    ['a\nb', 'a\nx', [' a', '-b', '+x']],
    ['', 'a', ['-', '+a']],
    ['a\nb\nc\nd', 'b\nx\nd\ne', ['-a', ' b', '-c', '+x', ' d', '+e']],
  ])('%j, %j', (then, now, lines) => {
    expect(show(then, now)).toEqual(lines);
  });

  it('gives back both texts, whatever they are', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const text = (salt: number): string => Array.from({ length: (seed * salt) % 9 }, (_, n) => 'abc'[(n * seed * salt + salt) % 3]).join('\n');
      const [then, now] = [text(3), text(7)];
      const lines = diffLines(then, now);
      const side = (without: string): string => lines.filter(({ was }) => was !== without).map((line) => line.text).join('\n');
      expect([side('after'), side('before')]).toEqual([then, now]);
    }
  });

  it('tells of a note of two hundred thousand characters at once', () => {
    const text = (salt: string): string => Array.from({ length: 20_000 }, (_, n) => `${salt}${n}`).join('\n');
    const started = performance.now();
    expect(diffLines(text('a'), text('b'))).toHaveLength(40_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('counts what stayed the same, and shows what stands beside a change', () => {
  const same = Array.from({ length: 9 }, (_, n) => `line ${n}`);
  const parts = foldSame(diffLines([...same, 'old'].join('\n'), [...same, 'new'].join('\n')));
  expect(parts.map((part) => (part.kind === 'skipped' ? part.count : part.lines.length))).toEqual([7, 4]);
  const alone = foldSame(diffLines('a\nb\nc\nold', 'a\nb\nc\nnew'));
  expect(alone).toHaveLength(1);
});
