import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameSkeleton } from '#shared/people/look-alikes.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../testing/fake-ports.ts';
import { RelayBench } from '../testing/relay-bench.ts';
import { anonymizeAccount, insertAccount, isNameTaken, newAccount } from './account-store.ts';
import { giveUpName } from './given-up-names.ts';
import { changedForms, mappingOf, renewNameForms } from './name-forms.ts';

/** Lisa in letters of Lisu, which no mapping of before had. */
const LISU = '\uA4E1\uA4F2\uA4E2\uA4EE';

let database: Database;
let fake: FakePorts;
beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
});
afterEach(() => database.close());

const { log, lines } = createMemoryLog();
const renew = (batch?: number) => renewNameForms({ db: database.db, log }, batch);

/** As a store of an older mapping has it: what a name looks like is what it is. */
async function kept(name: string) {
  const row = newAccount(fake.random, name, 'member', 1);
  await insertAccount(database.db, row);
  await database.db.updateTable('accounts').set({ name_skeleton: row.name_folded }).where('id', '=', row.id).execute();
  return row;
}
const forms = async () =>
  (await database.db.selectFrom('accounts').select(['name', 'name_skeleton']).orderBy('name').execute()).map(({ name, name_skeleton }) => [name, name_skeleton]);
const of = (...names: readonly string[]) => names.toSorted().map((name) => [name, nameSkeleton(name)]);

describe('F012: what names of before look like, by a mapping that has grown', () => {
  it('decides by the mapping alone which forms are others by now', () => {
    expect(changedForms([{ key: 'a', name: 'Lisa', name_skeleton: nameSkeleton('Lisa') }])).toEqual([]);
    const old = [{ key: 'b', name: LISU, name_skeleton: LISU }, { key: 'c', name: 'Ann', name_skeleton: null }];
    expect(changedForms(old)).toEqual([{ key: 'b', form: nameSkeleton('Lisa') }, { key: 'c', form: nameSkeleton('Ann') }]);
    expect(new Set([mappingOf('a', '16.0'), mappingOf('b', '16.0'), mappingOf('a', '17.0')]).size).toBe(3);
  });

  it('a name that was there before is nobody else\'s in a script that was mapped since', async () => {
    await kept(LISU);
    expect(await isNameTaken(database.db, 'Lisa')).toBe(false);
    await renew();
    expect(await isNameTaken(database.db, 'Lisa')).toBe(true);
    expect(lines.at(-1)).toContain('"event":"name-forms-renewed","names":1');
  });

  it('comes through all of them, a few at a time, whatever is left over', async () => {
    for (const count of [0, 1, 2, 3, 4, 5]) {
      const names = ['Rowan', 'Marnie', 'Bj\u00F8rn', LISU, 'Lukasz'].slice(0, count);
      await database.db.deleteFrom('accounts').execute();
      await database.db.deleteFrom('name_mapping').execute();
      for (const name of names) await kept(name);
      await renew(2);
      expect(await forms()).toEqual(of(...names));
    }
  });

  it('two that look alike by now both keep their names', async () => {
    await kept('Lisa');
    await kept(LISU);
    await renew();
    expect(await forms()).toEqual(of('Lisa', LISU));
  });

  it('names that were given up and rest yet are looked at as well; of erased accounts there is none', async () => {
    const { db } = database;
    const [one, other] = [await kept(LISU), await kept('Rowan')];
    const row = await db.selectFrom('accounts').selectAll().where('id', '=', one.id).executeTakeFirstOrThrow();
    await giveUpName(db, row, 'Greta', 5);
    await db.updateTable('accounts').set({ name: 'Greta', name_folded: 'greta', name_skeleton: 'greta' }).where('id', '=', one.id).execute();
    await anonymizeAccount(db, other.id, 6);
    const erased = await db.selectFrom('accounts').selectAll().where('id', '=', other.id).executeTakeFirstOrThrow();
    expect(await isNameTaken(db, 'Lisa')).toBe(false);
    await renew();
    expect(await isNameTaken(db, 'Lisa')).toBe(true);
    expect(await isNameTaken(db, 'Lisa', one.id)).toBe(false); // its account may take it back
    expect(await db.selectFrom('accounts').selectAll().where('id', '=', other.id).executeTakeFirstOrThrow()).toEqual(erased);
  });

  it('is done once for each mapping, and again where another was kept', async () => {
    await renew();
    await kept(LISU);
    await renew();
    expect(await forms()).toEqual([[LISU, LISU]]); // not looked at again
    await database.db.updateTable('name_mapping').set({ mapping: mappingOf('an older one', '15.0') }).execute();
    await renew();
    expect(await forms()).toEqual(of(LISU));
  });

  it('A3: where the disk says no on the way it is told, what was done stays, and the next start does all of it', async () => {
    const { db } = database;
    const names = ['Rowan', LISU, 'Marnie'];
    const rows = [];
    for (const name of names) rows.push(await kept(name));
    const last = rows.map(({ id }) => id).toSorted().at(-1);
    await sql.raw(`create trigger full before update on accounts when old.id = '${last}' begin select raise(abort, 'full'); end`).execute(db);
    await renew(1);
    expect(lines.at(-1)).toContain('name-forms-not-renewed');
    expect((await forms()).filter(([name, form]) => form === nameSkeleton(name ?? ''))).toHaveLength(2);
    await sql`drop trigger full`.execute(db);
    await renew(1);
    expect(await forms()).toEqual(of(...names));
  });
});

it('F012: a relay that starts on a store of an older mapping does it before it serves anybody', async () => {
  const bench = new RelayBench();
  try {
    const first = await bench.start();
    await bench.listener(first, LISU);
    await first.close();
    const store = new DatabaseSync(join(bench.folder, 'data', 'samovar.db'));
    store.exec("update accounts set name_skeleton = name_folded; update name_mapping set mapping = 'an older one'");
    store.close();
    const today = await bench.start();
    await expect(bench.listener(today, 'Lisa')).rejects.toThrow(/name/i);
  } finally {
    await bench.close();
  }
});
