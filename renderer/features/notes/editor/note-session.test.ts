import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOTE_KEPT } from '#shared/limits.ts';
import { webTimers } from '../../../host/web-ports.ts';
import { noteUndo, noteVersions } from '../../../vault/note-history.ts';
import type { Note, Vault } from '../../../vault/types.ts';
import { createVaultBench, newVault, reopen, type VaultBench } from '../../../vault/vault.fixture.ts';
import { createNoteSession, isTheirs, isWorthKeeping, type NoteSession } from './note-session.ts';

const words = (body: string) => ({ title: '', body });

describe('two windows on one note, decided', () => {
  it.each([
    ['my own last words, none due', 'a', 'a', 'b', false, false],
    ['my own last words, one due', 'a', 'a', 'b', true, true],
    ['words of another window', 'a', 'theirs', 'b', false, true],
    ['another window wrote the same', 'a', 'b', 'b', true, false],
  ])('written over: %s', (_title, known, over, after, due, kept) => {
    expect(isWorthKeeping(words(known), words(over), words(after), due)).toBe(kept);
  });

  it.each([
    ['nothing new', 'a', 'a', false, false],
    ['newer, and nothing unsaved here', 'a', 'b', false, true],
    ['newer, but something unsaved here', 'a', 'b', true, false],
  ])('on disk: %s', (_title, known, there, unsaved, shown) => {
    expect(isTheirs(words(known), words(there), unsaved)).toBe(shown);
  });
});

