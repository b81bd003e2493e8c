import { describe, expect, it } from 'vitest';
import { createJsonLog, errorFacts, type LogLevel } from './json-log.ts';

const lines = (level: LogLevel): string[] => {
  const written: string[] = [];
  const log = createJsonLog((line) => void written.push(line), { nowMs: () => 0 }, level);
  log.info('a', { n: 1, yes: true });
  log.warn('b');
  log.error('c');
  return written;
};

describe('the log', () => {
  it('is one JSON object a line', () => {
    expect(lines('info')[0]).toBe('{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"a","n":1,"yes":true}\n');
  });

  it.each([
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('at %s says %i of the three', (level, count) => expect(lines(level)).toHaveLength(count));

  it('H5: cuts what is too long to be a code, and keeps a line one line', () => {
    const written: string[] = [];
    createJsonLog((line) => void written.push(line), { nowMs: () => 0 }, 'info').info('a', { text: 'x\n'.repeat(500) });
    expect(written[0]?.trimEnd()).not.toContain('\n');
    expect(written[0]?.length).toBeLessThan(600);
  });

  it('H5: of an unexpected error keeps its kind and place, not its message and not this machine\'s folders', () => {
    const facts = errorFacts(new SyntaxError('Unexpected token in "somebody\'s words"'));
    expect(facts['kind']).toBe('SyntaxError');
    expect(JSON.stringify(facts)).not.toContain('words');
    expect(facts['at']).toMatch(/\(?sync-server\/log\/json-log\.test\.ts:\d+/);
    expect(errorFacts('words')).toEqual({ kind: 'string' });
  });
});
