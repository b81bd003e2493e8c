import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { SHAPES } from '#shared/documents/shapes.ts';
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
  database.exec(`begin; ${readFileSync(join(RELEASES, `${release}.sql`), 'utf8')} commit`);
  database.close();
  return file;
};

const schemaOf = async ({ db }: Database): Promise<readonly object[]> =>
  (await sql<object>`select name, sql from sqlite_master order by name`.execute(db)).rows;

const fresh = await openDatabase({ file: ':memory:' });
const newest = await schemaOf(fresh);
await fresh.close();

const EVERYBODY = ['Ann', 'Ben', 'Cleo', 'Dana'];
/** Whom a store has under a name of their own. The first was made by hand; the others by the relay of that release. */
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  '0.1.0': ['Ann', 'Ben'],
  '0.5.0': [...EVERYBODY, 'Edda'],
  '0.6.0': [...EVERYBODY, 'Edda', 'Greta'],
  '0.7.0': [...EVERYBODY, 'Edda', 'Greta', 'Hedda'],
};
/** The words that wait in it, and those of whose devices it has a mark. */
const WORDS = ['a word that waits'];
const WAITING: Readonly<Record<string, readonly string[]>> = { '0.5.0': WORDS, '0.6.0': WORDS, '0.7.0': WORDS };
const MARKS = ['Ann', 'Ann', 'Cleo'];
const MARKED: Readonly<Record<string, readonly string[]>> = { '0.5.0': ['Ann', 'Cleo'], '0.6.0': MARKS, '0.7.0': MARKS };

/** The store is of the newest shape, whole, and says what was said in it. */
const mustHoldAll = async (database: Database, release: string): Promise<void> => {
  expect(await schemaOf(database)).toEqual(newest);
  expect(await findDamage(database)).toEqual([]);
  const { db } = database;
  const { id } = await db.selectFrom('chats').select('id').where('state', '=', 'open').orderBy('opened_at_ms').executeTakeFirstOrThrow();
  const stored = await new SqlDocumentStore(db, { nowMs: () => 0 }).load(chatDocument(id));
  const doc = restored(stored, SHAPES.chat);
  const texts = logRoots(doc).entries.toArray().flatMap((entry) => ('text' in entry ? [entry.text] : []));
  expect(texts).toEqual(['word 1', 'word 2', 'word 3', 'word 4']);
  const named = await db.selectFrom('accounts').select('name').where('type', '!=', 'guest').where('forgotten_at_ms', 'is', null).orderBy('name').execute();
  expect(named.map(({ name }) => name)).toEqual(PEOPLE[release] ?? EVERYBODY);
  const waiting = await db.selectFrom('starts').select('text').where('state', '=', 'waiting').execute();
  expect(waiting.map(({ text }) => text)).toEqual(WAITING[release] ?? []);
  const marks = db.selectFrom('device_marks').innerJoin('accounts', 'accounts.id', 'account').select('accounts.name');
  const marked = await marks.orderBy('accounts.name').execute();
  expect(marked.map(({ name }) => name)).toEqual(MARKED[release] ?? []);
};

const migrationFiles = readdirSync(join(import.meta.dirname, 'migrations')).map((name) => basename(name, '.ts'));
const migrationsAhead = (release: string): number => {
  const text = readFileSync(join(RELEASES, `${release}.sql`), 'utf8');
  return migrationFiles.filter((name) => !text.includes(`'${name}'`)).length;
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
    await mustHoldAll(database, release);
    expect(database.state()).toEqual({ at: 'writable' });
    await database.close();
  });

  it('is not changed by who only looks at it', async () => {
    const refused = await openForReading(storeOf(release)).then(
      (database) => database.close().then(() => null),
      (error: unknown) => error instanceof StoreTooOld,
    );
    // The newest release may have the newest shape still.
    expect(refused).toBe(migrationsAhead(release) === 0 ? null : true);
  });

  it('killed before any statement of its migration, it opens all the same', async () => {
    const file = storeOf(release);
    const prepare = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'prepare')?.value as DatabaseSync['prepare'];
    let kills = 0;
    // Many statements change no file: what a kill leaves is looked at once.
    const seen = new Set<string>();
    const left: string[] = [];
    vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, text: string) {
      // The files as they are at this moment are what a killed process leaves.
      const files = ['', '-wal'].flatMap((companion) => (existsSync(`${file}${companion}`) ? [companion] : []));
      const sum = createHash('sha256');
      for (const companion of files) sum.update(readFileSync(`${file}${companion}`)).update(companion);
      const digest = sum.digest('hex');
      kills += 1;
      if (!seen.has(digest)) {
        seen.add(digest);
        const there = join(folder, `killed-${kills}`);
        mkdirSync(there);
        for (const companion of files) copyFileSync(`${file}${companion}`, join(there, `samovar.db${companion}`));
        left.push(there);
      }
      return prepare.call(this, text);
    });
    const migrated = await openDatabase({ file });
    vi.restoreAllMocks();
    await migrated.close();
    // Each has what it does, and the line that it was done; where none is ahead, it is looked which are there.
    const ahead = migrationsAhead(release);
    expect(kills).toBeGreaterThan(ahead === 0 ? 0 : 5 + 2 * ahead);
    for (const there of left) {
      const database = await openDatabase({ file: join(there, 'samovar.db') });
      await mustHoldAll(database, release);
      await database.close();
    }
  }, 60_000); // the files are read before each statement of each migration
});
