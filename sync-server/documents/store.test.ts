import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import { SQLITE_TYPES } from '../database/column-types.ts';
import { DurableLog, NotDurable } from '../database/durable-log.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { NodeSqliteDialect } from '../database/node-sqlite.ts';
import { IN_MEMORY, openDatabase } from '../database/open.ts';
import { StoreGuard } from '../database/store-guard.ts';
import type { Tables } from '../database/tables.ts';
import { DamagedDocumentError } from './damage.ts';
import { documentStoreContract } from './store.contract.ts';
import { MemoryDocumentStore } from './store.memory.ts';
import { SqlDocumentStore } from './store.sql.ts';

const clock = { nowMs: () => 1_800_000_000_000 };

documentStoreContract('memory', (run) => run(new MemoryDocumentStore()));

documentStoreContract('SQL', async (run) => {
  const database = await openDatabase({ file: IN_MEMORY });
  try {
    await run(new SqlDocumentStore(database.db, clock));
  } finally {
    await database.close();
  }
});

test('A1 a commit is whole or nothing: a bad document among good ones takes all of them along', async () => {
  const database = await openDatabase({ file: IN_MEMORY });
  const store = new SqlDocumentStore(database.db, clock);
  const good = 'chat/00000000000000000000' as DocumentName;
  const bad = 'chat/11111111111111111111' as DocumentName;
  await sql`create trigger broken before insert on document_updates when new.name = ${sql.lit(bad)}
    begin select raise(abort, 'a bad one'); end`.execute(database.db);
  const content = { kind: 'updates', updates: [Uint8Array.of(1)] } as const;
  const changes = [good, bad].map((name) => ({ name, clients: [], content }));
  await expect(store.commit(changes)).rejects.toThrow('a bad one');
  expect((await store.load(good)).updates).toEqual([]);
  await database.close();
});

test('A3 what the disk may not have taken is not read as if it had, and what it has is', async () => {
  const connection = new DatabaseSync(':memory:');
  const guard = new StoreGuard(clock, () => undefined);
  let fails = false;
  const log = new DurableLog(() => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve()), (error) => guard.failed(error));
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect({ connection, guard, log, mayWrite: () => guard.isWritable }) });
  await migrateToLatest(db, SQLITE_TYPES);
  const store = new SqlDocumentStore(db, clock);
  const [chat, folded, other] = ['0', '1', '2'].map((digit) => `chat/${digit.repeat(20)}` as DocumentName) as [DocumentName, DocumentName, DocumentName];
  const content = { kind: 'updates', updates: [Uint8Array.of(1)] } as const;
  for (const name of [chat, folded, other]) await store.commit([{ name, clients: [], content }]);
  fails = true;
  const refused = store.commit([
    { name: chat, clients: [], content: { kind: 'updates', updates: [Uint8Array.of(2), Uint8Array.of(3)] } },
    { name: folded, clients: [], content: { kind: 'snapshot', snapshot: Uint8Array.of(4) } },
  ]);
  await expect(refused).rejects.toThrow(NotDurable);
  expect((await store.load(chat)).updates).toEqual([Uint8Array.of(1)]);
  await expect(store.load(folded)).rejects.toThrow(NotDurable);
  expect((await store.load(other)).updates).toEqual([Uint8Array.of(1)]);
  await db.destroy();
});

