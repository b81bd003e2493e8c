import { useEffect, useState } from 'react';
import { useDisk, useVault } from '../../app/context.tsx';
import type { Note } from '../../vault/types.ts';
import type { NoteSaver } from './note-saver.ts';

/** What hangs on a note beside its words. */
export type Details = Pick<Note, 'tags' | 'about'>;

/** What becomes of them, asked of what is stored: a second window may have changed them meanwhile. To do it twice is as good as once. */
export type DetailsChange = (there: Details) => Partial<Details>;

const sameDetails = (one: Details, other: Details): boolean =>
  JSON.stringify([one.tags, one.about]) === JSON.stringify([other.tags, other.about]);

/**
 * The tags and links of an open note, kept current in every window. A change shows at once; it is made to what is stored,
 * so that two windows never undo each other's. Words that wait for a pause in typing go before it, so that the note is
 * never newer in one part than in another.
 */
export function useNoteDetails(note: Note, saver: Pick<NoteSaver, 'flush'>): { details: Details; change(next: DetailsChange): void } {
  const { notes } = useVault();
  const onDisk = useDisk();
  const [stored, setStored] = useState<Details>(note);
  const [waiting, setWaiting] = useState<readonly DetailsChange[]>([]);
  useEffect(() => {
    let turn = 0;
    const read = async (): Promise<void> => {
      turn += 1;
      const mine = turn;
      const there = await notes.get(note.id);
      if (mine === turn && there !== null) setStored((before) => (sameDetails(before, there) ? before : there));
    };
    onDisk(read);
    const stop = notes.subscribe(() => onDisk(read));
    return () => {
      turn = Number.POSITIVE_INFINITY;
      stop();
    };
  }, [notes, note.id, onDisk]);
  const change = (next: DetailsChange): void => {
    setWaiting((before) => [...before, next]);
    onDisk(async () => {
      try {
        await saver.flush();
        setStored(await notes.save(note.id, next));
      } finally {
        setWaiting((before) => before.filter((one) => one !== next));
      }
    });
  };
  return { details: waiting.reduce<Details>((held, next) => ({ ...held, ...next(held) }), stored), change };
}
