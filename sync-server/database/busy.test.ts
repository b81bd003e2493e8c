import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import { STORE } from '#shared/limits.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { openDatabase, type Database } from './open.ts';
import { isStorageError, StoreBusy } from './storage-error.ts';

let folder: string;
let fake: FakePorts;
let relay: Database;
let admin: DatabaseSync;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-busy-'));
  const file = join(folder, 'samovar.db');
  fake = createFakePorts();
  relay = await openDatabase({ file, timers: fake.timers });
  admin = new DatabaseSync(file, { timeout: 0 });
  admin.exec('begin immediate');
});
afterEach(async () => {
  if (admin.isOpen) admin.close();
  await relay.close();
  rmSync(folder, { recursive: true });
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Time passes, and everything that is due because of it happens. */
const pass = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 50) {
    fake.advance(50);
    for (let turns = 0; turns < 3; turns += 1) await turn();
  }
};
const row = { name: 'chat/x' as DocumentName, bytes: new Uint8Array([1]) };
const insert = () => relay.db.insertInto('document_updates').values(row).execute();
const inTransaction = () => relay.db.transaction().execute((trx) => trx.insertInto('document_updates').values(row).execute());
const rows = async (): Promise<number> => (await relay.db.selectFrom('document_updates').select('seq').execute()).length;

describe('C1: while another process writes', () => {
  it('who writes waits off the event loop, others go on reading, and it is done when the other is', async () => {
    const startedAtMs = performance.now();
    const writing = [insert(), inTransaction(), insert()];
    await turn();
    expect(await rows()).toBe(0);
    await pass(500);
    expect(await rows()).toBe(0);
    expect(performance.now() - startedAtMs).toBeLessThan(STORE.busyTimeoutMs / 2);
    admin.exec('commit');
    await pass(100);
    await Promise.all(writing);
    expect(await rows()).toBe(3);
    expect(fake.running()).toBe(0);
  });

  it('who has waited for long enough is refused for later, and nothing of it is kept', async () => {
    const outcomes = [insert(), inTransaction()].map((writing) => writing.then(() => null, (error: unknown) => error));
    await pass(STORE.busyTimeoutMs + 200);
    for (const error of await Promise.all(outcomes)) {
      expect(error).toBeInstanceOf(StoreBusy);
      expect(isStorageError(error)).toBe(true);
    }
    expect(relay.state()).toEqual({ at: 'writable' });
    admin.exec('commit');
    expect(await rows()).toBe(0);
    await insert();
    expect(await rows()).toBe(1);
  });

  it('two who wait do not mix: each transaction is whole', async () => {
    const read = async (): Promise<[number, number]> =>
      relay.db.transaction().execute(async (trx) => {
        const before = await trx.selectFrom('document_updates').select('seq').execute();
        await turn();
        await trx.insertInto('document_updates').values(row).execute();
        return [before.length, (await trx.selectFrom('document_updates').select('seq').execute()).length];
      });
    const both = [read(), read(), read()];
    await pass(200);
    admin.exec('rollback');
    await pass(200);
    for (const [before, after] of await Promise.all(both)) expect(after - before).toBe(1);
  });
});