test('A3 a commit that was rolled back, and then waited for others\' words, leaves all that was certain', async () => {
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  const flush = (): Promise<void> => (isHeld ? held.promise : Promise.resolve());
  const connection = new DatabaseSync(':memory:');
  const guard = new StoreGuard(clock, () => undefined);
  const log = new DurableLog(flush, (error) => guard.failed(error));
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect({ connection, guard, log, mayWrite: () => guard.isWritable }) });
  await migrateToLatest(db, SQLITE_TYPES);
  const store = new SqlDocumentStore(db, clock);
  const [chat, other] = ['chat/00000000000000000000', 'chat/11111111111111111111'] as [DocumentName, DocumentName];
  const said = (byte: number) => ({ kind: 'updates', updates: [Uint8Array.of(byte)] }) as const;
  await store.commit([{ name: chat, clients: [], content: said(1) }]);
  connection.exec("create trigger broken before insert on document_updates when new.bytes = x'09' begin select raise(abort, 'a bad one'); end");
  isHeld = true;
  const committed = store.commit([{ name: other, clients: [], content: said(2) }]);
  const rolledBack = store.commit([{ name: chat, clients: [], content: said(9) }]);
  const outcomes = Promise.allSettled([committed, rolledBack]);
  await new Promise((resolve) => setImmediate(resolve));
  held.reject(new Error('EIO'));
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await store.load(chat)).updates).toEqual([Uint8Array.of(1)]);
  expect((await store.load(other)).updates).toEqual([]);
  await db.destroy();
});

describe('A7 what is stored is proved before it is used', () => {
  const chat = 'chat/00000000000000000000' as DocumentName;
  const other = 'chat/11111111111111111111' as DocumentName;
  const account = 'a'.repeat(20) as AccountId;
  const updates = (...rows: number[]) => ({ kind: 'updates', updates: rows.map((row) => Uint8Array.of(row, 7)) }) as const;

  const made = async () => {
    const database = await openDatabase({ file: IN_MEMORY });
    const store = new SqlDocumentStore(database.db, clock);
    await store.commit([{ name: chat, clients: [[1, account], [2, account]], content: updates(1, 2) }]);
    await store.commit([{ name: chat, clients: [[2, account]], content: { kind: 'snapshot', snapshot: Uint8Array.of(9, 9) } }]);
    await store.commit([{ name: chat, clients: [], content: updates(3, 4, 5) }]);
    await store.commit([{ name: other, clients: [[1, account]], content: updates(6) }]);
    return { database, store };
  };

  test.each([
    ['a byte of an update', `update document_updates set bytes = x'0407' where name = '${chat}' and seq = 3`, 'updates'],
    ['an update gone', `delete from document_updates where name = '${chat}' and seq = 5`, 'updates'],
    ['an update that is no bytes any more', `update document_updates set bytes = 5 where seq = 4`, 'updates'],
    ['another document\'s update', `update document_updates set name = '${chat}' where name = '${other}'`, 'updates'],
    ['a byte of the snapshot', `update document_snapshots set bytes = x'0908' where name = '${chat}'`, 'snapshot'],
    ['no snapshot any more', `delete from document_snapshots where name = '${chat}'`, 'snapshot'],
    ['a snapshot that is no bytes any more', `update document_snapshots set bytes = 5 where name = '${chat}'`, 'snapshot'],
    ['whose a client id is', `update document_clients set account = 'b' where name = '${chat}' and client = 1`, 'who wrote'],
    ['a client id gone', `delete from document_clients where name = '${chat}' and client = 2`, 'who wrote'],
    ['its own row gone', `delete from documents where name = '${chat}'`, 'own row'],
    ['its own row under another name', `update documents set name = 'chat/x' where name = '${chat}'`, 'own row'],
    ['the proof itself', `update documents set update_sum = update_sum + 1 where name = '${chat}'`, 'updates'],
  ])('%s', async (_what, damage, why) => {
    const { database, store } = await made();
    expect((await store.load(chat)).updates).toHaveLength(3);
    await sql.raw(damage).execute(database.db);
    await expect(store.load(chat)).rejects.toThrow(DamagedDocumentError);
    await expect(store.load(chat)).rejects.toThrow(why);
    await database.close();
  });

  test('several changes of one document in one commit are proved as what is left of them', async () => {
    const { database, store } = await made();
    const snapshot = { kind: 'snapshot', snapshot: Uint8Array.of(8) } as const;
    await store.commit([updates(1), snapshot, updates(2), updates(3)].map((content) => ({ name: chat, clients: [], content })));
    expect((await store.load(chat)).updates).toEqual([Uint8Array.of(2, 7), Uint8Array.of(3, 7)]);
    await database.close();
  });
});
