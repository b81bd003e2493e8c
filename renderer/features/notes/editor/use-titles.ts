import { useEffect, useState } from 'react';
import { useDisk, useVault } from '../../../app/context.tsx';
import type { Note } from '../../../vault/types.ts';
import { createTitles, NO_TITLES, type NoteTitles } from './note-titles.ts';

const namesOf = (notes: readonly Note[]): string => notes.map(({ id, title }) => `${id}${title}`).toSorted().join('\n');

/** The titles of the other notes; the same object for as long as none of them changes. */
export function useTitles(open: string): NoteTitles {
  const { notes } = useVault();
  const onDisk = useDisk();
  const [titles, setTitles] = useState(NO_TITLES);
  useEffect(() => {
    let current = true;
    let names: string | null = null;
    const read = async (): Promise<void> => {
      const others = (await notes.list()).filter(({ id }) => id !== open);
      const now = namesOf(others);
      if (!current || now === names) return;
      names = now;
      setTitles(createTitles(others, open));
    };
    onDisk(read);
    const stop = notes.subscribe(() => onDisk(read));
    return () => {
      current = false;
      stop();
    };
  }, [notes, open, onDisk]);
  return titles;
}
