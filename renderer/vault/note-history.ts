import { z } from 'zod';
import { NOTE_KEPT } from '#shared/limits.ts';
import type { VaultSecrets } from './secrets.ts';
import type { Collection, Note, Vault } from './types.ts';

/**
 * What is kept of a note beside its newest text: earlier versions, and what undo can take back. Both lie in the vault,
 * sealed like the note, and go when it is erased. Pure but for the names of the collections.
 */
export const NOTE_VERSIONS = 'note-versions';
export const NOTE_UNDO = 'note-undo';

/** The words of a note as they once were. */
const version = z.strictObject({ atMs: z.int(), title: z.string(), body: z.string() });
export type NoteVersion = z.infer<typeof version>;
export const versionsSchema = z.array(version);

/** The editor's own record of its steps, for the text with this digest only. */
export const undoSchema = z.strictObject({ digest: z.string(), steps: z.string() });
export type NoteUndo = z.infer<typeof undoSchema>;

export const noteVersions = (vault: Pick<Vault, 'collection'>): Collection<NoteVersion[]> => vault.collection(NOTE_VERSIONS, versionsSchema);
export const noteUndo = (vault: Pick<Vault, 'collection'>): Collection<NoteUndo> => vault.collection(NOTE_UNDO, undoSchema);

/** The rows that have to go with a note (RELIABILITY F4). */
export const rowsOfNote = (secrets: Pick<VaultSecrets, 'rowId'>, id: string): string[] =>
  [NOTE_VERSIONS, NOTE_UNDO].map((name) => secrets.rowId('things', `${name}/${id}`));

export type NoteWords = Pick<Note, 'title' | 'body'>;

export const sameWords = (one: NoteWords, other: NoteWords): boolean => one.title === other.title && one.body === other.body;

const isEmpty = (words: NoteWords): boolean => words.title.trim() === '' && words.body.trim() === '';

const lengthOf = ({ title, body }: NoteWords): number => title.length + body.length;

/** The versions with one more, oldest first, within their bounds. What is there already, or empty, is not kept again. */
export function withVersion(before: readonly NoteVersion[], added: NoteVersion, nowMs: number): NoteVersion[] {
  const there = before.filter((one) => !sameWords(one, added));
  const all = isEmpty(added) ? before : [...there, added].toSorted((a, b) => a.atMs - b.atMs);
  return withinBounds(all, nowMs);
}

/** The versions of two sides as one list, as JSON each; null where one of them is none. */
export function bothVersions(here: string, copied: string, nowMs: number): NoteVersion[] | null {
  const [ours, theirs] = [here, copied].map((json) => versionsSchema.safeParse(JSON.parse(json)).data);
  if (ours === undefined || theirs === undefined) return null;
  return theirs.reduce((all, one) => withVersion(all, one, nowMs), ours);
}

/** Without those that are too old or too many; the newest always stays, however long it is. */
export function withinBounds(all: readonly NoteVersion[], nowMs: number): NoteVersion[] {
  const kept: NoteVersion[] = [];
  let length = 0;
  for (const one of all.toReversed()) {
    length += lengthOf(one);
    const tooOld = nowMs - one.atMs > NOTE_KEPT.maxVersionAgeMs;
    if (tooOld || kept.length >= NOTE_KEPT.maxVersions || (kept.length > 0 && length > NOTE_KEPT.maxVersionsLength)) break;
    kept.unshift(one);
  }
  return kept;
}

/** Whether the words that are about to be written over are worth keeping: the first of a sitting, then now and then. */
export const isVersionDue = (lastKeptMs: number | null, nowMs: number): boolean =>
  lastKeptMs === null || Math.abs(nowMs - lastKeptMs) >= NOTE_KEPT.versionEveryMs;
