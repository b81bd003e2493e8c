import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './root.ts';
import { closingLine, playedAgain, readReport, withSecond, type FileOutcome } from './test-report.ts';

const text = (success: boolean, ...files: [string, string, ...string[]][]): string =>
  JSON.stringify({
    success,
    testResults: files.map(([name, status, ...tests]) => ({
      name: join(root, name), status, assertionResults: tests.map((test) => ({ status: test, title: 'x' })),
    })),
  });
const outcome = (file: string, passed: number, failed: number): FileOutcome => ({ file, passed, failed, skipped: 0 });

describe('the report of a run', () => {
  it('is read by file', () => {
    const read = readReport(text(false, ['shared/a.test.ts', 'passed', 'passed', 'skipped'], ['e2e/b.test.ts', 'failed', 'failed', 'passed']));
    expect(read).toEqual([{ file: 'shared/a.test.ts', passed: 1, failed: 0, skipped: 1 }, outcome('e2e/b.test.ts', 1, 1)]);
    expect(closingLine(read)).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('counts a file that could not begin, and what failed outside of all files', () => {
    expect(closingLine(readReport(text(false, ['e2e/b.test.ts', 'failed'])))).toBe('0 passed, 1 failed');
    expect(closingLine(readReport(text(false, ['shared/a.test.ts', 'passed', 'passed'])))).toBe('1 passed, 1 failed');
    expect(closingLine(readReport(text(true, ['shared/a.test.ts', 'passed', 'passed'])))).toBe('1 passed, 0 failed');
  });

  it('is no report when it is not whole', () => {
    expect(() => readReport('{"success":true}')).toThrow('testResults');
  });
});

describe('a second try', () => {
  it('is for journeys and the desktop, when nothing else failed', () => {
    expect(playedAgain([outcome('shared/a.test.ts', 3, 0), outcome('e2e/b.test.ts', 1, 2)])).toEqual(['e2e/b.test.ts']);
    expect(playedAgain([outcome('main/a.test.ts', 0, 1), outcome('e2e/faults/b.test.ts', 1, 2)])).toHaveLength(2);
    expect(playedAgain([outcome('shared/a.test.ts', 3, 1), outcome('e2e/b.test.ts', 1, 2)])).toEqual([]);
    expect(playedAgain([outcome('', 0, 1)])).toEqual([]);
    expect(playedAgain([outcome('e2e/a.test.ts', 3, 0)])).toEqual([]);
  });

  it('is not for many at once', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => outcome(`e2e/${name}.test.ts`, 1, 1));
    expect(playedAgain(many.slice(0, 3))).toHaveLength(3);
    expect(playedAgain(many)).toEqual([]);
  });

  it('counts instead of the first, whether it went well or not', () => {
    const first = [outcome('shared/a.test.ts', 3, 0), outcome('e2e/b.test.ts', 1, 2)];
    expect(closingLine(withSecond(first, [outcome('e2e/b.test.ts', 3, 0)]))).toBe('6 passed, 0 failed');
    expect(closingLine(withSecond(first, [outcome('e2e/b.test.ts', 2, 1)]))).toBe('5 passed, 1 failed');
  });
});
