import { expect, test } from 'vitest';
import { NOTE, TEXT } from '#shared/limits.ts';
import type { ContractBench } from './contract-bench.ts';
import type { Vault } from './types.ts';

const titles = async (vault: Vault): Promise<string[]> => (await vault.notes.list()).map((note) => note.title);

const write = async (vault: Vault, title: string, body = ''): Promise<string> => {
  const { id } = await vault.notes.create();
  await vault.notes.save(id, { title, body });
  return id;
};

/** The promises of `Notes`. */
export function notesContract(bench: () => ContractBench): void {
  test('F094: notes are kept, listed newest first, pinned ones before', async () => {
    const { vault, asNextStart } = bench();
    const first = await write(vault, 'first');
    await write(vault, 'second');
    await write(vault, 'third');
    await vault.notes.save(first, { pinned: true });
    expect(await titles(vault)).toEqual(['first', 'third', 'second']);
    expect(await titles(await asNextStart())).toEqual(['first', 'third', 'second']);
  });

  test('saving changes what was given, and pinning makes no note newer', async () => {
    const { vault } = bench();
    const id = await write(vault, 'title', 'body');
    const before = await vault.notes.get(id);
    const pinned = await vault.notes.save(id, { pinned: true });
    expect(pinned).toEqual({ ...before, pinned: true });
    const retitled = await vault.notes.save(id, { title: 'other' });
    expect(retitled).toMatchObject({ title: 'other', body: 'body', pinned: true });
    expect(retitled.updatedAtMs).toBeGreaterThan(pinned.updatedAtMs);
  });

  test('the bin: out of list and search, back again, or gone', async () => {
    const { vault, asNextStart } = bench();
    const id = await write(vault, 'thrown away');
    await vault.notes.moveToBin(id);
    expect(await vault.notes.list()).toEqual([]);
    expect(await vault.notes.search('thrown')).toEqual([]);
    expect((await vault.notes.bin()).map((note) => note.id)).toEqual([id]);
    await vault.notes.restore(id);
    expect(await titles(vault)).toEqual(['thrown away']);
    await vault.notes.erase(id);
    expect(await vault.notes.get(id)).toBeNull();
    const again = await asNextStart();
    expect([await again.notes.list(), await again.notes.bin()]).toEqual([[], []]);
  });

  test.each([
    ['V12: every word, in any order', 'window rain', true],
    ['one word missing', 'rain snow', false],
    ['case and accents aside', 'CAFE', true],
    ['accents typed, none there', 'ráin', true],
    ['part of a word', 'indo', true],
    ['Chinese inside a sentence', '天气', true],
    ['Hangul', '서울', true],
    ['full width', 'ｒａｉｎ', true],
    ['Arabic without its points', 'كتب', true],
    ['a dotted kana is another letter', 'か', false],
    ['nothing asked finds everything', '  ', true],
  ])('search: %s', async (_what, query, found) => {
    const { vault } = bench();
    await write(vault, 'Café', 'rain on the window. 今天天气很好。서울에서 كَتَبَ が');
    expect(await vault.notes.search(query)).toHaveLength(found ? 1 : 0);
  });

  test('a search looks in tags and in the names a note is about as well, and finds no word across two of them', async () => {
    const { vault } = bench();
    const id = await write(vault, 'On the bus', 'rain');
    await vault.notes.save(id, { tags: ['Good minutes'], about: [{ to: 'person', name: 'quietOlive' }] });
    expect(await vault.notes.search('minutes')).toHaveLength(1);
    expect(await vault.notes.search('@quietol')).toHaveLength(1);
    expect(await vault.notes.search('busgood')).toEqual([]);
  });

  test('more notes than are read at once are all there at the next start, each once', async () => {
    const { vault, asNextStart } = bench();
    const written: string[] = [];
    for (let count = 0; count < 820; count += 1) written.push((await vault.notes.create()).id);
    const again = await asNextStart();
    expect((await again.notes.list()).map(({ id }) => id).toSorted()).toEqual(written.toSorted());
  });

  test('tags and links beyond what a note may have are refused whole', async () => {
    const { vault } = bench();
    const id = await write(vault, 'kept');
    const tags = Array.from({ length: NOTE.maxTags + 1 }, (_, count) => `tag ${count}`);
    await expect(vault.notes.save(id, { tags })).rejects.toMatchObject({ code: 'too-long' });
    await expect(vault.notes.save(id, { tags: ['x'.repeat(NOTE.maxTagLength + 1)] })).rejects.toMatchObject({ code: 'too-long' });
    const about = Array.from({ length: NOTE.maxLinks + 1 }, (_, count) => ({ to: 'person', name: `person${count}` }) as const);
    await expect(vault.notes.save(id, { about })).rejects.toMatchObject({ code: 'too-long' });
    await vault.notes.save(id, { tags: tags.slice(1), about: about.slice(1) });
    expect(await vault.notes.get(id)).toMatchObject({ tags: tags.slice(1), about: about.slice(1) });
  });

  test('search keeps up with what is written, binned and erased', async () => {
    const { vault } = bench();
    expect(await vault.notes.search('later')).toEqual([]);
    const id = await write(vault, 'now and later');
    expect(await vault.notes.search('later')).toHaveLength(1);
    await vault.notes.save(id, { title: 'now' });
    expect(await vault.notes.search('later')).toEqual([]);
  });

  test('V7: subscribers hear of changes made in this window and in another', async () => {
    const { vault, secondWindow } = bench();
    const other = await secondWindow();
    expect(await other.notes.list()).toEqual([]);
    let calls = 0;
    const stop = other.notes.subscribe(() => (calls += 1));
    const id = await write(vault, 'from the first window');
    await expect.poll(() => titles(other)).toEqual(['from the first window']);
    expect(calls).toBeGreaterThan(0);
    expect(await other.notes.search('first')).toHaveLength(1);
    await vault.notes.erase(id);
    await expect.poll(() => titles(other)).toEqual([]);
    stop();
    const before = calls;
    await write(other, 'own');
    expect(calls).toBe(before);
  });

  test('V6: two windows that change one note at once lose neither change', async () => {
    const { vault, secondWindow } = bench();
    const other = await secondWindow();
    const id = await write(vault, 'shared', 'body');
    await Promise.all([vault.notes.save(id, { title: 'new title' }), other.notes.save(id, { body: 'new body' })]);
    expect(await vault.notes.get(id)).toMatchObject({ title: 'new title', body: 'new body' });
  });

  test('a note that is not there is named, and one that is too long is refused whole', async () => {
    const { vault } = bench();
    await expect(vault.notes.save('gone', { body: '' })).rejects.toMatchObject({ code: 'missing' });
    const id = await write(vault, 'kept', 'kept');
    const tooLong = 'x'.repeat(TEXT.maxNoteBodyLength + 1);
    await expect(vault.notes.save(id, { body: tooLong })).rejects.toMatchObject({ code: 'too-long' });
    await expect(vault.notes.save(id, { title: tooLong })).rejects.toMatchObject({ code: 'too-long' });
    expect(await vault.notes.get(id)).toMatchObject({ title: 'kept', body: 'kept' });
    await vault.notes.save(id, { body: 'x'.repeat(TEXT.maxNoteBodyLength) });
  });

  test('every string comes back as it was typed', async () => {
    const { vault, asNextStart } = bench();
    const odd = 'half an emoji \ud83d, null \u0000, right to left \u202e, ñ in two parts n\u0303, 👩‍👩‍👧';
    const id = await write(vault, '__proto__', odd);
    expect(await (await asNextStart()).notes.get(id)).toMatchObject({ title: '__proto__', body: odd });
  });
}
