import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chooseLocale, directionOf, formatLocale, LOCALES } from './locales.ts';

const here = dirname(fileURLToPath(import.meta.url));
const renderer = dirname(here);

type Texts = ReadonlyMap<string, string>;

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === 'string') into.set(path, value);
  else for (const [key, inner] of Object.entries(value as object)) flatten(inner, path === '' ? key : `${path}.${key}`, into);
}

function textsOf(locale: string, file: string): Texts {
  const texts = new Map<string, string>();
  flatten(JSON.parse(readFileSync(join(here, locale, file), 'utf8')), '', texts);
  return texts;
}

const filesOf = (locale: string): string[] =>
  readdirSync(join(here, locale))
    .filter((file) => file.endsWith('.json'))
    .toSorted();

const variables = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? '').toSorted();

describe('translations (F222)', () => {
  const others = Object.keys(LOCALES).filter((locale) => locale !== 'en');

  it.each(others)('%s has the same files as English', (locale) => {
    expect(filesOf(locale)).toEqual(filesOf('en'));
  });

  describe.each(others.flatMap((locale) => filesOf('en').map((file) => ({ locale, file }))))('$locale/$file', ({ locale, file }) => {
    it('has exactly the same keys', () => {
      expect([...textsOf(locale, file).keys()].toSorted()).toEqual([...textsOf('en', file).keys()].toSorted());
    });

    it('says something under each key, and uses the same variables', () => {
      const english = textsOf('en', file);
      const wrong = [...textsOf(locale, file)].filter(([key, text]) => {
        const original = english.get(key) ?? '';
        return text.trim() === '' || original.trim() === '' || variables(text).join() !== variables(original).join();
      });
      expect(wrong).toEqual([]);
    });
  });

  it('has a text for every literal key that the screens ask for', () => {
    const namespaces = new Map(filesOf('en').map((file) => [file.replace('.json', ''), textsOf('en', file)]));
    const knows = (namespace: string, key: string): boolean => {
      const texts = namespaces.get(namespace);
      return texts !== undefined && (texts.has(key) || texts.has(`${key}_other`) || [...texts.keys()].some((one) => one.startsWith(`${key}.`)));
    };
    const missing: string[] = [];
    let asked = 0;
    for (const { path, source } of sources(renderer)) {
      // Each component of a file names its own namespace at its head; `t` is the one that was named last.
      const heads = [...source.matchAll(/\{ t\b[^}:]*\} = useTranslation\(\s*\[?\s*(?:'([\w-]+)')?/g)];
      for (const { 1: whole = '', index } of source.matchAll(/\bt\(\s*'([^'$]+)'/g)) {
        asked += 1;
        const head = heads.findLast((one) => one.index < index)?.[1] ?? 'app';
        const [namespace, key] = whole.includes(':') ? (whole.split(':') as [string, string]) : [head, whole];
        if (!knows(namespace, key)) missing.push(`${path}: ${namespace}:${key}`);
      }
    }
    expect(missing).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});

function* sources(folder: string): Generator<{ path: string; source: string }> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith('.tsx') || entry.name.endsWith('.test.tsx')) continue;
    const path = join(entry.parentPath, entry.name);
    yield { path: path.slice(renderer.length), source: readFileSync(path, 'utf8') };
  }
}

describe('locales', () => {
  it('takes the choice, then the system, then English', () => {
    expect(chooseLocale('es', ['en-GB'])).toBe('es');
    expect(chooseLocale(null, ['fr-FR', 'es-MX', 'en'])).toBe('es');
    expect(chooseLocale('klingon', ['ja'])).toBe('en');
    expect(chooseLocale('toString', [])).toBe('en');
  });

  it('knows which scripts run from right to left', () => {
    expect(['ar-EG', 'he', 'fa'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl']);
    expect(['en', 'es-MX', 'arn'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr']);
  });

  it('formats dates in the system variant of the language', () => {
    expect(formatLocale('en', ['fr', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(formatLocale('es', ['en-GB'])).toBe('es');
  });
});
