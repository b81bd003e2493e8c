import { expect, test } from 'vitest';
import en from '../../i18n/en/keep.json' with { type: 'json' };
import { STORES } from '../../vault/vault-database.ts';
import { AT_THE_RELAY, BESIDE_THE_VAULT, IN_THE_VAULT } from './kept-things.ts';

test('F096, RELIABILITY H1: the page tells of every table of a vault, and has words for all it lists', () => {
  const tables = Object.keys(Object.entries(STORES).at(-1)?.[1] ?? {});
  const told = new Set<string>(IN_THE_VAULT.flatMap((thing) => [...thing.tables]));
  expect(tables.filter((table) => !told.has(table))).toEqual([]);
  const ids = [...IN_THE_VAULT.map(({ id }) => id), ...BESIDE_THE_VAULT, ...AT_THE_RELAY];
  expect(Object.keys(en.kept.things).toSorted()).toEqual(ids.toSorted());
});
