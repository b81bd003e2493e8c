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
