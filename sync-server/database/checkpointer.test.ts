import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCheckpointer, type Checkpointer } from './checkpointer.ts';

const CANARY = 'kept in the store itself';

describe('the thread that keeps the write-ahead log short', () => {
  let folder: string;
  let file: string;
  let writer: DatabaseSync;
  let checkpointer: Checkpointer;
  let nowMs: number;
  let failures: Error[];
  let deaths: unknown[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samovar-checkpoint-'));
    file = join(folder, 'store.db');
    nowMs = 0;
    failures = [];
    deaths = [];
    writer = new DatabaseSync(file);
    writer.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table words (word text)');
    checkpointer = startCheckpointer({
      file,
      busyTimeoutMs: 1_000,
      timers: { monotonicMs: () => nowMs },
      failed: (error) => failures.push(error),
      died: (error) => deaths.push(error),
    });
  });
  afterEach(async () => {
    await checkpointer.close();
    writer.close();
    rmSync(folder, { recursive: true });
  });

  const write = (): void => void writer.prepare('insert into words values (?)').run(CANARY);
  const isInStore = (): boolean => readFileSync(file, 'latin1').includes(CANARY);

  it('moves into the store what was committed before', async () => {
    write();
    expect(isInStore()).toBe(false);
    await checkpointer.run();
    expect(isInStore()).toBe(true);
    expect(failures).toEqual([]);
  });

  it('goes to work by itself once the last time is long enough ago and enough has come, and holds no writer up', async () => {
    write();
    for (let flush = 0; flush < 100; flush += 1) checkpointer.wrote();
    expect(isInStore()).toBe(false);
    nowMs = 1_000;
    checkpointer.wrote();
    write(); // while it works
    await expect.poll(isInStore).toBe(true);
    expect(writer.prepare('select count(*) as n from words').get()).toEqual({ n: 2 });
  });

  it('answers everybody who asks while it works', async () => {
    write();
    nowMs = 1_000;
    checkpointer.wrote();
    await Promise.all([checkpointer.run(), checkpointer.run(), checkpointer.run()]);
    expect(isInStore()).toBe(true);
  });

  it('whose thread cannot begin leaves the work to SQLite, and keeps nobody waiting', async () => {
    const timers = { monotonicMs: () => nowMs };
    const none = startCheckpointer({ file: folder, busyTimeoutMs: 0, timers, failed: () => undefined, died: (error) => deaths.push(error) });
    await expect(none.run()).resolves.toBeUndefined();
    none.wrote();
    await none.close();
    expect(deaths).toHaveLength(1);
  });

  it('C1: says that its thread has died, begins another after a rest that grows, and goes on', async () => {
    const late = join(folder, 'late');
    const timers = { monotonicMs: () => nowMs };
    const parts = { file: join(late, 'store.db'), busyTimeoutMs: 0, timers, failed: () => undefined, died: (error: unknown) => deaths.push(error) };
    const one = startCheckpointer(parts);
    await one.run();
    expect([deaths.length, one.deaths]).toEqual([1, 1]);
    expect(deaths[0]).toBeInstanceOf(Error);
    nowMs = 9_999;
    await one.run(); // rests
    expect(one.deaths).toBe(1);
    nowMs = 10_000;
    await one.run();
    expect(one.deaths).toBe(2);
    mkdirSync(late);
    const other = new DatabaseSync(parts.file);
    other.exec("pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table words (word text); insert into words values ('" + CANARY + "')");
    nowMs = 29_999;
    await one.run();
    expect(readFileSync(parts.file, 'latin1')).not.toContain(CANARY);
    nowMs = 30_000;
    await one.run();
    expect(readFileSync(parts.file, 'latin1')).toContain(CANARY);
    await one.close();
    other.close();
    expect([deaths.length, one.deaths]).toEqual([2, 2]);
  });

  it('may be asked anything once it is closed', async () => {
    await checkpointer.close();
    await expect(checkpointer.run()).resolves.toBeUndefined();
    checkpointer.wrote();
    await checkpointer.close();
    expect(deaths).toEqual([]);
  });
});
