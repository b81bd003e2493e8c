import type { Note } from '../../vault/types.ts';
import type { NoteSaver } from './note-saver.ts';
import { NoteAbout } from './NoteAbout.tsx';
import { NoteTags } from './NoteTags.tsx';
import { useNoteDetails } from './use-note-details.ts';
import styles from './note-details.module.css';

/** What hangs on a note beside its words: its tags, and whom it is about. Each change is written at once. */
export function NoteDetails(props: { note: Note; saver: Pick<NoteSaver, 'flush'> }) {
  const { details, change } = useNoteDetails(props.note, props.saver);
  return (
    <div className={styles.details}>
      <NoteTags tags={details.tags} change={(next) => change(({ tags }) => ({ tags: next(tags) }))} />
      <NoteAbout about={details.about} change={(next) => change(({ about }) => ({ about: next(about) }))} />
    </div>
  );
}
