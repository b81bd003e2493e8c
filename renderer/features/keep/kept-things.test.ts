import { expect, test } from 'vitest';
import en from '../../i18n/en/keep.json' with { type: 'json' };
import { PREFERENCES } from '../../app/preferences.ts';
import { STORES } from '../../vault/vault-database.ts';
import { AT_THE_RELAY, BESIDE_THE_VAULT, IN_THE_VAULT } from './kept-things.ts';

test('F096, RELIABILITY H1: the page tells of every table of a vault, and has words for all it lists', () => {
  const tables = Object.keys(Object.entries(STORES).at(-1)?.[1] ?? {});
  const told = new Set<string>(IN_THE_VAULT.flatMap((thing) => [...thing.tables]));
  expect(tables.filter((table) => !told.has(table))).toEqual([]);
  const ids = [...IN_THE_VAULT.map(({ id }) => id), ...BESIDE_THE_VAULT.map(({ id }) => id), ...AT_THE_RELAY];
  expect(Object.keys(en.kept.things).toSorted()).toEqual(ids.toSorted());
});

test('F096: the page tells of everything in local storage, and one list names all of it', () => {
  const told: readonly string[] = BESIDE_THE_VAULT.flatMap(({ preferences }) => [...preferences]);
  expect(told.toSorted()).toEqual(Object.values(PREFERENCES).toSorted());
});

test('F096: nothing else of the app writes there, and no name of it stands anywhere but in the list', () => {
  const sources: Record<string, string> = import.meta.glob(
    ['../../**/*.{ts,tsx}', '../../public/*.js', '!../../**/*.{test,fixture}.{ts,tsx}', '!../../**/testing/*'],
    { eager: true, query: '?raw', import: 'default' },
  );
  const holding = (words: RegExp): string[] => Object.keys(sources).filter((file) => words.test(sources[file] ?? '')).toSorted();
  expect(Object.keys(sources).length).toBeGreaterThan(200);
  expect(holding(/\blocalStorage\b/)).toEqual(['../../app/look.ts', '../../app/main.tsx', '../../public/look.js', '../help/HelpWithoutApp.tsx']);
  const names = new RegExp(Object.values(PREFERENCES).map((name) => `['"\`]${name.replace('.', '\\.')}['"\`]`).join('|'));
  expect(holding(names)).toEqual(['../../app/preferences.ts', '../../public/look.js']);
});
