import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder, storeFile } from '../database/data-folder.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;

beforeEach(() => {
  desk = new AdminDesk();
});
afterEach(() => desk.close());

describe('backup and restore (A8)', () => {
  it('a backup restores to what was there, on an empty machine, too', async () => {
    await desk.type('listener Rowan --consented');
    expect((await desk.type('backup copy.db')).code).toBe(0);
    expect((await desk.type('backup copy.db')).complaint).toMatch(/--force/);
    const before = await desk.account('Rowan');
    rmSync(desk.data, { recursive: true });
    expect((await desk.type('restore copy.db')).code).toBe(0);
    expect(await desk.account('Rowan')).toEqual(before);
    expect((await desk.type('verify')).out).toBe('The store is whole.');
  });

  it('a store is not replaced unless asked to, and then kept beside', async () => {
    await desk.type('listener Rowan');
    await desk.type('backup copy.db');
    await desk.type('listener Hazel');
    expect((await desk.type('restore copy.db')).complaint).toMatch(/--force/);
    expect((await desk.account('Hazel')).name).toBe('Hazel');
    expect((await desk.type('restore copy.db --force')).code).toBe(0);
    await expect(desk.account('Hazel')).rejects.toThrow(/no account/);
    expect(readFileSync(`${storeFile(desk.data)}.replaced`, 'latin1')).toContain('Hazel');
  });

  it('nothing is restored under a running relay, whatever is asked', async () => {
    await desk.type('listener Rowan');
    await desk.type('backup copy.db');
    const lock = lockDataFolder(desk.data);
    const answer = await desk.type('restore copy.db --force');
    if (lock.ok) lock.value.release();
    expect([answer.code, /Stop it first/.test(answer.complaint)]).toEqual([1, true]);
  });

  it('what is no backup is refused before anything is touched', async () => {
    await desk.type('listener Rowan');
    writeFileSync(join(desk.folder, 'letters.txt'), 'x'.repeat(5_000));
    await desk.type('backup copy.db');
    const bytes = readFileSync(join(desk.folder, 'copy.db'));
    writeFileSync(join(desk.folder, 'cut.db'), bytes.subarray(0, bytes.length / 2));
    for (const file of ['letters.txt', 'cut.db', 'missing.db']) {
      expect((await desk.type(`restore ${file} --force`)).code).toBe(1);
    }
    expect((await desk.account('Rowan')).name).toBe('Rowan');
  });

  it('A8: a backup is looked at by itself, never taken for the store beside it', async () => {
    await desk.type('listener Rowan');
    await desk.type('backup copy.db');
    expect((await desk.type('verify copy.db')).out).toMatch(/copy\.db is whole/);
    writeFileSync(join(desk.folder, 'copy.db'), readFileSync(join(desk.folder, 'copy.db')).fill(0xff, 4_096, 5_000));
    expect(await desk.type('verify copy.db')).toMatchObject({ code: 1, complaint: expect.stringMatching(/copy\.db is damaged/) });
    expect((await desk.type('verify missing.db')).complaint).toMatch(/no file .*missing\.db/);
    expect((await desk.type('verify')).out).toBe('The store is whole.');
  });

  it('a place that cannot be written is named in words', async () => {
    await desk.type('listener Rowan');
    const answer = await desk.type('backup missing/copy.db');
    expect(answer).toMatchObject({ code: 1, complaint: expect.stringMatching(/missing\/copy\.db.* no such folder/) });
  });

  it('A7: damage is found and named', async () => {
    await desk.type('listener Rowan');
    const bytes = readFileSync(storeFile(desk.data));
    bytes.fill(0xff, 4_096, 5_000);
    writeFileSync(storeFile(desk.data), bytes);
    const answer = await desk.type('verify');
    expect(answer.code).toBe(1);
  });
});
