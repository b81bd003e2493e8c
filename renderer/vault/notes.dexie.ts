import { newId } from '#shared/ids.ts';
import { NOTE, TEXT } from '#shared/limits.ts';
import type { OpenVault } from './adapter.ts';
import { RefusedRow } from './encrypt-tables.ts';
import { VaultFailure } from './failure.ts';
import { createNoteCache, type NoteCache } from './note-cache.ts';
import { rowsOfNote } from './note-history.ts';
import type { Note, Notes } from './types.ts';

/** Notes of 2 kB are some 60 µs each to open and fold: a part takes no longer than two frames. */
const READ_AT_ONCE = 400;

/** Confidential notes (F094, F229) in the vault. Lists and searches come from memory, everything else from disk. */
export function createNotes({ db, secrets, work, damage, feed, clock, random }: OpenVault): Notes {
  let reading: Promise<NoteCache> | null = null;
  const subscribers = new Set<() => void>();

  /** In parts, so that ten thousand notes hold up no key and no frame while they are opened. */
  async function readAll(): Promise<NoteCache> {
    const cache = createNoteCache();
    let last = '';
    for (;;) {
      const rows: (Note | RefusedRow)[] = await db.notes.where('id').above(last).limit(READ_AT_ONCE).toArray();
      for (const note of damage.sift(rows)) cache.put(whole(note as Note));
      const [end] = rows.slice(-1);
      if (end === undefined || rows.length < READ_AT_ONCE) return cache;
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
      const rows = await work.run(() => db.notes.bulkGet([...ids]));
      const readableRows = new Map(damage.sift(rows.filter((row) => row !== undefined)).map((note) => [note.id, whole(note)]));
      for (const id of ids) {
        const note = readableRows.get(id);
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

  const written = async (note: Note): Promise<Note> => {
    if (reading !== null) (await reading).put(note);
    feed.announce([note.id]);
    return note;
  };
  /** Reads, changes and writes one note in one transaction, so that two windows never undo each other's change. */
  const change = async (id: string, next: (note: Note) => Note): Promise<Note> => {
    const note = await work.run(() =>
      db.dexie.transaction('rw', db.notes, async () => {
        const before = damage.readable(await db.notes.get(id));
        if (before === null) throw new VaultFailure('missing', `note ${id}`);
        const after = next(whole(before));
        await db.notes.put(after);
        return after;
      }),
    );
    return written(note);
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
      return written(note);
    },
    save(id, changes, writesOver) {
      const tooLong = firstTooLong(changes);
      if (tooLong !== null) return Promise.reject(new VaultFailure('too-long', tooLong));
      return change(id, (note) => {
        writesOver?.(note);
        return { ...note, ...changes, updatedAtMs: updatedAt(note, changes, clock.nowMs()) };
      });
    },
    async moveToBin(id) {
      await change(id, (note) => ({ ...note, deletedAtMs: note.deletedAtMs ?? clock.nowMs() }));
    },
    async restore(id) {
      await change(id, (note) => ({ ...note, deletedAtMs: null }));
    },
    async erase(id) {
      await work.run(() =>
        db.dexie.transaction('rw', db.notes, db.things, async () => {
          await db.notes.delete(id);
          await db.things.bulkDelete(rowsOfNote(secrets, id));
        }),
      );
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

/** Notes of Samovar 0.2 and before have neither tags nor links. */
const whole = (row: Note): Note => ({ ...row, tags: row.tags ?? [], about: row.about ?? [] });

type Changes = Parameters<Notes['save']>[1];

function firstTooLong({ title = '', body = '', tags = [], about = [] }: Changes): string | null {
  if (title.length > TEXT.maxNoteTitleLength) return 'title';
  if (body.length > TEXT.maxNoteBodyLength) return 'body';
  if (tags.length > NOTE.maxTags || tags.some((tag) => tag.length > NOTE.maxTagLength)) return 'tags';
  return about.length > NOTE.maxLinks ? 'about' : null;
}

/** Pinning is not writing: it does not make a note newer. */
const updatedAt = (note: Note, { title, body }: Changes, nowMs: number): number =>
  title === undefined && body === undefined ? note.updatedAtMs : nowMs;
