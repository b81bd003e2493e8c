import type { Note } from '../../vault/types.ts';
import { withoutMarks } from './editor/marks.ts';

const MAX_TITLE = 80;
const MAX_SNIPPET = 140;

/** As the editor shows them: a list of notes is no place for marks. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => withoutMarks(line).trim())
    .filter((line) => line !== '');

/** How a note is called in lists: its title, or its first words, or null when it is empty. */
export const noteName = (note: Pick<Note, 'title' | 'body'>): string | null => {
  const name = note.title.trim() || (lines(note.body)[0] ?? '');
  return name === '' ? null : clip(name, MAX_TITLE);
};

/** The words under the name: what the body says beyond it. */
export const noteSnippet = (note: Pick<Note, 'title' | 'body'>): string => {
  const body = lines(note.body);
  return clip((note.title.trim() === '' ? body.slice(1) : body).join(' '), MAX_SNIPPET);
};

/** Cuts between user-perceived characters, so that no letter is left without its accent. */
function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = [...new Intl.Segmenter().segment(text.slice(0, length * 2))].slice(0, length);
  return `${cut.map((part) => part.segment).join('')}…`;
}

/** A note in which nothing was ever written. It may go without a word when its writer leaves it. */
export const isUntouched = (note: Note): boolean =>
  [note.title, note.body, note.tags, note.about].every((part) => part.length === 0) &&
  !note.pinned &&
  note.createdAtMs === note.updatedAtMs;
