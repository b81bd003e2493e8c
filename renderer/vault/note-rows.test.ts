import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { NOTE } from '#shared/limits.ts';
import { noteUndo, noteVersions } from './note-history.ts';
import type { Keeping, Vault } from './types.ts';
import { createVaultBench, newVault, rawRows, reopen, type VaultBench } from './vault.fixture.ts';

/** What a note and the rows beside it do together (V17). */
describe('a note and what lies beside it', () => {
  let bench: VaultBench;
  let vault: Vault;
  let id: string;
  const troubles: unknown[] = [];
  const always: Keeping = { isWorth: () => true, onTrouble: (failure) => troubles.push(failure) };
  const versions = async (of = id, within = vault): Promise<string[]> => ((await noteVersions(within).get(of)) ?? []).map(({ body }) => body);
  const write = async (title: string, body: string): Promise<string> => {
    const note = await vault.notes.create();
    await vault.notes.save(note.id, { title, body });
    return note.id;
  };

  beforeEach(async () => {
    troubles.length = 0;
    bench = createVaultBench();
    vault = await newVault(bench.profiles);
    id = await write('', 'before');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await vault.close();
  });

  it('F3: the words of another window become a version in the transaction that writes over them', async () => {
    const window = await reopen(bench.anotherWindow(), vault.profile.id);
    await window.notes.save(id, { body: 'theirs' });
    const over: string[] = [];
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const mine = await reopen(bench.anotherWindow(), vault.profile.id);
    transactions.mockClear();
    await mine.notes.save(id, { body: 'mine' }, { ...always, isWorth: (before) => over.push(before.body) > 0 });
    const writing = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite').map(([tables]) => [tables].flat());
    expect(writing).toEqual([['a', 'i']]);
    expect(over).toEqual(['theirs']);
    expect(await versions()).toEqual(['theirs']);
    await Promise.all([mine.close(), window.close()]);
  });

  it('F3: where the version cannot be put down, the words that it was of are not written over either', async () => {
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...asked: Parameters<typeof real>) {
      if (this.name === 'i') throw new DOMException('full', 'QuotaExceededError');
      return real.apply(this, asked);
    });
    await expect(vault.notes.save(id, { body: 'after' }, always)).rejects.toMatchObject({ code: 'full' });
    vi.restoreAllMocks();
    expect((await vault.notes.get(id))?.body).toBe('before');
    expect(await versions()).toEqual([]);
  });

  it('F5: a record of versions that cannot be read keeps nobody from writing, and is told', async () => {
    await vault.collection('note-versions', z.unknown()).put(id, 'not a list');
    const again = await reopen(bench.anotherWindow(), vault.profile.id);
    await again.notes.save(id, { body: 'after' }, always);
    expect((await again.notes.get(id))?.body).toBe('after');
    expect(troubles).toMatchObject([{ code: 'unreadable-row' }]);
    await again.close();
  });

  it('F4: nothing is put beside a note that is gone', async () => {
    await vault.notes.erase(id);
    const rows = (await rawRows(bench.disk)).length;
    await vault.notes.keepUndo(id, { digest: 'd', steps: 'its words' });
    await vault.notes.keepVersion(id, { title: '', body: 'its words' });
    expect(await noteUndo(vault).get(id)).toBeNull();
    expect(await rawRows(bench.disk)).toHaveLength(rows);
    await expect(vault.notes.save(id, { body: 'back again' }, always)).rejects.toMatchObject({ code: 'missing' });
    expect(await vault.notes.get(id)).toBeNull();
  });

  it('goes only where it is still what was meant to go', async () => {
    const window = await reopen(bench.anotherWindow(), vault.profile.id);
    const empty = (await vault.notes.create()).id;
    const isEmpty = ({ body }: { body: string }): boolean => body === '';
    await Promise.all([window.notes.save(empty, { body: 'not any more' }), vault.notes.erase(empty, isEmpty)]);
    expect((await vault.notes.get(empty))?.body).toBe('not any more');
    await window.notes.save(empty, { body: '' });
    await vault.notes.erase(empty, isEmpty);
    expect(await vault.notes.get(empty)).toBeNull();
    await window.close();
  });

  it('V6: two windows that each add a tag keep both, and a change of what is stored keeps to the limits', async () => {
    const window = await reopen(bench.anotherWindow(), vault.profile.id);
    const add = (tag: string) => ({ tags }: { tags: readonly string[] }) => ({ tags: [...tags, tag] });
    await Promise.all([vault.notes.save(id, add('rain')), window.notes.save(id, add('sea'))]);
    expect((await vault.notes.get(id))?.tags.toSorted()).toEqual(['rain', 'sea']);
    const tooLong = 'x'.repeat(NOTE.maxTagLength + 1);
    await expect(vault.notes.save(id, add(tooLong))).rejects.toMatchObject({ code: 'too-long' });
    expect((await window.notes.get(id))?.tags).toHaveLength(2);
    await window.close();
  });

  it('several notes are rewritten at once: each with its earlier words, none newer, none twice gone', async () => {
    const other = await write('Plan', 'go to [[Sea]]');
    const gone = await write('', 'gone');
    await vault.notes.erase(gone);
    const before = await vault.notes.get(other);
    await vault.notes.rewrite([other, id, gone], ({ title, body }) => (body.includes('Sea') ? { title, body: 'go to [[Ocean]]' } : null));
    expect(await vault.notes.get(other)).toEqual({ ...before, body: 'go to [[Ocean]]', updatedAtMs: before!.updatedAtMs + 1 });
    expect([await versions(other), await versions()]).toEqual([['go to [[Sea]]'], []]);
    expect((await vault.notes.search('ocean')).map((note) => note.id)).toEqual([other]);
    expect(await vault.notes.get(gone)).toBeNull();
    await vault.notes.save(other, { body: 'all gone' }, always);
    expect(await versions(other)).toEqual(['go to [[Sea]]', 'go to [[Ocean]]']);
  });
});
