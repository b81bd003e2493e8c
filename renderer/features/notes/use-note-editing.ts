import { useEffect, useState } from 'react';
import { useApp, useVault } from '../../app/context.tsx';
import { noteUndo } from '../../vault/note-history.ts';
import type { Note } from '../../vault/types.ts';
import { createNoteSession, type NoteSession } from './editor/note-session.ts';
import { isUnsaved } from './note-saver.ts';
import { isUntouched } from './note-words.ts';
import { useSittings } from './use-sittings.tsx';

/** The editor: a part of the app of its own, fetched with the first note. Null where it could not be fetched. */
export type EditorKit = typeof import('./editor/create-editor.ts');

/** A note on its way into the editor. */
export type Editing =
  | { readonly at: 'loading' }
  | { readonly at: 'gone' }
  /** Gone as well; what was being written is a note of its own. */
  | { readonly at: 'rescued' }
  /** Its row on disk is damaged; the other notes are not (RELIABILITY F5). Nothing is written over it. */
  | { readonly at: 'unreadable' }
  | { readonly at: 'open'; readonly note: Note; readonly session: NoteSession; readonly kit: EditorKit | null };

/** Goes without a trace when its writer leaves it; what was put into the bin stays there. */
const leavesNoTrace = (note: Note): boolean => isUntouched(note) && note.deletedAtMs === null;

/**
 * Opens a note and keeps its words safe however the person leaves: another note, another screen, another window, a
 * lock, a closed lid. An empty note that nobody ever wrote in goes without a trace.
 */
export function useNoteEditing(id: string): Editing {
  const vault = useVault();
  const { clock, diskTrouble, opening, timers } = useApp();
  const sittings = useSittings();
  const [editing, setEditing] = useState<Editing>({ at: 'loading' });
  useEffect(() => {
    const { notes } = vault;
    let current = true;
    let session: NoteSession | null = null;
    const sessionNow = (): NoteSession | null => session;
    const flush = (): void => void session?.flush();
    const onTrouble = (): void => diskTrouble.set(true);
    let stopGone: (() => void) | null = null;
    const begin = async (): Promise<Note | null> => {
      // What undo kept is worth less than the note: a damaged record keeps nobody from writing (F5).
      const [note, undo] = await Promise.all([notes.get(id), noteUndo(vault).get(id).catch(() => null)]);
      if (!current || note === null || note.deletedAtMs !== null) return null;
      session = createNoteSession({ vault, note, undo, clock, timers, onTrouble });
      return note;
    };
    const open = async (): Promise<void> => {
      const fetching = import('./editor/create-editor.ts').catch(() => null);
      // Words that the disk did not take when the note was left are here still.
      session = sittings.take(id);
      // What stands beside the words may have changed on disk since that sitting began.
      const beside = session === null ? await begin() : await notes.get(id).catch(() => null);
      const kit = await fetching;
      if (!current) return;
      const opened = sessionNow();
      if (opened === null) {
        setEditing({ at: 'gone' });
        return;
      }
      stopGone = opened.onGone((rescued) => setEditing({ at: rescued ? 'rescued' : 'gone' }));
      setEditing({ at: 'open', note: beside ?? opened.note, session: opened, kit });
    };
    const leave = (): void => {
      stopGone?.();
      if (session !== null) sittings.hold(session, { onTrouble, afterwards: () => notes.erase(id, leavesNoTrace) });
    };
    open().catch(() => {
      if (current) setEditing({ at: 'unreadable' });
    });
    // False where the disk refused: nothing locks over words that are only here.
    const stop = opening.beforeClose(
      async () => {
        await session?.flush();
        return session === null || session.saver.getSnapshot().at !== 'failed';
      },
      () => session !== null && isUnsaved(session.saver),
    );
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      current = false;
      stop();
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      leave();
    };
  }, [id, vault, clock, diskTrouble, opening, timers, sittings]);
  return editing;
}
