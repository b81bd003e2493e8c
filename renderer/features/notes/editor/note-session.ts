import type { Clock, Timers } from '#shared/ports.ts';
import { isVersionDue, noteUndo, noteVersions, sameWords, withVersion, type NoteUndo, type NoteWords } from '../../../vault/note-history.ts';
import type { Note, Vault } from '../../../vault/types.ts';
import { createNoteSaver, type NoteSaver } from '../note-saver.ts';

/**
 * One sitting with one note: its words on their way to the disk, its earlier versions, what undo can take back, and
 * what another window does to it meanwhile.
 */
export interface NoteSession {
  readonly saver: NoteSaver;
  /** What undo kept when the note was closed last. */
  readonly undo: NoteUndo | null;
  /** The newest words that this window knows to be on disk. */
  onDisk(): NoteWords;
  /** Calls with the words of another window when they are newer and nothing here is unsaved. Returns the way to stop. */
  onTheirs(listener: (theirs: NoteWords) => void): () => void;
  /** The editor says how to ask for its steps; asked at the end, and whenever the person looks away. */
  undoFrom(record: () => NoteUndo): void;
  /** Keeps these words as a version at once: before another one takes their place. */
  keep(words: NoteWords): Promise<void>;
  /** Writes down what waits, undo's steps with it. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Whether the words that a save wrote over are to be kept as a version. The words of another window always are, since
 * nobody here has seen them; one's own when a version is due.
 */
export const isWorthKeeping = (known: NoteWords, over: NoteWords, after: NoteWords, due: boolean): boolean =>
  !sameWords(over, after) && (due || !sameWords(over, known));

/** Whether what is on disk is another window's and may be shown here: never over words that are not on disk yet. */
export const isTheirs = (known: NoteWords, there: NoteWords, unsaved: boolean): boolean => !unsaved && !sameWords(known, there);

const isUnsaved = (saver: NoteSaver): boolean => ['unsaved', 'saving', 'failed'].includes(saver.getSnapshot().at);

export interface NoteSessionParts {
  readonly vault: Pick<Vault, 'notes' | 'collection'>;
  readonly note: Note;
  readonly undo: NoteUndo | null;
  readonly clock: Clock;
  readonly timers: Timers;
  /** A version that the disk did not take: the words themselves are safe, but the person should hear of the disk. */
  readonly onTrouble: (failure: unknown) => void;
}

export function createNoteSession(parts: NoteSessionParts): NoteSession {
  const { clock, note, vault } = parts;
  const { notes } = vault;
  const versions = noteVersions(vault);
  const listeners = new Set<(theirs: NoteWords) => void>();
  let known: NoteWords = note;
  let lastKeptMs: number | null = null;
  let keeping: Promise<unknown> = Promise.resolve();
  let record: (() => NoteUndo) | null = null;
  let keptDigest: string | null = parts.undo?.digest ?? null;

  const keep = (words: NoteWords, atMs: number): Promise<void> => {
    const { title, body } = words;
    const kept = versions.change(note.id, (before) => withVersion(before ?? [], { atMs, title, body }, clock.nowMs()));
    const settled = kept.then(() => undefined, parts.onTrouble);
    keeping = Promise.all([keeping, settled]);
    return settled;
  };

  async function save(change: Partial<NoteWords>): Promise<void> {
    const over: Note[] = [];
    const after = await notes.save(note.id, change, (before) => over.push(before));
    const nowMs = clock.nowMs();
    const due = isVersionDue(lastKeptMs, nowMs);
    for (const before of over.slice(-1)) {
      if (isWorthKeeping(known, before, after, due)) void keep(before, before.updatedAtMs);
    }
    if (due) lastKeptMs = nowMs;
    known = after;
  }

  const saver = createNoteSaver({ timers: parts.timers, save });

  async function look(): Promise<void> {
    // One's own words are on their way: they come first, and the look follows when they are down.
    if (isUnsaved(saver)) return;
    const there = await notes.get(note.id);
    if (there === null || !isTheirs(known, there, isUnsaved(saver))) return;
    known = there;
    for (const listener of listeners) listener(there);
  }
  // A note that cannot be read now is shown as it was; the next save says what is wrong with the disk.
  const lookAgain = (): void => void look().catch(() => undefined);
  const stops = [
    notes.subscribe(lookAgain),
    saver.subscribe(() => {
      if (saver.getSnapshot().at === 'saved') lookAgain();
    }),
  ];

  async function keepUndo(): Promise<void> {
    const now = record?.() ?? null;
    if (now === null || now.digest === keptDigest || isUnsaved(saver)) return;
    keptDigest = now.digest;
    await noteUndo(vault).put(note.id, now).catch(parts.onTrouble);
  }
  const flush = async (): Promise<void> => {
    await saver.flush();
    await keepUndo();
  };

  return {
    saver,
    undo: parts.undo,
    onDisk: () => known,
    onTheirs(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    undoFrom: (from) => void (record = from),
    keep: (words) => keep(words, clock.nowMs()),
    flush,
    async close() {
      for (const stop of stops) stop();
      listeners.clear();
      await saver.close();
      await keepUndo();
      await keeping;
    },
  };
}
