import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type AccountId, type ChatId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { DATA_CLASSES } from '../database/data-classes.ts';
import { IN_MEMORY, openDatabase } from '../database/open.ts';
import type { Said } from '../documents/testing/written-talk.ts';
import { readOwnRows } from './account-rows.ts';
import { fillWithCanaries, rowsOf } from './testing/canary-store.ts';
import { ExportDesk, talkAtRandom } from './testing/export-desk.ts';
import { importExport, readExport, type ExportFile } from './testing/read-export.ts';

const PEOPLE = 100;
const ROWS_PER_TABLE = 300;
const CHATS = 300;
/** Each that is read back needs a store of its own: one in so many is. */
const STORES_FOR = 5;
/** Speed is not asserted. */
const PATIENCE_MS = 60_000;

/**
 * Where an account's id stands in a row that is not about them, or says nothing that they are not told elsewhere. In review, column by
 * column, and apart from the classes: whatever else names somebody belongs in their copy.
 */
const NOT_IN_A_COPY: ReadonlySet<string> = new Set([
  'blocks.blocked', 'refusals.listener', // F102, F155: nobody is told
  'starts.recipient', // the writer's words, until the other takes them
  'chats.ended_by', 'chats.opened_by', // stand beside the two of the chat
  'listings.account', 'listing_topics.account', 'listing_languages.account', 'therapist_listings.account', // made of the profile
  'account_changes.account', 'document_clients.account', // numbers without a meaning elsewhere
]);

let desk: ExportDesk;
beforeEach(async () => {
  desk = await ExportDesk.open();
});
afterEach(() => desk.close());

const CANARY = /\w+(?:\.\w+)? (?:of|by) [0-9a-z]{20}(?: [0-9a-z]{20})?/g;

/** A hundred people of chance, whatever there can be about them, and what they said to each other. */
async function crowd(seed: number) {
  const random = seededRandom(seed);
  const { db } = desk.database;
  const people = await fillWithCanaries(db, random, { people: PEOPLE, rowsPerTable: ROWS_PER_TABLE, except: ['chats', 'document_clients'] });
  const said = await talkAtRandom(desk, people, random, CHATS);
  return { db, people, said };
}

/** Every row of the store under those whom any of its columns names, whatever the classes say of it. */
async function rowsNaming(): Promise<Map<string, number>> {
  const { db } = desk.database;
  const named = new Map<string, number>();
  const { rows: tables } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
  for (const { name: table } of tables) {
    for (const row of await rowsOf(db, table)) {
      const columns = Object.entries(row).filter(([column]) => !NOT_IN_A_COPY.has(`${table}.${column}`));
      for (const who of new Set(columns.map(([, value]) => value))) {
        if (typeof who === 'string') named.set(`${table} ${who}`, (named.get(`${table} ${who}`) ?? 0) + 1);
      }
    }
  }
  return named;
}

/** Whose each canary in the tables is: of all whom its row is about. */
async function ownersOfCanaries(): Promise<Map<string, ReadonlySet<unknown>>> {
  const owners = new Map<string, ReadonlySet<unknown>>();
  for (const [table, { of }] of Object.entries(DATA_CLASSES)) {
    for (const row of await rowsOf(desk.database.db, table)) {
      const whose = new Set(of.map((column) => row[column]));
      for (const value of Object.values(row)) for (const [canary] of String(value).matchAll(CANARY)) owners.set(canary, whose);
    }
  }
  return owners;
}

/** A chat's role is said beside its row, and its state and a start's as their person knows them (F102). */
const inAnyOrder = (tables: ExportFile['tables']): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tables).map(([table, rows]) => {
    const isSaidOtherwise = (column: string): boolean => (table === 'chats' && column === 'role') || (column === 'state' && ['chats', 'starts'].includes(table));
    return [table, rows.map((row) => JSON.stringify(Object.entries(row).filter(([column]) => !isSaidOtherwise(column)))).toSorted()];
  }));

