import type { Note } from '../../vault/types.ts';
import { isAbout, type KnownPerson } from './note-links.ts';
import { hasTag } from './tags.ts';

/** What the list shows of all that the search found. */
export interface NoteFilter {
  readonly tag: string | null;
  readonly pinnedOnly: boolean;
}

export const NO_FILTER: NoteFilter = { tag: null, pinnedOnly: false };

export const isFiltered = ({ tag, pinnedOnly }: NoteFilter): boolean => tag !== null || pinnedOnly;

/** In the order in which they came. */
export function siftNotes(
  notes: readonly Note[],
  { tag, pinnedOnly }: NoteFilter,
  person: Pick<KnownPerson, 'name' | 'chats'> | null,
): readonly Note[] {
  if (tag === null && !pinnedOnly && person === null) return notes;
  return notes.filter(
    (note) => (!pinnedOnly || note.pinned) && (tag === null || hasTag(note, tag)) && (person === null || isAbout(note, person)),
  );
}
