import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const renderer = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/u.test(path) && !/\.(test|fixture)\.tsx?$/u.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(`${renderer}/${path}`, 'utf8') }));
const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

test('V8, V9, RELIABILITY F2: one file makes databases, one place deletes them', () => {
  expect(filesWith(/new Dexie\(/u)).toEqual(['vault/vault-database.ts']);
  expect(filesWith(/deleteDatabase|Dexie\.delete/u)).toEqual([]);
  expect(filesWith(/quietDexie\([^)]*\)[^;]*\.delete\(/u)).toEqual(['vault/create-profiles.ts']);
  const calls = sources.flatMap(({ text }) => text.match(/quietDexie\([^;]*\.delete\(/gu) ?? []);
  expect(calls).toHaveLength(1);
});
