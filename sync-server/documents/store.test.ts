import { expect, test } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import { IN_MEMORY, openDatabase } from '../database/open.ts';
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
  const content = { kind: 'updates', updates: [Uint8Array.of(1)] } as const;
  const bad = { kind: 'updates', updates: [undefined as unknown as Uint8Array] } as const;
  await expect(
    store.commit([
      { name: good, clients: [], content },
      { name: good, clients: [], content: bad },
    ]),
  ).rejects.toThrow('SQL has no value');
  expect((await store.load(good)).updates).toEqual([]);
  await database.close();
});
