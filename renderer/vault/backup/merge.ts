import { sha256 } from '@noble/hashes/sha2.js';
import type { Note } from '../types.ts';
import type { CopyItem } from './copy-items.ts';

/**
 * What becomes of a note that a copy brings, where one of the same id is here already. Versions are told apart by when
 * they were written; `shared` is the version that both sides had last, as far as this vault remembers. Nothing is ever
 * deleted by it: the newer words stand, and where both sides wrote since, the older ones are kept beside them.
 */
export type NoteOutcome = 'add' | 'leave' | 'take' | 'both-here-newer' | 'both-copy-newer';

export function outcomeOf(here: Note | null, copied: Note, shared: number | null): NoteOutcome {
  if (here === null) return 'add';
  if (sameWords(here, copied)) return 'leave';
  const copyIsNewer = copied.updatedAtMs > here.updatedAtMs;
  const wroteHere = here.updatedAtMs !== shared;
  const wroteThere = copied.updatedAtMs !== shared;
  if (wroteHere && wroteThere) return copyIsNewer ? 'both-copy-newer' : 'both-here-newer';
  return wroteThere && copyIsNewer ? 'take' : 'leave';
}

const sameWords = (one: Note, other: Note): boolean => one.title === other.title && one.body === other.body;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The older words as a note of their own. Its id follows from them, so that the same copy read twice adds it once. */
export function keptBeside(older: Note): Note {
  const name = JSON.stringify(['kept-beside', older.id, older.updatedAtMs, older.title, older.body]);
  const id = Array.from(sha256(new TextEncoder().encode(name)).subarray(0, 20), (byte) => ALPHABET[byte & 31]).join('');
  return { ...older, id, pinned: false };
}

/** Two texts of one place: neither is lost, and what is there already is not said twice. */
export function bothTexts(here: string, copied: string): string {
  if (here.includes(copied)) return here;
  return copied.includes(here) ? copied : `${here}\n\n${copied}`;
}

/** Which of two values of one thing stands. Where neither says when it was changed, what is here does. */
export function isNewerThing(here: string, copied: string): boolean {
  const [hereMs, copiedMs] = [changedAt(here), changedAt(copied)];
  return hereMs !== null && copiedMs !== null && copiedMs > hereMs;
}

const TIMES = ['updatedAtMs', 'changedAtMs', 'atMs'] as const;

/** When a value says that it changed, if it does. */
export function changedAt(json: string): number | null {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return null;
  for (const time of TIMES) {
    const found: unknown = Reflect.get(value, time);
    if (typeof found === 'number') return found;
  }
  return null;
}

/**
 * The item with no time that is later than this: one from the future would win over everything that is written from now
 * on, and stand at the top of its list for good (B8).
 */
export function noLaterThan(item: CopyItem, lastMs: number): CopyItem {
  if (item.t === 'note') return { t: 'note', note: noteNoLater(item.note, lastMs) };
  const late = item.t === 'thing' && (changedAt(item.json) ?? 0) > lastMs;
  return late ? { ...item, json: JSON.stringify(timesNoLater(JSON.parse(item.json) as object, lastMs)) } : item;
}

const noteNoLater = (note: Note, lastMs: number): Note => ({
  ...note,
  createdAtMs: Math.min(note.createdAtMs, lastMs),
  updatedAtMs: Math.min(note.updatedAtMs, lastMs),
  deletedAtMs: note.deletedAtMs === null ? null : Math.min(note.deletedAtMs, lastMs),
});

const timesNoLater = (value: object, lastMs: number): object => ({
  ...value,
  ...Object.fromEntries(
    TIMES.flatMap((time) => {
      const found: unknown = Reflect.get(value, time);
      return typeof found === 'number' ? [[time, Math.min(found, lastMs)]] : [];
    }),
  ),
});
