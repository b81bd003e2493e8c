import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type AccountId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { DATA_CLASSES, type TableClass } from '../database/data-classes.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { eraseFirstRows, insertAccount, newAccount } from './account-store.ts';
import { eraseOwnRows, readOwnRows } from './account-rows.ts';

const PEOPLE = 100;
const ROWS_PER_TABLE = 300;

let database: Database;
let people: AccountId[];
beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
  people = [];
});
afterEach(() => database.close());

/** What the store says of each column: its kind, and whether it may be empty. */
async function columnsOf(table: string): Promise<readonly { readonly name: string; readonly type: string; readonly pk: number }[]> {
  return (await sql<{ name: string; type: string; pk: number }>`select name, type, pk from pragma_table_info(${table})`.execute(database.db)).rows;
}

/**
 * A store full of rows that say nothing sensible and are about somebody all the same: in every text a canary, which names the table, the
 * column and whose row it is.
 */
async function fill(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const dice = (below: number): number => ((random.bytes(2)[0] ?? 0) * 256 + (random.bytes(1)[0] ?? 0)) % below;
  for (const pragma of ['ignore_check_constraints = on', 'foreign_keys = off']) await sql`pragma ${sql.raw(pragma)}`.execute(database.db);
  for (let n = 0; n < PEOPLE; n += 1) {
    const row = newAccount(random, `Person${n}x`, 'member', 1);
    people.push(row.id);
    await insertAccount(database.db, row);
    await database.db.updateTable('accounts').set({ name: `accounts.name of ${row.id}` }).where('id', '=', row.id).execute();
  }
  for (const [table, data] of Object.entries(DATA_CLASSES)) {
    if (table === 'accounts' || data.of.length === 0) continue;
    const columns = await columnsOf(table);
    for (let n = 0; n < ROWS_PER_TABLE; n += 1) {
      const whose = people[dice(PEOPLE)]!;
      const other = people[dice(PEOPLE)]!;
      const values = columns.flatMap(({ name, type, pk }): (readonly [string, unknown])[] => {
        if (data.of[0] === name) return [[name, whose]];
        if (data.of.includes(name) || data.columns[name] === 'others') return [[name, type === 'text' ? other : dice(2)]];
        if (/int/i.test(type)) return pk === 1 && name === 'seq' ? [] : [[name, dice(1_000_000)]];
        if (/blob|bytea/i.test(type)) return [[name, random.bytes(8)]];
        return [[name, `${table}.${name} of ${whose} ${newId(random)}`]];
      });
      const [names, given] = [values.map(([name]) => sql.ref(name)), values.map(([, value]) => sql`${value}`)];
      await sql`insert or ignore into ${sql.table(table)} (${sql.join(names)}) values (${sql.join(given)})`.execute(database.db);
    }
  }
}

const isAbout = ({ of }: TableClass, row: Record<string, unknown>, account: AccountId): boolean => of.some((column) => row[column] === account);
const inText = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);
const rowsOf = async (table: string) => (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database.db)).rows;

describe('H2: an export beside the classes of the data, for a hundred accounts of chance', () => {
  it('has every told column of every row that is about its person, no other column, and no row of anybody else', async () => {
    await fill(2);
    const exports = new Map<AccountId, Record<string, unknown[]>>();
    for (const account of people) exports.set(account, await readOwnRows(database.db, account));
    let told = 0;
    for (const [table, data] of Object.entries(DATA_CLASSES)) {
      const columns = Object.entries(data.columns).flatMap(([column, kind]) => (kind === 'told' ? [column] : []));
      const rows = data.of.length === 0 || columns.length === 0 ? [] : await rowsOf(table);
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
      for (const row of (await rowsOf(table)).filter((one) => isAbout(data, one, account!))) {
        const blanked = data.erasure === 'blank' && Object.entries(data.blank ?? {}).every(([column, value]) => row[column] === value);
        if (!blanked) staying.push([table, row]);
      }
    }
    expect(staying).toEqual([]);
  });
});
