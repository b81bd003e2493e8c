import { useEffect, useState } from 'react';
import { useDisk, useVault } from '../../app/context.tsx';
import type { Note, Notes } from '../../vault/types.ts';

/** Which notes: all of them, those that hold these words, or those in the bin. */
export type NoteShelf = { readonly of: 'all' } | { readonly of: 'search'; readonly query: string } | { readonly of: 'bin' };

/** The notes of a shelf, kept current; null for the moment before the first answer. An older answer never wins. */
export function useNotes(shelf: NoteShelf): readonly Note[] | null {
  const { notes } = useVault();
  const onDisk = useDisk();
  const [found, setFound] = useState<readonly Note[] | null>(null);
  const query = shelf.of === 'search' ? shelf.query : '';
  const { of } = shelf;
  useEffect(() => {
    let turn = 0;
    const read = async (): Promise<void> => {
      turn += 1;
      const mine = turn;
      const answer = await fetchShelf(notes, of, query);
      if (mine === turn) setFound(answer);
    };
    onDisk(read);
    const stop = notes.subscribe(() => onDisk(read));
    return () => {
      turn = Number.POSITIVE_INFINITY;
      stop();
    };
  }, [notes, of, query, onDisk]);
  return found;
}

const fetchShelf = (notes: Notes, of: NoteShelf['of'], query: string): Promise<readonly Note[]> => {
  switch (of) {
    case 'all':
      return notes.list();
    case 'search':
      return notes.search(query);
    case 'bin':
      return notes.bin();
  }
};
