import { fold } from '../../../vault/fold.ts';
import type { Note } from '../../../vault/types.ts';

/** The titles that a note can lead to. Folded when first asked for: most notes have no link. */
export interface NoteTitles {
  /** The note of that title, case and accents aside; the newest where several have it. */
  find(title: string): string | null;
  /** Titles in which these words occur, those that begin with them first. */
  holding(words: string): readonly string[];
}

/** As many as the eye takes in at once. */
const OFFERED = 6;

/** Whether a link can name it. */
export const isLinkable = (title: string): boolean => title !== '' && !/[[\]\n]/u.test(title) && title.length <= 200;

/** Of all notes but the one that is open; `notes` with the newest first. */
export function createTitles(notes: readonly Note[], open: string): NoteTitles {
  let known: Map<string, { title: string; id: string }> | null = null;
  const all = (): Map<string, { title: string; id: string }> => {
    if (known !== null) return known;
    known = new Map();
    const newest = notes.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
    for (const { id, title: written } of newest) {
      const title = written.trim();
      const key = fold(title);
      if (id !== open && isLinkable(title) && !known.has(key)) known.set(key, { title, id });
    }
    return known;
  };
  return {
    find: (title) => all().get(fold(title.trim()))?.id ?? null,
    holding(words) {
      const wanted = fold(words.trim());
      const found = [...all()].filter(([key]) => key.includes(wanted));
      const first = (key: string): number => Number(!key.startsWith(wanted));
      return found.toSorted(([a], [b]) => first(a) - first(b)).slice(0, OFFERED).map(([, { title }]) => title);
    },
  };
}

export const NO_TITLES: NoteTitles = { find: () => null, holding: () => [] };
