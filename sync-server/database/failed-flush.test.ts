import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import type { DocumentName } from '#shared/documents/names.ts';
import { insertAccount, newAccount } from '../accounts/account-store.ts';
import { SqlDocumentStore } from '../documents/store.sql.ts';
import { NotDurable } from './durable-log.ts';
import { openDatabase, type Database } from './open.ts';
import { isStorageError } from './storage-error.ts';

const chat = 'chat/00000000000000000000' as DocumentName;
const random = seededRandom(1);

let folder: string;
let fails: boolean;
let database: Database;
let documents: SqlDocumentStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-failed-flush-'));
  fails = false;
  const flush = (): Promise<void> => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve());
  database = await openDatabase({ file: join(folder, 'samovar.db'), flush });
  documents = new SqlDocumentStore(database.db, { nowMs: () => 1 });
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const say = (byte: number): Promise<void> =>
  documents.commit([{ name: chat, clients: [], content: { kind: 'updates', updates: [Uint8Array.of(byte)] } }]);
const signUp = (name: string): Promise<boolean> => insertAccount(database.db, newAccount(random, name, 'member', 1));
const names = async (): Promise<string[]> => (await database.db.selectFrom('accounts').select('name').execute()).map(({ name }) => name);

describe('A3: after a flush that the disk refused', () => {
  it('no fact is told any more where one was in it: nobody knows which are true', async () => {
    await signUp('Rowan');
    await say(1);
    fails = true;
    await expect(signUp('Hazel')).rejects.toThrow(NotDurable);
    expect(database.state()).toMatchObject({ at: 'read-only', reason: 'disk-failed' });
    await expect(names()).rejects.toSatisfy(isStorageError);
    await expect(database.db.transaction().execute((trx) => trx.selectFrom('accounts').select('id').execute())).rejects.toThrow(NotDurable);
    await expect(documents.load(chat)).rejects.toThrow(NotDurable);
  });

  it('facts are told on where only words were in it, and of those the ones that are certain', async () => {
    await signUp('Rowan');
    await say(1);
    fails = true;
    await expect(say(2)).rejects.toThrow(NotDurable);
    expect(await names()).toEqual(['Rowan']);
    expect((await documents.load(chat)).updates).toEqual([Uint8Array.of(1)]);
  });

  it('a document that was erased in it is neither there nor gone', async () => {
    await say(1);
    fails = true;
    await expect(documents.erase(chat)).rejects.toThrow(NotDurable);
    await expect(documents.load(chat)).rejects.toThrow(NotDurable);
  });
});
