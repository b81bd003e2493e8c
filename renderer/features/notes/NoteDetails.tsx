import { useState } from 'react';
import { useDisk, useVault } from '../../app/context.tsx';
import type { Note } from '../../vault/types.ts';
import type { NoteSaver } from './note-saver.ts';
import { NoteAbout } from './NoteAbout.tsx';
import { NoteTags } from './NoteTags.tsx';
import styles from './note-details.module.css';

/**
 * What hangs on a note beside its words: its tags, and whom it is about. Each change is written at once; words that
 * wait for a pause in typing go before it, so that the note is never newer in one part than in another.
 */
export function NoteDetails(props: { note: Note; saver: Pick<NoteSaver, 'flush'> }) {
  const { note, saver } = props;
  const { notes } = useVault();
  const onDisk = useDisk();
  const [held, setHeld] = useState({ tags: note.tags, about: note.about });
  const change = (part: Partial<typeof held>): void => {
    setHeld((before) => ({ ...before, ...part }));
    onDisk(async () => {
      await saver.flush();
      await notes.save(note.id, part);
    });
  };
  return (
    <div className={styles.details}>
      <NoteTags tags={held.tags} change={(tags) => change({ tags })} />
      <NoteAbout about={held.about} change={(about) => change({ about })} />
    </div>
  );
}
