import { useEffect, useState } from 'react';
import { useApp, useVault } from '../../app/context.tsx';
import type { Note } from '../../vault/types.ts';
import { createNoteSaver, type NoteSaver } from './note-saver.ts';
import { isUntouched } from './note-words.ts';

/** A note on its way into the editor. */
export type Editing =
  | { readonly at: 'loading' }
  | { readonly at: 'gone' }
  /** Its row on disk is damaged; the other notes are not (RELIABILITY F5). Nothing is written over it. */
  | { readonly at: 'unreadable' }
  | { readonly at: 'open'; readonly note: Note; readonly saver: NoteSaver };

/**
 * Opens a note and keeps its words safe however the person leaves: another note, another screen, another window, a
 * lock, a closed lid. An empty note that nobody ever wrote in goes without a trace.
 */
export function useNoteEditing(id: string): Editing {
  const { notes } = useVault();
  const { opening, timers } = useApp();
  const [editing, setEditing] = useState<Editing>({ at: 'loading' });
  useEffect(() => {
    let current = true;
    const saver = createNoteSaver({ timers, save: (change) => notes.save(id, change) });
    const flush = (): void => void saver.flush();
    const open = async (): Promise<void> => {
      const note = await notes.get(id);
      if (!current) return;
      setEditing(note === null || note.deletedAtMs !== null ? { at: 'gone' } : { at: 'open', note, saver });
    };
    const leave = async (): Promise<void> => {
      await saver.close();
      const note = await notes.get(id);
      if (note !== null && isUntouched(note)) await notes.erase(id);
    };
    open().catch(() => {
      if (current) setEditing({ at: 'unreadable' });
    });
    const stop = opening.beforeClose(() => saver.close());
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      current = false;
      stop();
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      leave().catch(() => undefined);
    };
  }, [id, notes, opening, timers]);
  return editing;
}
