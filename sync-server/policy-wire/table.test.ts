import { expect, it } from 'vitest';
import { allowedKeys, cellKey, cells, type TableActor } from '#shared/policy/table.ts';
import { createDice } from '#shared/testing/dice.ts';
import { runTable } from './testing/run-table.ts';

const SEED = 20261122;
/** One in so many of the denied cells. */
const DENIED_SAMPLE = 16;
/** All others are the long suite's. */
const CHOSEN: ReadonlySet<TableActor> = new Set(['nobody', 'banned', 'guest-no-age', 'member-teen', 'listener-adult']);

it('D1: a whole relay does what the table of permissions says; `npm run fuzz -- policy` tries every cell', async () => {
  const allowed = allowedKeys();
  const dice = createDice(SEED);
  const theirs = [...cells()].filter(({ actor }) => CHOSEN.has(actor));
  const { differences, ...counts } = await runTable(theirs.filter((cell) => allowed.has(cellKey(cell)) || dice.once(DENIED_SAMPLE)));
  expect(differences).toEqual([]);
  expect(counts.allowed).toBeGreaterThan(200);
  expect(counts.denied).toBeGreaterThan(800);
  for (const [way, tries] of Object.entries(counts.tries)) expect([way, tries > 10]).toEqual([way, true]);
}, 120_000);
