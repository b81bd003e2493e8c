import { expect, test } from 'vitest';
import type { Note } from '../../../vault/types.ts';
import type { NoteWords } from '../../../vault/note-history.ts';
import { noteOf } from '../testing/notes.ts';
import { mendLinks, relinked } from './mend-links.ts';

test.each([
  ['each link, whatever its case and blanks', 'a [[sea]] b [[ SEA ]]\n- [[Séa]]', 'a [[Ocean]] b [[Ocean]]\n- [[Ocean]]'],
  ['neither longer titles nor mere words', '[[Sea day]] Sea [Sea] [[Sea', '[[Sea day]] Sea [Sea] [[Sea'],
  ['beside other marks', '**[[Sea]]** and *[[Sea]]*, ## [[Sea]]', '**[[Ocean]]** and *[[Ocean]]*, ## [[Ocean]]'],
])('links follow: %s', (_what, before, after) => {
  expect(relinked(before, 'Sea', 'Ocean')).toBe(after);
});

async function mended(notes: readonly Note[], from: string, to: string): Promise<ReadonlyMap<string, NoteWords>> {
  const written = new Map<string, NoteWords>();
  await mendLinks(
    {
      list: async () => notes.filter(({ deletedAtMs }) => deletedAtMs === null),
      bin: async () => notes.filter(({ deletedAtMs }) => deletedAtMs !== null),
      async rewrite(ids, next) {
        for (const note of notes.filter(({ id }) => ids.includes(id))) {
          const words = next(note);
          if (words !== null) written.set(note.id, words);
        }
      },
    },
    { note: 'sea', from, to },
  );
  return written;
}

const sea = noteOf({ id: 'sea', title: 'Ocean', body: 'I am [[Sea]]' });
const linking = noteOf({ id: 'linking', title: 'Plans', body: '[[Sea]]' });
const binned = noteOf({ id: 'binned', body: '[[Sea]]', deletedAtMs: 5 });

test('a new title is written into every other note that links to it, those in the bin included', async () => {
  expect([...(await mended([sea, linking, binned, noteOf({ id: 'x', body: 'Sea' })], 'Sea', 'Ocean'))]).toEqual([
    ['linking', { title: 'Plans', body: '[[Ocean]]' }],
    ['binned', { title: '', body: '[[Ocean]]' }],
  ]);
});

test.each([
  ['another note still has the old title', [sea, linking, noteOf({ id: 'twin', title: 'SEA' })], 'Sea', 'Ocean'],
  ['no link can name the new one', [sea, linking], 'Sea', 'Ocean [1]'],
  ['there was none before', [sea, noteOf({ id: 'linking', body: '[[ ]]' })], ' ', 'Ocean'],
  ['it is the same to a link', [sea, linking], 'Sea', 'SEA '],
])('links stay as they are: %s', async (_why, notes, from, to) => {
  expect(await mended(notes, from, to)).toEqual(new Map());
});
