import { expect, test } from 'vitest';
import { NOTE } from '#shared/limits.ts';
import type { Note } from '../../vault/types.ts';
import { daysLeft, overdue, sweep } from './bin.ts';
import { noteOf } from './testing/notes.ts';

const DAY_MS = 86_400_000;
const put = 1_700_000_000_000;

test('a note lies in the bin for thirty days, and its last day counts until it is over', () => {
  expect(NOTE.binKeptMs).toBe(30 * DAY_MS);
  const note = noteOf({ deletedAtMs: put });
  expect(daysLeft(note, put)).toBe(30);
  expect(daysLeft(note, put + 1)).toBe(30);
  expect(daysLeft(note, put - 20_000), 'seen by a clock on screen that is a little behind').toBe(30);
  expect(daysLeft(note, put + 29 * DAY_MS + 1)).toBe(1);
  expect(daysLeft(note, put + 40 * DAY_MS)).toBe(0);
});

test('only what has been there for thirty days is overdue; what is not in the bin never is', () => {
  const notes = [noteOf({ id: 'old', deletedAtMs: put }), noteOf({ id: 'young', deletedAtMs: put + 1 }), noteOf({ id: 'kept' })];
  expect(overdue(notes, put + NOTE.binKeptMs - 1)).toEqual([]);
  expect(overdue(notes, put + NOTE.binKeptMs).map(({ id }) => id)).toEqual(['old']);
});

test('F2: what was brought back between the look and the erasing stays', async () => {
  const binned = [noteOf({ id: 'back', deletedAtMs: put }), noteOf({ id: 'old', deletedAtMs: put })];
  // Another window was quicker.
  const stored = [noteOf({ id: 'back' }), binned[1]!];
  const erased: string[] = [];
  const notes = {
    bin: async () => binned,
    erase: async (id: string, onlyIf?: (note: Note) => boolean) => {
      if (stored.some((note) => note.id === id && onlyIf?.(note) !== false)) erased.push(id);
    },
  };
  await sweep(notes, () => put + NOTE.binKeptMs);
  expect(erased).toEqual(['old']);
});
