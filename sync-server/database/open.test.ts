import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { open as openFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, RequestId } from '#shared/ids.ts';
import { StoreUnknown } from './migrate.ts';
import { openDatabase, type Database } from './open.ts';
import type { NewAccountRow, Tables } from './tables.ts';

let folder: string;
const opened: Database[] = [];

const open = async (file = join(folder, 'data', 'samovar.db')): Promise<Database> => {
  const database = await openDatabase({ file });
  opened.push(database);
  return database;
};

const account = (id: string): NewAccountRow => ({
  id: id as AccountId,
  name: id,
  name_folded: id,
  type: 'guest',
  password_hash: null,
  age_group: null,
  parental_consent: 0,
  consent_versions: null,
  consented_at_ms: null,
  cleared_for_teens: 0,
  banned: 0,
  admin: 0,
  created_at_ms: 1,
  forgotten_at_ms: null,
});

const request = (id: string, seeker: string, state: Tables['requests']['state']) => ({
  id: id as RequestId,
  seeker: seeker as AccountId,
  topic: null,
  language: 'en' as const,
  age_group: 'adult' as const,
  state,
  created_at_ms: 1,
  settled_at_ms: null,
  chat: null,
});

const schemaOf = async ({ db }: Database): Promise<readonly object[]> =>
  (await sql<object>`select sql from sqlite_master order by name`.execute(db)).rows;

const everyFile = (): string =>
  readdirSync(join(folder, 'data'))
    .map((name) => readFileSync(join(folder, 'data', name), 'latin1'))
    .join('');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-database-'));
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  rmSync(folder, { recursive: true });
});