describe('a sitting with a note', () => {
  let bench: VaultBench;
  let vault: Vault;
  let note: Note;
  let nowMs: number;
  let troubles: unknown[];
  const sit = (within = vault, of = note): NoteSession =>
    createNoteSession({
      vault: within, note: of, undo: null, timers: webTimers, clock: { nowMs: () => nowMs }, onTrouble: (failure) => troubles.push(failure),
    });
  const versions = async (): Promise<string[]> => ((await noteVersions(vault).get(note.id)) ?? []).map(({ body }) => body);
  const write = async (session: NoteSession, body: string): Promise<void> => {
    session.saver.change({ body });
    await session.saver.flush();
  };

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 22);
    troubles = [];
    bench = createVaultBench();
    vault = await newVault(bench.profiles);
    note = await vault.notes.save((await vault.notes.create()).id, { body: 'as it was' });
  });
  afterEach(() => vault.close());

  it('keeps what it began with, then at most every ten minutes what is written over', async () => {
    const session = sit();
    await write(session, 'one');
    await write(session, 'two');
    nowMs += NOTE_KEPT.versionEveryMs;
    await write(session, 'three');
    await write(session, 'four');
    await session.close();
    expect(await versions()).toEqual(['as it was', 'two']);
    expect(troubles).toEqual([]);
  });

  it('leaves no version of a sitting in which nothing was written', async () => {
    const session = sit();
    await session.close();
    expect(await versions()).toEqual([]);
  });

  it('shows the words of another window when nothing here is unsaved', async () => {
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit();
    const theirs = new Promise<string>((resolve) => void session.onTheirs(({ body }) => resolve(body)));
    await other.notes.save(note.id, { body: 'from the other window' });
    expect(await theirs).toBe('from the other window');
    expect(session.onDisk().body).toBe('from the other window');
    await session.close();
    await other.close();
  });

  it('keeps both when both were written: mine as the note, theirs as a version', async () => {
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit();
    await write(session, 'mine');
    const shown: string[] = [];
    session.onTheirs(({ body }) => shown.push(body));
    session.saver.change({ body: 'mine, longer' });
    await other.notes.save(note.id, { body: 'theirs' });
    await session.close();
    expect((await vault.notes.get(note.id))?.body).toBe('mine, longer');
    expect(await versions()).toContain('theirs');
    expect(shown).toEqual([]);
    await other.close();
  });

  it('keeps undo\'s steps when it ends, and only for words that are on disk', async () => {
    const session = sit();
    session.undoFrom(() => ({ digest: 'of the end', steps: '{}' }));
    await write(session, 'the end');
    await session.close();
    expect(await noteUndo(vault).get(note.id)).toEqual({ digest: 'of the end', steps: '{}' });
  });

  it('F4: what was erased in another window does not come back, and leaves nothing of its undo behind', async () => {
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit();
    let gone = 0;
    session.onGone(() => (gone += 1));
    session.undoFrom(() => ({ digest: 'of its words', steps: '{}' }));
    session.saver.change({ body: 'still typing' });
    await other.notes.erase(note.id);
    await session.saver.flush();
    expect(session.saver.getSnapshot().at).toBe('saved');
    expect(gone).toBeGreaterThan(0);
    await session.close();
    expect(await vault.notes.get(note.id)).toBeNull();
    expect([await noteUndo(vault).get(note.id), await noteVersions(vault).get(note.id)]).toEqual([null, null]);
    expect(troubles).toEqual([]);
    await other.close();
  });

  it('F2: words that were only here when another window erased the note are a note of their own, whole and once', async () => {
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit();
    const told: boolean[] = [];
    session.onGone((rescued) => told.push(rescued));
    session.saver.change({ title: 'Sea' });
    await other.notes.erase(note.id);
    await session.saver.flush();
    await write(session, 'and sky');
    await session.close();
    const left = (await vault.notes.list()).map(({ id, title, body }) => ({ mine: id === note.id, title, body }));
    expect(left).toEqual([{ mine: false, title: 'Sea', body: 'and sky' }]);
    expect(told).not.toContain(false);
    await other.close();
  });

  it('an erased note leaves nothing where words were only taken away', async () => {
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit();
    session.saver.change({ body: ' ' });
    await other.notes.erase(note.id);
    await session.close();
    expect(await vault.notes.list()).toEqual([]);
    await other.close();
  });

  it('what another window put into the bin stays there, with the last words that were typed here', async () => {
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit();
    const told = new Promise<boolean>((resolve) => void session.onGone(resolve));
    session.saver.change({ body: 'the last words' });
    await other.notes.moveToBin(note.id);
    await session.saver.flush();
    await told;
    await session.close();
    expect(await other.notes.get(note.id)).toMatchObject({ body: 'the last words', deletedAtMs: expect.any(Number) });
    await other.close();
  });

  it('a new title takes the links along once it is finished, in every window, and undo is an earlier version', async () => {
    const noted = async (title: string, body: string): Promise<Note> => vault.notes.save((await vault.notes.create()).id, { title, body });
    const sea = await noted('Sea', '');
    const linking = await noted('Plans', 'go to [[sea]], and rest');
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const watching = sit(other, linking);
    const seen = new Promise<string>((resolve) => void watching.onTheirs(({ body }) => resolve(body)));
    const session = sit(vault, sea);
    for (const title of ['Se', '', 'Oc']) session.saver.change({ title });
    await session.saver.flush();
    expect((await vault.notes.get(linking.id))?.body).toBe(linking.body);
    session.saver.change({ title: 'Ocean' });
    await session.flush();
    expect(await seen).toBe('go to [[Ocean]], and rest');
    expect(await vault.notes.get(linking.id)).toMatchObject({ body: 'go to [[Ocean]], and rest', updatedAtMs: linking.updatedAtMs + 1 });
    expect((await noteVersions(vault).get(linking.id))?.map(({ body }) => body)).toEqual([linking.body]);
    await Promise.all([session.close(), watching.close()]);
    await other.close();
  });

  it('a title that another window changed is mended there, and from there on here', async () => {
    const linking = await vault.notes.save((await vault.notes.create()).id, { body: '[[Ocean]]' });
    const sea = await vault.notes.save(note.id, { title: 'Sea' });
    const other = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit(vault, sea);
    await other.notes.save(note.id, { title: 'Ocean' });
    await write(session, 'my words');
    session.saver.change({ title: 'Lake' });
    await session.close();
    expect((await vault.notes.get(linking.id))?.body).toBe('[[Lake]]');
    await other.close();
  });

  it('gives back the words that the disk has not, with their undo', async () => {
    const session = createNoteSession({
      vault: { notes: { ...vault.notes, save: async () => Promise.reject(new Error('QuotaExceededError')) } },
      note, undo: null, timers: webTimers, clock: { nowMs: () => nowMs }, onTrouble: (failure) => troubles.push(failure),
    });
    session.undoFrom(() => ({ digest: 'now', steps: '{}' }));
    session.saver.change({ title: 'Only here' });
    await session.flush();
    expect(session.saver.getSnapshot().at).toBe('failed');
    expect(session.words()).toEqual({ title: 'Only here', body: 'as it was' });
    expect(session.onDisk()).toMatchObject({ title: '', body: 'as it was' });
    expect(session.undo()).toEqual({ digest: 'now', steps: '{}' });
    await session.close();
    expect(await noteUndo(vault).get(note.id)).toBeNull();
  });

  it('F2: a version that cannot be kept loses no word, and is told', async () => {
    await vault.collection('note-versions', z.unknown()).put(note.id, 'not a list');
    const again = await reopen(bench.anotherWindow(), vault.profile.id);
    const session = sit(again);
    await write(session, 'safe');
    await session.close();
    expect((await again.notes.get(note.id))?.body).toBe('safe');
    expect(troubles).toHaveLength(1);
    await again.close();
  });
});
