import { useLocation } from 'wouter';
import type { ChatId } from '#shared/ids.ts';
import { useDisk, useVault } from '../../app/context.tsx';
import type { NoteChange } from '../../vault/types.ts';
import { noteAddress } from './note-places.ts';

/** What a new note begins with, and among which notes it is shown. */
export interface NoteStart {
  readonly with?: NoteChange;
  readonly about?: ChatId | null;
}

/** Makes a note of what is given, and opens it. */
export function useBeginNote(): (start: NoteStart) => void {
  const { notes } = useVault();
  const onDisk = useDisk();
  const [, go] = useLocation();
  const begin = async ({ with: words, about = null }: NoteStart): Promise<void> => {
    const note = await notes.create();
    if (words !== undefined) await notes.save(note.id, words);
    go(noteAddress(note.id, about));
  };
  return (start) => onDisk(() => begin(start));
}

/** Makes an empty note and opens it. */
export function useCreateNote(): () => void {
  const begin = useBeginNote();
  return () => begin({});
}