describe('opening the store', () => {
  it('keeps acknowledged words, overwrites deleted ones, and holds references together', async () => {
    const { db } = await open();
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(1); // DurableLog flushes: see the test beside it, and `npm run faults -- power`
    expect(await pragma('secure_delete')).toBe(1);
    expect(await pragma('foreign_keys')).toBe(1);
  });

  it('J2: makes a folder that is its owner\'s alone', async () => {
    await open();
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('A9: opening again changes nothing and loses nothing', async () => {
    const first = await open();
    await first.db.insertInto('accounts').values(account('a')).execute();
    const before = await schemaOf(first);
    await first.close();
    const second = await open();
    expect(await schemaOf(second)).toEqual(before);
    expect(await second.db.selectFrom('accounts').select('id').execute()).toEqual([{ id: 'a' }]);
  });

  it('refuses the store of a newer Samovar instead of guessing', async () => {
    const first = await open();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(first.db);
    await first.close();
    await expect(openDatabase({ file: join(folder, 'data', 'samovar.db') })).rejects.toThrow(StoreUnknown);
  });

  it('closes any number of times, and leaves one file', async () => {
    const database = await open();
    await Promise.all([database.close(), database.close()]);
    await database.close();
    expect(readdirSync(join(folder, 'data'))).toEqual(['samovar.db']);
  });
});

describe('what the tables promise by themselves', () => {
  it('P6: a seeker waits once, whatever races', async () => {
    const { db } = await open(':memory:');
    await db.insertInto('accounts').values(account('a')).execute();
    await db.insertInto('requests').values(request('r1', 'a', 'withdrawn')).execute();
    await db.insertInto('requests').values(request('r2', 'a', 'waiting')).execute();
    await expect(db.insertInto('requests').values(request('r3', 'a', 'waiting')).execute()).rejects.toThrow(/UNIQUE/);
  });

  it('F012: a name is taken once', async () => {
    const { db } = await open(':memory:');
    await db.insertInto('accounts').values(account('a')).execute();
    await expect(
      db.insertInto('accounts').values({ ...account('b'), name_folded: 'a' }).execute(),
    ).rejects.toThrow(/UNIQUE/);
  });

  it('a number of an update is never used twice, also after deletes', async () => {
    const { db } = await open(':memory:');
    const update = { name: 'chat/x' as DocumentName, bytes: new Uint8Array([1]) };
    const add = async () => (await db.insertInto('document_updates').values(update).returning('seq').execute())[0]?.seq;
    const first = await add();
    await db.deleteFrom('document_updates').execute();
    expect(await add()).toBeGreaterThan(first ?? Infinity);
  });

  it('gives bytes back as they were, and throws for a forgotten value', async () => {
    const { db } = await open(':memory:');
    const bytes = new Uint8Array([0, 255, 7]);
    await db.insertInto('document_updates').values({ name: 'chat/x' as DocumentName, bytes }).execute();
    const row = await db.selectFrom('document_updates').select('bytes').executeTakeFirstOrThrow();
    expect([...row.bytes]).toEqual([0, 255, 7]);
    const nothing = undefined as never;
    await expect(db.selectFrom('accounts').selectAll().where('id', '=', nothing).execute()).rejects.toThrow(/undefined/);
  });
});

describe('two processes on one store', () => {
  it('a transaction that reads first cannot be overtaken by a writer beside it', async () => {
    const relay = await open();
    await relay.db.insertInto('accounts').values(account('a')).execute();
    const admin = new DatabaseSync(join(folder, 'data', 'samovar.db'), { timeout: 0 });
    try {
      await relay.db.transaction().execute(async (trx) => {
        await trx.selectFrom('accounts').select('id').execute();
        expect(() => admin.exec('update accounts set banned = 1')).toThrow(/locked/);
        await trx.updateTable('accounts').set({ created_at_ms: 2 }).execute();
      });
      admin.exec('update accounts set banned = 1');
    } finally {
      admin.close();
    }
    expect(await relay.db.selectFrom('accounts').select(['banned', 'created_at_ms']).execute()).toEqual([
      { banned: 1, created_at_ms: 2 },
    ]);
  });

  it('a checkpoint is put off, and keeps nobody waiting, while somebody reads beside it', async () => {
    const relay = await open();
    await relay.db.insertInto('accounts').values(account('a')).execute();
    const reader = new DatabaseSync(join(folder, 'data', 'samovar.db'), { readOnly: true });
    try {
      reader.exec('begin');
      reader.prepare('select id from accounts').all();
      await relay.db.insertInto('accounts').values(account('b')).execute();
      const fromMs = performance.now();
      expect([await relay.checkpoint(), await relay.checkpoint()]).toEqual([false, false]);
      expect(performance.now() - fromMs).toBeLessThan(2_000);
    } finally {
      reader.close();
    }
    expect(await relay.checkpoint()).toBe(true);
  });

  it('A9: a migration that fails half way leaves nothing behind', async () => {
    const file = join(folder, 'half.db');
    const tables = (): unknown[] => {
      const raw = new DatabaseSync(file);
      raw.exec('create table if not exists document_clients (x)'); // the last table of the migration is in its way
      const rows = raw.prepare("select name from sqlite_master where type = 'table' and name not like '%migration%'").all();
      raw.close();
      return rows.map((row) => row['name']);
    };
    expect(tables()).toEqual(['document_clients']);
    await expect(openDatabase({ file })).rejects.toThrow(/newest shape/);
    expect(tables()).toEqual(['document_clients']);
  });
});

describe('erasure and backup', () => {
  const CANARY = 'a sentence that should be gone';
  const canary = { name: 'chat/x' as DocumentName, bytes: new TextEncoder().encode(CANARY) };

  it('H3: deleted text is in no file after a checkpoint', async () => {
    const { db, checkpoint } = await open();
    await db.insertInto('document_updates').values(canary).execute();
    expect(everyFile()).toContain(CANARY);
    await db.deleteFrom('document_updates').execute();
    expect(await checkpoint()).toBe(true);
    expect(everyFile()).not.toContain(CANARY);
  });

  it('A8: a backup taken while writing goes on opens by itself and holds everything from before it', async () => {
    const database = await open();
    for (let n = 0; n < 20; n += 1) await database.db.insertInto('document_updates').values(canary).execute();
    const copy = join(folder, 'copy.db');
    const writing = database.db.insertInto('accounts').values(account('meanwhile')).execute();
    await database.backup(copy);
    await writing;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(existsSync(`${copy}.partial`)).toBe(false);
    const restored = await open(copy);
    expect(await restored.verify()).toEqual([]);
    expect(await restored.db.selectFrom('document_updates').select('seq').execute()).toHaveLength(20);
  });

  it('A2, A8: the name of a backup has reached the disk, like its bytes, before anybody is told of it', async () => {
    const database = await open();
    const copy = join(folder, 'copy.db');
    const handle = await openFile(folder, 'r');
    const flushed: boolean[] = [];
    const sync = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'sync').mockImplementation(async function flush(this: typeof handle) {
      if ((await this.stat()).isDirectory()) flushed.push(existsSync(copy));
    });
    try {
      await database.backup(copy);
    } finally {
      sync.mockRestore();
      await handle.close();
    }
    expect(flushed).toEqual([true]);
  });

  it('A8: a backup of a store in memory works, too', async () => {
    const { backup } = await open(':memory:');
    await backup(join(folder, 'copy.db'));
    expect((await (await open(join(folder, 'copy.db'))).verify())).toEqual([]);
  });
});
