import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import { openDatabase, type Database } from './open.ts';
import { isStorageError } from './storage-error.ts';

let folder: string;
let file: string;
let database: Database;

const row = { name: 'chat/x' as DocumentName, bytes: new Uint8Array(3_000).fill(7) };
const insert = () => database.db.insertInto('document_updates').values(row).execute();
const count = async (): Promise<number> => (await database.db.selectFrom('document_updates').select('seq').execute()).length;

/** SQLite's own limit on pages stands in for a full disk: the same code, at the same place. */
const fill = async (): Promise<void> => {
  await insert();
  await sql`pragma max_page_count = 1`.execute(database.db);
  await expect(Promise.all(Array.from({ length: 5 }, insert))).rejects.toSatisfy(isStorageError);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-read-only-'));
  file = join(folder, 'samovar.db');
  database = await openDatabase({ file, clock: { nowMs: () => 5 } });
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

it('A4: after the first failure nothing is written any more, also where there would be room, and reading goes on', async () => {
  await fill();
  expect(database.state()).toEqual({ at: 'read-only', reason: 'disk-full', sinceMs: 5 });
  await sql`pragma max_page_count = 100000`.execute(database.db);
  await expect(insert()).rejects.toSatisfy(isStorageError);
  const writing = database.db.transaction().execute((trx) => trx.deleteFrom('document_updates').execute());
  await expect(writing).rejects.toSatisfy(isStorageError);
  expect(await database.checkpoint()).toBe(false);
  const reading = database.db.transaction().execute((trx) => trx.selectFrom('document_updates').select('seq').execute());
  expect((await reading).length).toBe(await count());
});

it('A4: a whole transaction fails with what was wrong first, not with what came of it', async () => {
  await sql`pragma max_page_count = 1`.execute(database.db);
  const writing = database.db.transaction().execute(async (trx) => {
    for (let n = 0; n < 9; n += 1) await trx.insertInto('document_updates').values(row).execute();
  });
  await expect(writing).rejects.toMatchObject({ errcode: 13 });
  expect(await count()).toBe(0);
});

it('A4: a look that finds space opens it again; what it wrote for that is gone', async () => {
  await fill();
  const before = await count();
  await sql`pragma max_page_count = 100000`.execute(database.db);
  expect(await database.probe()).toEqual({ at: 'writable' });
  await insert();
  expect(await count()).toBe(before + 1);
  expect(existsSync(`${file}.probe`)).toBe(false);
});

it('A3: a start first writes anew, and flushes, what the last process left in its log', async () => {
  await insert();
  const other = await openDatabase({ file });
  const { rows } = await sql<{ log: number }>`pragma wal_checkpoint(noop)`.execute(other.db);
  expect(rows[0]?.log).toBe(0);
  await other.close();
});
