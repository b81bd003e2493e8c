import type { Note } from '../../vault/types.ts';
import { dayOf } from './calendar.ts';
import { hasTag } from './tags.ts';

/**
 * What may leave the vault in readable form: one's own journal. A note that is about somebody stays, whoever wrote it;
 * for a listener this is a rule of the community (F095).
 */
export const isOwnJournal = (note: Pick<Note, 'about' | 'deletedAtMs'>): boolean => note.about.length === 0 && note.deletedAtMs === null;

export interface ExportChoice {
  readonly own: readonly Note[];
  /** How many are left out because they are about somebody. */
  readonly aboutOthers: number;
}

export function exportChoice(notes: readonly Note[], tag: string | null): ExportChoice {
  const tagged = tag === null ? notes : notes.filter((note) => hasTag(note, tag));
  const own = tagged.filter(isOwnJournal);
  return { own, aboutOthers: tagged.length - own.length };
}

/** How things are called in the file. */
export interface ExportWords {
  readonly untitled: string;
  when(atMs: number): string;
  tags(tags: readonly string[]): string;
}

const BETWEEN = `\n\n${'-'.repeat(60)}\n\n`;

/** The notes as one text that anything can read, oldest first. Marks of the editor stay as they were typed. */
export function asPlainText(notes: readonly Note[], words: ExportWords): string {
  const written = notes
    .filter(isOwnJournal)
    .toSorted((one, other) => one.createdAtMs - other.createdAtMs)
    .map(({ title, body, tags, createdAtMs }) =>
      [title.trim() || words.untitled, words.when(createdAtMs), ...(tags.length > 0 ? [words.tags(tags)] : []), '', body.trimEnd()].join('\n'),
    );
  return `${written.join(BETWEEN)}\n`;
}

/** Says what it is and when, and nothing of what is in it. */
export const exportName = (nowMs: number): string => `samovar-${dayOf(nowMs)}.txt`;
