import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { DATA_CLASSES, type TableClass } from '../database/data-classes.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { eraseFirstRows } from './account-store.ts';
import { eraseOwnRows, readOwnRows } from './account-rows.ts';
import { fillWithCanaries, rowsOf } from './testing/canary-store.ts';

const PEOPLE = 100;
const ROWS_PER_TABLE = 300;

let database: Database;
let people: AccountId[];
beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
  people = [];
});
afterEach(() => database.close());

const isAbout = ({ of }: TableClass, row: Record<string, unknown>, account: AccountId): boolean => of.some((column) => row[column] === account);
const inText = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);
const fill = async (seed: number): Promise<void> => {
  people = await fillWithCanaries(database.db, seededRandom(seed), { people: PEOPLE, rowsPerTable: ROWS_PER_TABLE });
};

describe('H2: an export beside the classes of the data, for a hundred accounts of chance', () => {
  it('has every told column of every row that is about its person, no other column, and no row of anybody else', async () => {
    await fill(2);
    const exports = new Map<AccountId, Record<string, unknown[]>>();
    for (const account of people) exports.set(account, await readOwnRows(database.db, account));
    let told = 0;
    for (const [table, data] of Object.entries(DATA_CLASSES)) {
      const columns = Object.entries(data.columns).flatMap(([column, kind]) => (kind === 'told' ? [column] : []));
      const rows = data.of.length === 0 || columns.length === 0 ? [] : await rowsOf(database.db, table);
      for (const account of people) {
        const mine = rows.filter((row) => isAbout(data, row, account));
        const wanted = mine.map((row) => Object.fromEntries(columns.map((column) => [column, inText(row[column])])));
        const given = exports.get(account)?.[table] ?? [];
        expect([table, [...given].map((row) => JSON.stringify(row)).toSorted()]).toEqual([table, wanted.map((row) => JSON.stringify(row)).toSorted()]);
        told += given.length;
      }
    }
    expect(told).toBeGreaterThan(PEOPLE * 10);
    for (const account of people) {
      const text = JSON.stringify(exports.get(account));
      // The one id in it is one's own; what is told of a row that two people share names neither. Words in such a row are both's.
      const others = people.filter((one) => one !== account && text.includes(`"${one}"`));
      expect(others).toEqual([]);
      expect(text).not.toMatch(/_hash|token/);
    }
  });

  it('H3: and an erasure leaves a row about them only where the classes say that it stays, or is blank', async () => {
    await fill(3);
    const [account] = people;
    await eraseFirstRows(database.db, account!);
    await eraseOwnRows(database.db, account!, 'row-last');
    const staying: unknown[] = [];
    for (const [table, data] of Object.entries(DATA_CLASSES)) {
      // The account's own row is blanked by itself, first of all.
      if (data.of.length === 0 || data.erasure === 'stays' || table === 'accounts') continue;
      for (const row of (await rowsOf(database.db, table)).filter((one) => isAbout(data, one, account!))) {
        const blanked = data.erasure === 'blank' && Object.entries(data.blank ?? {}).every(([column, value]) => row[column] === value);
        if (!blanked) staying.push([table, row]);
      }
    }
    expect(staying).toEqual([]);
  });
});
