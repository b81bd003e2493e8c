import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GATE_RULES } from './gate-rules.ts';

/** The list itself lies beside the project where it is developed, and is compared where it is there. */
const GATE_MD = join(import.meta.dirname, '../../../shared/GATE.md');
const QUOTES = ["'", '"', '`'];

const parts = readFileSync(join(import.meta.dirname, 'ATTACKS.md'), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ part: text.slice(0, text.indexOf('\n')), rows: rowsOf(text) }));

function rowsOf(text: string): { entry: string; file: string; titles: string[] }[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what is tried'));
  return lines.map((line) => {
    const [entry = '', file = '', titles = ''] = line.slice(2, -2).split(' | ');
    return { entry, file: file.replaceAll('`', ''), titles: titles.split(' · ') };
  });
}

test('there is something to check', () => {
  const named = parts.map(({ part }) => part);
  expect(named).toContain('RELIABILITY C2');
  expect(named).toContain('Pages');
  expect(parts.flatMap(({ rows }) => rows).length).toBeGreaterThan(100);
});

describe.each(parts)('$part: every entry is a named test', ({ rows }) => {
  test.each(rows)('$entry', ({ file, titles }) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    // As a title stands in the source: between quotes, or as one of the names in a table of cases.
    expect(titles.filter((title) => !QUOTES.some((quote) => source.includes(`${quote}${title}${quote}`)))).toEqual([]);
  });
});

test.runIf(existsSync(GATE_MD))('no entry of the list is missing, and none was made up', () => {
  const named = parts.filter(({ part }) => part !== 'RELIABILITY C2').flatMap(({ rows }) => rows.map(({ entry }) => entry));
  expect(named).toEqual(entriesOf(readFileSync(GATE_MD, 'utf8')));
});

test('G8 each rule that can refuse is what some attack is refused by', () => {
  const files = new Set(parts.flatMap(({ rows }) => rows.map(({ file }) => file)));
  const sources = [...files].map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
  // As a table of attacks says it by code, or an attack for itself, or as it stands before the detail of what was sent.
  const expected = new Set(sources.flatMap((source) => [...source.matchAll(/: '(G\d+)[:']/g)].map(([, rule]) => rule)));
  expect(Object.keys(GATE_RULES).filter((rule) => !expected.has(rule))).toEqual([]);
  expect([...expected].filter((rule) => rule === undefined || !(rule in GATE_RULES))).toEqual([]);
});

/** Paragraphs of `**Part.** entry · entry`; what it says of pages is a sentence, of entries with commas between them. */
function entriesOf(markdown: string): string[] {
  const attacks = between(markdown, '## The list', '## What must still pass')
    .split('\n\n')
    .flatMap((paragraph) => {
      const [, rest = ''] = /^\*\*[\w ]+\.\*\*(.*)$/s.exec(paragraph) ?? [];
      const [, ofPages = ''] = /^\*\*Pages\*\* \([\w ]+\)\.(.*)$/s.exec(paragraph) ?? [];
      return [...split(rest), ...split(ofPages, ', ')];
    });
  return [...attacks, ...split(between(markdown, '## What must still pass', '## Figures'))];
}

const split = (text: string, separator = ' · '): string[] =>
  text.trim() === '' ? [] : text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '').split(separator);

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
}
