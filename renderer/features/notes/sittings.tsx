import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useApp } from '../../app/context.tsx';
import type { NoteSession } from './editor/note-session.ts';

/**
 * Sittings that outlive their screen: the person went on while the disk would not take the last words (RELIABILITY F2).
 * Each goes on trying by itself, and gives the words back to whoever opens the note again.
 */
export interface Sittings {
  hold(session: NoteSession): void;
  /** The sitting with this note that is held here; it is the caller's again. */
  take(note: string): NoteSession | null;
  /** Whether everything is on disk now. */
  flush(): Promise<boolean>;
  close(): Promise<void>;
}

const isFailing = ({ saver }: NoteSession): boolean => saver.getSnapshot().at === 'failed';

export function createSittings(): Sittings {
  const held = new Map<string, { readonly session: NoteSession; readonly stop: () => void }>();
  let closed = false;
  const take = (note: string): NoteSession | null => {
    const one = held.get(note);
    one?.stop();
    held.delete(note);
    return one?.session ?? null;
  };
  return {
    hold(session) {
      // The vault is closing: nobody is left to try for.
      if (closed) {
        void session.close();
        return;
      }
      const { note, saver } = session;
      const look = (): void => {
        if (saver.getSnapshot().at === 'saved') void take(note.id)?.close();
      };
      held.set(note.id, { session, stop: saver.subscribe(look) });
      look();
    },
    take,
    async flush() {
      const sessions = [...held.values()].map(({ session }) => session);
      await Promise.all(sessions.map((session) => session.flush()));
      return !sessions.some(isFailing);
    },
    async close() {
      closed = true;
      await Promise.all([...held.keys()].map((note) => take(note)?.close()));
    },
  };
}

const SittingsContext = createContext<Sittings | null>(null);

/** For as long as a vault is open. Nothing locks over words that are only here. */
export function SittingsProvider(props: { children: ReactNode }) {
  const { opening } = useApp();
  const [sittings] = useState(createSittings);
  useEffect(() => {
    const stop = opening.beforeClose(sittings.flush);
    return () => {
      stop();
      void sittings.close();
    };
  }, [opening, sittings]);
  return <SittingsContext value={sittings}>{props.children}</SittingsContext>;
}

export function useSittings(): Sittings {
  const sittings = useContext(SittingsContext);
  if (sittings === null) throw new Error('useSittings outside of SittingsProvider');
  return sittings;
}
