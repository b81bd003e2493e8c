import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contactKindsIn } from '#shared/people/contact-details.ts';

/** Labelled sentences, where they are there: an extra, so that the project's own tests pass without them. */
const FOLDER = join(import.meta.dirname, '../../../shared/data');
const SAMPLE = join(FOLDER, 'contact-sample.jsonl');
const EMERGENCY = join(FOLDER, 'emergency-numbers.json');

interface Row {
  readonly id: string;
  readonly text: string;
  readonly expect: 'flag' | 'pass';
  readonly spans: readonly { readonly type: string }[];
}

describe.skipIf(!existsSync(SAMPLE))('G1 on a labelled sample', () => {
  const rows = existsSync(SAMPLE) ? readFileSync(SAMPLE, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row) : [];
  const missed = (wanted: readonly Row[]): string[] => wanted.filter(({ text }) => contactKindsIn(text).length === 0).map(({ id }) => id);
  const of = (types: readonly string[], own: boolean): Row[] =>
    rows.filter(({ id, spans, expect: ought }) => ought === 'flag' && id.startsWith('h-') === own && spans.some(({ type }) => types.includes(type)));

  it('plain numbers, addresses and links: at least 95 % are found', () => {
    const plain = of(['phone', 'email', 'url'], false);
    expect(plain.length).toBeGreaterThan(100);
    expect([missed(plain), missed(plain).length / plain.length <= 0.05]).toEqual([missed(plain), true]);
  });

  it('disguised ones and names on other services: at least 70 %', () => {
    const disguised = of(['phone', 'email', 'url', 'handle'], true);
    expect([missed(disguised), missed(disguised).length / disguised.length <= 0.3]).toEqual([missed(disguised), true]);
  });

  it('false alarms: at most 2 %, and none on names, crisis lines and everyday numbers', () => {
    const harmless = rows.filter(({ expect: ought }) => ought === 'pass');
    const alarms = harmless.filter(({ text }) => contactKindsIn(text).length > 0).map(({ id }) => id);
    expect(alarms.filter((id) => id.startsWith('n-'))).toEqual([]);
    expect([alarms, alarms.length / harmless.length <= 0.02]).toEqual([alarms, true]);
  });

  it('none on the emergency numbers of 240 territories', () => {
    const numbers = JSON.parse(readFileSync(EMERGENCY, 'utf8')) as Record<string, { example: string }>;
    expect(Object.keys(numbers).length).toBeGreaterThan(200);
    expect(Object.values(numbers).filter(({ example }) => contactKindsIn(`In danger, call ${example}.`).length > 0)).toEqual([]);
  });
});
