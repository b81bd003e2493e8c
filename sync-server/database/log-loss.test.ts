import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import { commitsBehindDamage, hasLostCommits, type LogFile } from './log-loss.ts';
import { openDatabase } from './open.ts';

const COMMITS = 10;
let folder: string;
let store: string;
let log: Buffer;

/** What a kill leaves: the store and its log, with so many commits. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-log-'));
  const file = join(folder, 'live.db');
  const database = await openDatabase({ file });
  await database.checkpoint();
  for (let n = 0; n < COMMITS; n += 1) {
    await database.db.insertInto('document_updates').values({ name: 'chat/x' as DocumentName, bytes: new Uint8Array([n]) }).execute();
  }
  store = join(folder, 'killed.db');
  for (const companion of ['', '-wal']) copyFileSync(`${file}${companion}`, `${store}${companion}`);
  await database.close();
  log = readFileSync(`${store}-wal`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (bytes: Uint8Array): LogFile => ({
  length: bytes.length,
  read: (at, into) => into.set(bytes.subarray(at, at + into.length)),
});
const behindDamage = (bytes: Uint8Array, enough?: number): number => commitsBehindDamage(fileOf(bytes), enough);

const rowsAfterOpening = async (): Promise<number> => {
  const database = await openDatabase({ file: store });
  const rows = await database.db.selectFrom('document_updates').select('seq').execute();
  await database.close();
  return rows.length;
};

it('a whole log, an empty one and none have lost nothing', async () => {
  expect([behindDamage(log), behindDamage(new Uint8Array()), hasLostCommits(join(folder, 'none.db'))]).toEqual([0, 0, false]);
  expect(await rowsAfterOpening()).toBe(COMMITS);
});

it('A7: a byte that is another one is seen, and how much SQLite will pass over in silence', async () => {
  const damaged = Buffer.from(log);
  const at = Math.floor(log.length / 2);
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  writeFileSync(`${store}-wal`, damaged);
  expect(hasLostCommits(store)).toBe(true);
  const lost = behindDamage(damaged, COMMITS);
  expect(await rowsAfterOpening()).toBe(COMMITS - lost);
});

it('A7: wherever it is, but for the last commit, which a power cut may have left so', () => {
  for (let at = 0; at < log.length; at += 97) {
    const damaged = Buffer.from(log);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    expect(behindDamage(damaged), `byte ${at}`).toBeGreaterThan(0);
  }
});

it('A2: a log that a power cut has cut short has lost nothing that was durable', () => {
  expect(behindDamage(log.subarray(0, log.length - 100))).toBe(0);
  const torn = Buffer.from(log);
  torn.fill(0, log.length - 1_000);
  expect(behindDamage(torn)).toBe(1);
});

it('A1: however long a log is, a small part of it is in memory at once', () => {
  const asked: number[] = [];
  const long = Buffer.concat([log, ...Array.from({ length: 100 }, () => log.subarray(32))]);
  const file = fileOf(long);
  commitsBehindDamage({ length: long.length, read: (at, into) => (asked.push(into.length), file.read(at, into)) }, Infinity);
  expect(long.length).toBeGreaterThan(2_000_000);
  expect(Math.max(...asked)).toBeLessThanOrEqual(256 * 1_024);
  expect(asked.reduce((sum, bytes) => sum + bytes, 0)).toBe(long.length);
});
