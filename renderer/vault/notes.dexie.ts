import { newId } from '#shared/ids.ts';
import type { OpenVault } from './adapter.ts';
import { RefusedRow } from './encrypt-tables.ts';
import { createNoteCache, type NoteCache } from './note-cache.ts';
import { createNoteRows, whole } from './note-rows.ts';
import type { Note, NoteChange, Notes } from './types.ts';

/** Notes of 2 kB are some 60 µs each to open and fold: a part takes no longer than two frames. */
const READ_AT_ONCE = 400;

/** Confidential notes (F094, F229) in the vault. Lists and searches come from memory, everything else from disk. */
export function createNotes(open: OpenVault): Notes {
  const { db, work, damage, feed, clock, random } = open;
  const rows = createNoteRows(open);
  let reading: Promise<NoteCache> | null = null;
  const subscribers = new Set<() => void>();

  /** In parts, so that ten thousand notes hold up no key and no frame while they are opened. */
  async function readAll(): Promise<NoteCache> {
    const cache = createNoteCache();
    let last = '';
    for (;;) {
      const part: (Note | RefusedRow)[] = await db.notes.where('id').above(last).limit(READ_AT_ONCE).toArray();
      for (const note of damage.sift(part)) cache.put(whole(note as Note));
      const [end] = part.slice(-1);
      if (end === undefined || part.length < READ_AT_ONCE) return cache;
      last = end instanceof RefusedRow ? end.row : end.id;
    }
  }

  /** Read once, then kept current by what is announced. Read again when the first reading failed. */
  const cached = (): Promise<NoteCache> => {
    reading ??= work
      .run(readAll)
      .catch((failure: unknown) => {
        reading = null;
        throw failure;
      });
    return reading;
  };

  /** Brings the notes of these ids up to date in memory, then tells the subscribers. */
  const refresh = async (ids: readonly string[]): Promise<void> => {
    if (reading !== null) {
      const cache = await reading;
      const found = await work.run(() => db.notes.bulkGet([...ids]));
      const readable = new Map(damage.sift(found.filter((row) => row !== undefined)).map((note) => [note.id, whole(note)]));
      for (const id of ids) {
        const note = readable.get(id);
        if (note === undefined) cache.drop(id);
        else cache.put(note);
      }
    }
    for (const subscriber of subscribers) subscriber();
  };
  // A refresh fails only when the vault closes or its disk does, and then whoever asks next is told.
  feed.subscribe((ids) => {
    const notes = ids.filter((id) => !id.includes(':'));
    if (notes.length > 0) void refresh(notes).catch(() => (reading = null));
  });

  const written = async (notes: readonly Note[], news: readonly string[]): Promise<void> => {
    if (reading !== null) {
      const cache = await reading;
      for (const note of notes) cache.put(note);
    }
    if (news.length > 0) feed.announce(news);
  };
  const change = async (...asked: Parameters<typeof rows.change>): Promise<Note> => {
    const { note, news } = await rows.change(...asked);
    await written([note], news);
    return note;
  };

  return {
    list: async () => (await cached()).list(),
    bin: async () => (await cached()).bin(),
    search: async (query) => (await cached()).search(query),
    async get(id) {
      const note = damage.readable(await work.run(() => db.notes.get(id)));
      return note === null ? null : whole(note);
    },
    async create() {
      const nowMs = clock.nowMs();
      const empty = { title: '', body: '', pinned: false, tags: [], about: [], createdAtMs: nowMs, updatedAtMs: nowMs, deletedAtMs: null };
      const note: Note = { id: newId(random), ...empty };
      await work.run(() => db.notes.add(note));
      await written([note], [note.id]);
      return note;
    },
    save: (id, asked, keeping) =>
      change(id, (there) => withTime(typeof asked === 'function' ? asked(there) : asked, clock.nowMs()), keeping),
    async rewrite(ids, next) {
      const { notes, news } = await rows.rewrite(ids, next);
      await written(notes, news);
    },
    keepVersion: async (id, words) => written([], await rows.keepVersion(id, words)),
    keepUndo: async (id, undo) => written([], await rows.keepUndo(id, undo)),
    async moveToBin(id) {
      await change(id, (note) => ({ deletedAtMs: note.deletedAtMs ?? clock.nowMs() }));
    },
    async restore(id) {
      await change(id, () => ({ deletedAtMs: null }));
    },
    async erase(id, onlyIf) {
      if (!(await rows.erase(id, onlyIf))) return;
      if (reading !== null) (await reading).drop(id);
      feed.announce([id]);
    },
    subscribe(listener) {
      // A function of its own, so that one listener may subscribe twice and leave once.
      const subscriber = (): void => listener();
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
  };
}

/** Pinning is not writing: it does not make a note newer. */
const withTime = (changes: NoteChange, nowMs: number): Partial<Note> =>
  changes.title === undefined && changes.body === undefined ? changes : { ...changes, updatedAtMs: nowMs };
