import { describe, expect, test } from 'vitest';
import { mutationsOf } from './operators.ts';

/** Every text that the source becomes. */
const become = (source: string): string[] =>
  mutationsOf(source).map(({ start, end, replacement }) => source.slice(0, start) + replacement + source.slice(end));

describe('small changes of a rule (J3)', () => {
  test.each<[string, string, string]>([
    ['a condition, negated', 'if (a) b = 1;', 'if (!(a)) b = 1;'],
    ['a choice, negated', 'x = a ? b : c;', 'x = !(a) ? b : c;'],
    ['a refusal, left out', 'function f() { if (a) return b; c(); }', 'function f() {  c(); }'],
    ['less and less or equal', 'x = a < b;', 'x = a <= b;'],
    ['equal and not', 'x = a === b;', 'x = a !== b;'],
    ['plus and minus', 'x += a - 1;', 'x -= a - 1;'],
    ['and for or', 'x = a && b;', 'x = (a || b);'],
    ['one of two rules', 'x = a() ?? b();', 'x = (b());'],
    ['an argument, left out', 'x = f(a, b);', 'x = f(a);'],
    ['a limit, off by one', 'x = n > limits.maxDepth;', 'x = n > (limits.maxDepth + 1);'],
    ['a number, off by one', 'x = 7;', 'x = 8;'],
    ['yes for no', 'x = true;', 'x = false;'],
    ['a statement, left out', 'add(a);', ';'],
    ['nothing found', 'function f(): Fault | null { return g(); }', 'function f(): Fault | null { return null; return g(); }'],
    ['yes without looking', 'function f(): boolean { return g(); }', 'function f(): boolean { return true; return g(); }'],
  ])('%s', (_name, source, mutant) => expect(become(source)).toContain(mutant));

  test('types and imports are no rules', () => {
    expect(mutationsOf("import { a } from 'b'; type T = 1 | true; interface I { n: 3 }")).toEqual([]);
  });

  test('every change still reads as code', () => {
    const source = 'function f(a: number, b?: { c: boolean }): boolean { if (a > 1 && b?.c === true) return g(a, a + 1) ?? false; return !b; }';
    const mutants = become(source);
    expect(mutants.length).toBeGreaterThan(10);
    expect(new Set(mutants).size).toBe(mutants.length);
    for (const mutant of mutants) expect(() => mutationsOf(mutant)).not.toThrow();
  });
});
