import { createValueStore } from '../../app/value-store.ts';
import type { Readable } from '../../engine/types.ts';
import type { NoteSession } from './editor/note-session.ts';
import { isUnsaved } from './note-saver.ts';

/** What is to be done around a sitting that its screen has left. */
export interface AfterSitting {
  /** The disk does not take the words: the person hears of it on whatever screen they are. */
  onTrouble(): void;
  /** Once everything is on disk and nobody has taken the sitting back. */
  afterwards(): Promise<unknown>;
}

/**
 * Sittings whose screen has gone (RELIABILITY F2). Each is written down and let go; where the disk refuses, it goes on
 * trying by itself, and gives the words back to whoever opens the note again. They belong to the place that is open and
 * not to its screens: a place that is left, and comes back because the very last words were refused, has them still.
 */
export interface Sittings {
  /** From now on it is in these hands, without a moment in between. */
  hold(session: NoteSession, after: AfterSitting): void;
  /** The sitting with this note that is held here; it is the caller's again. */
  take(note: string): NoteSession | null;
  /** Writes down what is held; resolves to whether everything is on disk now. */
  flush(): Promise<boolean>;
  isUnsaved(): boolean;
  /** The notes whose words the disk has refused, so that the list can say so. */
  readonly refused: Readable<ReadonlySet<string>>;
  /** Before the vault closes: nobody is left to try for after that. */
  close(): Promise<void>;
}

interface Held {
  readonly session: NoteSession;
  readonly after: AfterSitting;
  /** No longer looks at how the words fare. */
  stop(): void;
}

export function createSittings(): Sittings {
  const held = new Set<Held>();
  const ending = new Set<Promise<unknown>>();
  const refused = createValueStore<ReadonlySet<string>>(new Set());
  let closed = false;

  function drop(one: Held): void {
    one.stop();
    held.delete(one);
    const { id } = one.session.note;
    if (refused.getSnapshot().has(id)) refused.set(new Set([...refused.getSnapshot()].filter((other) => other !== id)));
  }

  function letGo(one: Held): void {
    drop(one);
    const end = (async () => {
      await one.session.close();
      if (!isUnsaved(one.session.saver)) await one.after.afterwards();
    })().catch(() => undefined);
    ending.add(end);
    void end.then(() => ending.delete(end));
  }

  /** Tried once: what is down is let go, and what is not is told of and waited for. */
  async function settle(one: Held): Promise<void> {
    await one.session.flush();
    if (!held.has(one)) return;
    if (!isUnsaved(one.session.saver)) {
      letGo(one);
      return;
    }
    refused.set(new Set([...refused.getSnapshot(), one.session.note.id]));
    one.after.onTrouble();
  }

  return {
    hold(session, after) {
      const look = (): void => {
        if (session.saver.getSnapshot().at === 'saved' && held.has(one)) letGo(one);
      };
      const one: Held = { session, after, stop: session.saver.subscribe(look) };
      held.add(one);
      if (closed) letGo(one);
      else settle(one).catch(after.onTrouble);
    },
    take(note) {
      const one = [...held].find(({ session }) => session.note.id === note);
      if (one === undefined) return null;
      drop(one);
      return one.session;
    },
    async flush() {
      const all = [...held];
      await Promise.all(all.map(({ session }) => session.flush()));
      return !all.some(({ session }) => isUnsaved(session.saver));
    },
    refused,
    isUnsaved: () => [...held].some(({ session }) => isUnsaved(session.saver)),
    async close() {
      closed = true;
      for (const one of held) letGo(one);
      await Promise.all(ending);
    },
  };
}
