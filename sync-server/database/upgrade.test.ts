import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { SHAPES } from '#shared/documents/shapes.ts';
import type { ChatId } from '#shared/ids.ts';
import { findDamage } from '../admin/findings.ts';
import { restored } from '../documents/live-document.ts';
import { SqlDocumentStore } from '../documents/store.sql.ts';
import { StoreTooOld } from './migrate.ts';
import { openDatabase, openForReading, type Database } from './open.ts';

const RELEASES = join(import.meta.dirname, 'releases');
const releases = readdirSync(RELEASES).map((name) => basename(name, '.sql'));

let folder: string;

const storeOf = (release: string): string => {
  const file = join(folder, 'samovar.db');
  const database = new DatabaseSync(file);
  database.exec(readFileSync(join(RELEASES, `${release}.sql`), 'utf8'));
  database.close();
  return file;
};

const schemaOf = async ({ db }: Database): Promise<readonly object[]> =>
  (await sql<object>`select name, sql from sqlite_master order by name`.execute(db)).rows;

const newest = async (): Promise<readonly object[]> => {
  const fresh = await openDatabase({ file: ':memory:' });
  const schema = await schemaOf(fresh);
  await fresh.close();
  return schema;
};

/** The store is of the newest shape, whole, and says what was said in it. */
const mustHoldAll = async (database: Database): Promise<void> => {
  expect(await schemaOf(database)).toEqual(await newest());
  expect(await findDamage(database)).toEqual([]);
  const stored = await new SqlDocumentStore(database.db, { nowMs: () => 0 }).load(chatDocument('chat'.repeat(5) as ChatId));
  const doc = restored(stored, SHAPES.chat);
  const texts = logRoots(doc).entries.map((entry) => ('text' in entry ? entry.text : null));
  expect(texts).toEqual(['word 1', 'word 2', 'word 3', 'word 4']);
  expect(await database.db.selectFrom('accounts').select('name').orderBy('name').execute()).toEqual([{ name: 'Ann' }, { name: 'Ben' }]);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-upgrade-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe.each(releases)('A9 a store of Samovar %s', (release) => {
  it('opens, and holds all that it held', async () => {
    const database = await openDatabase({ file: storeOf(release) });
    await mustHoldAll(database);
    expect(database.state()).toEqual({ at: 'writable' });
    await database.close();
  });

  it('is not changed by who only looks at it', async () => {
    await expect(openForReading(storeOf(release))).rejects.toThrow(StoreTooOld);
  });

  it('killed before any statement of its migration, it opens all the same', async () => {
    const file = storeOf(release);
    const prepare = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'prepare')?.value as DatabaseSync['prepare'];
    let kills = 0;
    vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, text: string) {
      // The files as they are at this moment are what a killed process leaves.
      const there = join(folder, `killed-${kills}`);
      mkdirSync(there);
      for (const companion of ['', '-wal']) {
        if (existsSync(`${file}${companion}`)) copyFileSync(`${file}${companion}`, join(there, `samovar.db${companion}`));
      }
      kills += 1;
      return prepare.call(this, text);
    });
    const migrated = await openDatabase({ file });
    vi.restoreAllMocks();
    await migrated.close();
    expect(kills).toBeGreaterThan(15);
    for (let n = 0; n < kills; n += 1) {
      const database = await openDatabase({ file: join(folder, `killed-${n}`, 'samovar.db') });
      await mustHoldAll(database);
      await database.close();
    }
  }, 60_000); // a store is opened for each statement of each migration
});
