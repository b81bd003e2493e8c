import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder, prepareDataFolder, storeFile } from './data-folder.ts';
import { openDatabase } from './open.ts';
import { isStorageError } from './storage-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the data folder (J2)', () => {
  it('is made for its owner alone', () => {
    const data = join(folder, 'a', 'b');
    expect(prepareDataFolder(data).ok).toBe(true);
    expect(modeOf(data)).toBe(0o700);
  });

  it('is closed to others when it is empty or already ours', async () => {
    chmodSync(folder, 0o755);
    expect(prepareDataFolder(folder).ok).toBe(true);
    expect(modeOf(folder)).toBe(0o700);
    await (await openDatabase({ file: storeFile(folder) })).close();
    chmodSync(folder, 0o755);
    expect(prepareDataFolder(folder).ok).toBe(true);
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(storeFile(folder))).toBe(0o600);
  });

  it('tells what stood open with a store in it, closes the files as well, and says nothing where all is well', async () => {
    chmodSync(folder, 0o755);
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: [] }); // empty: nobody could read anything
    await (await openDatabase({ file: storeFile(folder) })).close();
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: [] });
    // A store that was copied in from elsewhere, with its log, behind a closed folder.
    writeFileSync(`${storeFile(folder)}-wal`, '');
    for (const file of [storeFile(folder), `${storeFile(folder)}-wal`]) chmodSync(file, 0o644);
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: ['samovar.db', 'samovar.db-wal'] });
    expect([modeOf(storeFile(folder)), modeOf(`${storeFile(folder)}-wal`)]).toEqual([0o600, 0o600]);
    chmodSync(folder, 0o750);
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: [basename(folder)] });
  });

  it('is refused, and left as it is, when it is open to others and holds other things', () => {
    writeFileSync(join(folder, 'letters.txt'), 'x');
    chmodSync(folder, 0o755);
    expect(prepareDataFolder(folder)).toEqual({ ok: false, error: 'not-ours' });
    expect(modeOf(folder)).toBe(0o755);
  });

  it('is refused when it is a file', () => {
    writeFileSync(join(folder, 'file'), 'x');
    expect(prepareDataFolder(join(folder, 'file'))).toEqual({ ok: false, error: 'not-a-folder' });
  });
});

describe('the lock on the data folder', () => {
  it('is held by one at a time, and given back', () => {
    const first = lockDataFolder(folder);
    expect(lockDataFolder(folder)).toEqual({ ok: false, error: 'in-use' });
    if (!first.ok) throw new Error('the first was refused');
    first.value.release();
    first.value.release();
    const second = lockDataFolder(folder);
    expect(second.ok).toBe(true);
    if (second.ok) second.value.release();
  });

  it('A1: is given back by a process that was killed', () => {
    const script = `
      import { lockDataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)};
      if (!lockDataFolder(${JSON.stringify(folder)}).ok) process.exit(3);
      process.kill(process.pid, 'SIGKILL');`;
    const run = () => execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'pipe' });
    expect(run).toThrow(expect.objectContaining({ signal: 'SIGKILL' }));
    const after = lockDataFolder(folder);
    expect(after.ok).toBe(true);
    if (after.ok) after.value.release();
  });
});

describe('whose fault an error is', () => {
  it('A3, A4: a full, broken or missing disk is the store\'s; a broken query is ours', async () => {
    const sqlite = (errcode: number) => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode });
    for (const errcode of [13, 10, 778, 8, 14, 5, 517, 11]) expect(isStorageError(sqlite(errcode))).toBe(true);
    for (const errcode of [1, 19, 2067]) expect(isStorageError(sqlite(errcode))).toBe(false);
    expect(isStorageError(new Error('disk full'))).toBe(false);
    const wrapped = new Error('x', { cause: sqlite(13) });
    expect(isStorageError(wrapped)).toBe(true);
    writeFileSync(join(folder, 'letters.db'), 'Dear all, '.repeat(1_000));
    const opening = openDatabase({ file: join(folder, 'letters.db') });
    await expect(opening).rejects.toSatisfy(isStorageError);
  });

  it('A3: a store that takes writes says so, again and again', async () => {
    const database = await openDatabase({ file: storeFile(folder) });
    expect([await database.probe(), await database.probe()]).toEqual([{ at: 'writable' }, { at: 'writable' }]);
    await database.close();
  });
});
