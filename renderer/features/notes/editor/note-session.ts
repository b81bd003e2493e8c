import type { Clock, Timers } from '#shared/ports.ts';
import { VaultFailure } from '../../../vault/failure.ts';
import { isVersionDue, sameWords, type NoteUndo, type NoteWords } from '../../../vault/note-history.ts';
import type { Note, Vault } from '../../../vault/types.ts';
import { createNoteSaver, isUnsaved, type NoteChange, type NoteSaver } from '../note-saver.ts';
import { mendLinks } from './mend-links.ts';
import { isLinkable } from './note-titles.ts';

/**
 * One sitting with one note: its words on their way to the disk, its earlier versions, what undo can take back, and
 * what another window does to it meanwhile.
 */
export interface NoteSession {
  /** As it was opened. */
  readonly note: Note;
  readonly saver: NoteSaver;
  /** What undo can take back in an editor that begins now. */
  undo(): NoteUndo | null;
  /** The newest words that this window knows to be on disk. */
  onDisk(): NoteWords;
  /** The newest words of all: those on disk, with what is not there yet. */
  words(): NoteWords;
  /** Calls with the words of another window when they are newer and nothing here is unsaved. Returns the way to stop. */
  onTheirs(listener: (theirs: NoteWords) => void): () => void;
  /**
   * Calls when another window has put the note into the bin or erased it, and says whether the words that were only here
   * are a note of their own now. Returns the way to stop.
   */
  onGone(listener: (rescued: boolean) => void): () => void;
  /** The editor says how to ask for its steps; asked at the end, and whenever the person looks away. */
  undoFrom(record: () => NoteUndo): void;
  /** Keeps these words as a version at once: before another one takes their place. */
  keep(words: NoteWords): Promise<void>;
  /** Writes down what waits, undo's steps with it. A title that was changed is as it was meant: links in other notes follow. */
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

/** Whether a change has words that are not on disk; what was only taken away is no loss. */
const isNews = (known: NoteWords, { title = known.title, body = known.body }: NoteChange): boolean =>
  (title.trim() !== '' && title !== known.title) || (body.trim() !== '' && body !== known.body);

const isMissing = (failure: unknown): boolean => failure instanceof VaultFailure && failure.code === 'missing';

export interface NoteSessionParts {
  readonly vault: Pick<Vault, 'notes'>;
  readonly note: Note;
  readonly undo: NoteUndo | null;
  readonly clock: Clock;
  readonly timers: Timers;
  /** A version or a link that the disk did not take: the words themselves are safe, but the person should hear of the disk. */
  readonly onTrouble: (failure: unknown) => void;
}

export function createNoteSession(parts: NoteSessionParts): NoteSession {
  const { clock, note, vault } = parts;
  const { notes } = vault;
  const theirs = new Set<(theirs: NoteWords) => void>();
  const gone = new Set<(rescued: boolean) => void>();
  let known: NoteWords = note;
  let lastKeptMs: number | null = null;
  let beside: Promise<unknown> = Promise.resolve();
  let record: (() => NoteUndo) | null = null;
  let keptDigest: string | null = parts.undo?.digest ?? null;
  /** By which title other notes lead here, and whether this sitting may have changed it. */
  let linkedAs = note.title;
  let retitled = false;
  /** The note that took the words in, when this one was erased under them. */
  let rescuedAs: string | null = null;

  /** Does what may fail without any word of the note being lost, and is waited for at the end. */
  const doBeside = (work: Promise<unknown>): Promise<void> => {
    const settled = work.then(() => undefined, parts.onTrouble);
    beside = Promise.all([beside, settled]);
    return settled;
  };
  const tellGone = (): void => {
    for (const listener of gone) listener(rescuedAs !== null);
  };

  /** What is on disk now. Links to a title that another window changed are mended there. */
  const follow = (now: NoteWords, titledHere: boolean): void => {
    if (titledHere) retitled = true;
    else if (now.title !== known.title) linkedAs = now.title;
    known = now;
  };

  /**
   * The note stays erased, with its versions and its undo; words that never were on disk go on as a note of their own,
   * which is told like any new one. What comes after goes there too. A disk that refuses is tried again, as with any save.
   */
  async function rescue(change: NoteChange): Promise<void> {
    if (rescuedAs === null && !isNews(known, change)) return;
    rescuedAs ??= (await notes.create()).id;
    known = await notes.save(rescuedAs, { title: known.title, body: known.body, ...change });
  }

  async function save(change: NoteChange): Promise<void> {
    const nowMs = clock.nowMs();
    const due = isVersionDue(lastKeptMs, nowMs);
    try {
      const after = await notes.save(note.id, change, {
        isWorth: (before, now) => isWorthKeeping(known, before, now, due),
        onTrouble: parts.onTrouble,
      });
      follow(after, change.title !== undefined);
    } catch (failure) {
      if (!isMissing(failure)) throw failure;
      // Erased in another window, which did not know of these words: nobody has let them go (RELIABILITY F2).
      await rescue(change);
      tellGone();
      return;
    }
    if (due) lastKeptMs = nowMs;
  }

  const saver = createNoteSaver({ timers: parts.timers, save });

  async function look(): Promise<void> {
    // One's own words are on their way: they come first, and the look follows when they are down.
    if (isUnsaved(saver)) return;
    const there = await notes.get(note.id);
    if (there === null || there.deletedAtMs !== null) {
      tellGone();
      return;
    }
    if (!isTheirs(known, there, isUnsaved(saver))) return;
    follow(there, false);
    for (const listener of theirs) listener(there);
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
    await notes.keepUndo(note.id, now).catch(parts.onTrouble);
  }
  async function settleTitle(): Promise<void> {
    await saver.flush();
    // A title that no link can name is on its way to another one; until then the old links say what they said.
    if (!retitled || isUnsaved(saver) || !isLinkable(known.title.trim())) return;
    retitled = false;
    const from = linkedAs;
    linkedAs = known.title;
    await doBeside(mendLinks(notes, { note: note.id, from, to: known.title }));
  }
  const flush = async (): Promise<void> => {
    await settleTitle();
    await keepUndo();
  };

  return {
    note,
    saver,
    undo: () => record?.() ?? parts.undo,
    onDisk: () => known,
    words: () => ({ title: known.title, body: known.body, ...saver.unsaved() }),
    onTheirs(listener) {
      theirs.add(listener);
      return () => void theirs.delete(listener);
    },
    onGone(listener) {
      gone.add(listener);
      return () => void gone.delete(listener);
    },
    undoFrom: (from) => void (record = from),
    keep: (words) => doBeside(notes.keepVersion(note.id, words)),
    flush,
    async close() {
      for (const stop of stops) stop();
      theirs.clear();
      gone.clear();
      await flush();
      await saver.close();
      await beside;
    },
  };
}
