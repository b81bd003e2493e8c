import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { DurableLog, NotDurable } from './durable-log.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import { isStorageError } from './storage-error.ts';
import { StoreGuard } from './store-guard.ts';

/** A disk whose flushes end when the test says so. */
function slowDisk() {
  const flushes: { done: () => void; fail: (error: Error) => void }[] = [];
  return {
    flushes,
    flush: () => new Promise<void>((resolve, reject) => void flushes.push({ done: resolve, fail: reject })),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function stateOf(promise: Promise<unknown>): Promise<string> {
  const pending = Symbol('pending');
  const first = await Promise.race([promise.then(() => 'done', () => 'failed'), turn().then(() => pending)]);
  return typeof first === 'string' ? first : 'waits';
}

describe('DESIGN promise 7: what is told is durable', () => {
  let disk: ReturnType<typeof slowDisk>;
  let failures: NotDurable[];
  let log: DurableLog;

  beforeEach(() => {
    disk = slowDisk();
    failures = [];
    log = new DurableLog(disk.flush, (error) => failures.push(error));
  });

  it('asks nothing of the disk while nothing was written', async () => {
    await log.settled(false);
    expect(disk.flushes).toHaveLength(0);
  });

  it('one flush serves all who wrote before it began', async () => {
    log.wrote();
    log.wrote();
    const [one, two] = [log.settled(true), log.settled(true)];
    expect(disk.flushes).toHaveLength(1);
    disk.flushes[0]?.done();
    await Promise.all([one, two]);
    expect(disk.flushes).toHaveLength(1);
  });

  it('who wrote after it began waits for the next one', async () => {
    log.wrote();
    const first = log.settled(true);
    log.wrote();
    const second = log.settled(true);
    disk.flushes[0]?.done();
    await first;
    expect(await stateOf(second)).toBe('waits');
    expect(disk.flushes).toHaveLength(2);
    disk.flushes[1]?.done();
    await second;
  });

  it('who only read waits for what others wrote before', async () => {
    log.wrote();
    const read = log.settled(false);
    expect(await stateOf(read)).toBe('waits');
    disk.flushes[0]?.done();
    await read;
  });

  it('A3 a refused flush is told to all who wait, and never tried again', async () => {
    log.wrote();
    const waiting = [log.settled(true), log.settled(false)];
    log.wrote();
    waiting.push(log.settled(true));
    disk.flushes[0]?.fail(new Error('EIO'));
    for (const promise of waiting) await expect(promise).rejects.toThrow(NotDurable);
    await expect(log.settled(true)).rejects.toThrow(NotDurable);
    await expect(log.settled(false)).rejects.toThrow(NotDurable); // of facts nobody can tell which are true
    expect(disk.flushes).toHaveLength(1);
    expect(failures).toHaveLength(1);
    expect(isStorageError(failures[0])).toBe(true);
  });
});

describe('A3 who only reads', () => {
  it.each([
    ['goes on where every fact is durable', ['facts'], ['accounted-for'], 'done'],
    ['is told nothing where a fact is not', ['facts'], ['facts', 'accounted-for'], 'failed'],
    ['goes on where nothing was ever a fact', [], ['accounted-for'], 'done'],
  ] as const)('%s', async (_title, before, refused, outcome) => {
    const disk = slowDisk();
    const log = new DurableLog(disk.flush, () => undefined);
    for (const what of before) log.wrote(what);
    const durable = log.settled(true);
    disk.flushes[0]?.done();
    await durable;
    for (const what of refused) log.wrote(what);
    const waiting = [log.settled(true), log.settled(false)];
    disk.flushes.at(-1)?.fail(new Error('EIO'));
    const [wrote, waited] = await Promise.all(waiting.map((one) => one.catch((error: unknown) => error)));
    expect([wrote, waited]).toMatchObject([{ name: 'NotDurable', wrote: true }, { name: 'NotDurable', wrote: false }]);
    expect(await stateOf(log.settled(false))).toBe(outcome);
  });
});

describe('a Kysely over it', () => {
  const open = (flush: () => Promise<void>) => {
    const connection = new DatabaseSync(':memory:');
    connection.exec('create table words (word text)');
    const guard = new StoreGuard({ nowMs: () => 0 }, () => undefined);
    const log = new DurableLog(flush, (error) => guard.failed(error));
    const db = new Kysely<{ words: { word: string } }>({ dialect: new NodeSqliteDialect({ connection, guard, log, mayWrite: () => true }) });
    return { db, guard };
  };
  const write = (db: ReturnType<typeof open>['db']) => db.insertInto('words').values({ word: 'x' }).execute();

  it('resolves a write, alone or in a transaction, after its flush', async () => {
    const disk = slowDisk();
    const { db } = open(disk.flush);
    for (const writing of [() => write(db), () => db.transaction().execute((trx) => trx.insertInto('words').values({ word: 'y' }).execute())]) {
      const written = writing();
      expect(await stateOf(written)).toBe('waits');
      disk.flushes.at(-1)?.done();
      await written;
    }
    expect(disk.flushes).toHaveLength(2);
    await db.destroy();
  });

  it('does not hold the next one up: it writes while the first waits for the disk', async () => {
    const disk = slowDisk();
    const { db } = open(disk.flush);
    const first = write(db);
    await turn();
    const second = write(db);
    await turn();
    disk.flushes[0]?.done();
    await first;
    expect(disk.flushes).toHaveLength(2);
    disk.flushes[1]?.done();
    await second;
    await db.destroy();
  });

  it('keeps transactions apart', async () => {
    const { db } = open(async () => {});
    const seen: number[] = [];
    const count = sql<{ n: number }>`select count(*) as n from words`;
    await Promise.all([1, 2, 3].map(() =>
      db.transaction().execute(async (trx) => {
        const before = (await count.execute(trx)).rows[0]?.n ?? 0;
        await turn();
        await trx.insertInto('words').values({ word: 'z' }).execute();
        seen.push(((await count.execute(trx)).rows[0]?.n ?? 0) - before);
      }),
    ));
    expect(seen).toEqual([1, 1, 1]);
    await db.destroy();
  });

  it('asks nothing of the disk for reading, a transaction that only reads, and one that is rolled back', async () => {
    const disk = slowDisk();
    const { db } = open(disk.flush);
    await db.selectFrom('words').selectAll().execute();
    await db.transaction().execute((trx) => trx.selectFrom('words').selectAll().execute());
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('words').values({ word: 'no' }).execute();
      throw new Error('changed its mind');
    }).catch(() => undefined);
    expect(disk.flushes).toHaveLength(0);
    await db.destroy();
  });

  it('A3 a refused flush makes the store read-only in the same moment', async () => {
    const { db, guard } = open(() => Promise.reject(new Error('EIO')));
    await expect(write(db)).rejects.toThrow(NotDurable);
    expect(guard.state).toMatchObject({ at: 'read-only', reason: 'disk-failed' });
    await db.destroy();
  });
});