describe('H2: the copies of a hundred accounts of chance, whole, as their apps save them', () => {
  it('have every row and every word that is theirs, and nothing private of anybody else', async () => {
    const { people, said } = await crowd(7);
    const [named, owners] = [await rowsNaming(), await ownersOfCanaries()];
    const missing: string[] = [];
    const strange: string[] = [];
    let canaries = 0;
    for (const account of people) {
      const text = await desk.fileOf(account);
      const { tables, messages } = readExport(text);
      for (const table of Object.keys(DATA_CLASSES)) {
        const [given, due] = [tables[table]?.length ?? 0, named.get(`${table} ${account}`) ?? 0];
        if (given !== due) missing.push(`${table} of ${account}: ${given} of ${due}`);
      }
      expect(messages.map(({ chat, text: words }) => `${chat} ${words}`)).toEqual(said.get(account));
      for (const [canary] of text.matchAll(CANARY)) {
        canaries += 1;
        const isOwn = canary.startsWith('said by ') ? canary.startsWith(`said by ${account}`) : owners.get(canary)?.has(account);
        if (isOwn !== true) strange.push(`${canary}, in the copy of ${account}`);
      }
      for (const other of people) if (other !== account && text.includes(`"${other}"`)) strange.push(`${other}, in the copy of ${account}`);
    }
    expect(missing).toEqual([]);
    expect(strange).toEqual([]);
    expect(canaries).toBeGreaterThan(PEOPLE * 50);
    expect([...said.values()].flat().length).toBeGreaterThan(PEOPLE * 10);
  }, PATIENCE_MS);

  it('can be read back into an empty store, which then gives the same copy', async () => {
    const { people } = await crowd(8);
    for (const account of people.filter((_, n) => n % STORES_FOR === 0)) {
      const file = readExport(await desk.fileOf(account));
      const { db, close } = await openDatabase({ file: IN_MEMORY });
      expect(await importExport(db, file)).toBe(account);
      const again = (await readOwnRows(db, account)) as ExportFile['tables'];
      await close();
      expect(inAnyOrder(again)).toEqual(inAnyOrder(file.tables));
    }
  }, PATIENCE_MS);
});

describe('H2: ten thousand messages', () => {
  it('are read back out of the copy as they were said: each once, in order, and none of the other side', async () => {
    const random = seededRandom(9);
    const [writer, other] = await fillWithCanaries(desk.database.db, random, { people: 2, rowsPerTable: 0 }) as [AccountId, AccountId];
    const mine: { chat: ChatId; atMs: number; text: string }[] = [];
    const hard = ['"quotes" and \\ backslashes', 'two\nlines', 'a null \u0000 in it', 'שלום, עולם', '👩🏽‍🚒 and a lone \ud83d half', '</script><!--', '\u2028\u2029'];
    const chats = Array.from({ length: 5 }, () => newId<ChatId>(random));
    for (const [n, id] of chats.entries()) {
      const [seeker, listener] = n % 2 === 0 ? [writer, other] : [other, writer];
      const row = { id, seeker, listener, topic: null, language: 'en', state: 'open', opened_at_ms: n, ended_at_ms: null, ended_by: null } as const;
      await desk.database.db.insertInto('chats').values(row).execute();
      const parts = Array.from({ length: 4 }, (_, part) => Array.from({ length: 1_000 }, (_unused, at): Said => {
        const author = at % 2 === 0 ? writer : other;
        const said = { author, at: part * 1_000 + at, text: author === writer ? `${hard[at % hard.length]} ${n} ${part} ${at}` : 'of the other side' };
        if (author === writer) mine.push({ chat: id, atMs: said.at, text: said.text.toWellFormed() });
        return said;
      }));
      await desk.talk(id, parts);
    }
    expect(mine).toHaveLength(10_000);
    const { messages } = readExport(await desk.fileOf(writer));
    const wrong = messages.filter(({ chat, atMs, text }, n) => chat !== mine[n]?.chat || atMs !== mine[n]?.atMs || text !== mine[n]?.text);
    expect({ read: messages.length, wrong }).toEqual({ read: mine.length, wrong: [] });
  }, PATIENCE_MS);
});
