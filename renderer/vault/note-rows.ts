import { NOTE, TEXT } from '#shared/limits.ts';
import type { OpenVault } from './adapter.ts';
import { VaultFailure } from './failure.ts';
import { NOTE_UNDO, NOTE_VERSIONS, rowsOfNote, undoSchema, versionsSchema, withVersion, type NoteUndo, type NoteWords } from './note-history.ts';
import { thingRows } from './thing-rows.ts';
import type { Keeping, Note, NoteChange } from './types.ts';

/**
 * Notes on disk, and what lies beside each (V17). Whatever changes both does it in one transaction, so that no crash finds
 * words written over and not yet kept, and nothing is ever put beside a note that is gone.
 */
export interface NoteRows {
  change(id: string, next: (there: Note) => Partial<Note>, keeping?: Keeping): Promise<Written>;
  rewrite(ids: readonly string[], next: (note: Note) => NoteWords | null): Promise<{ notes: readonly Note[]; news: readonly string[] }>;
  /** This and the next give what the windows are to be told. */
  keepVersion(id: string, words: NoteWords): Promise<readonly string[]>;
  keepUndo(id: string, undo: NoteUndo): Promise<readonly string[]>;
  /** Whether it went. */
  erase(id: string, onlyIf?: (note: Note) => boolean): Promise<boolean>;
}

export interface Written {
  readonly note: Note;
  /** What changed, for the other windows. */
  readonly news: readonly string[];
}

export function createNoteRows(open: OpenVault): NoteRows {
  const { db, secrets, work, damage, clock } = open;
  const versions = thingRows(open, NOTE_VERSIONS, versionsSchema);
  const undos = thingRows(open, NOTE_UNDO, undoSchema);

  const inOne = <T>(piece: () => Promise<T>): Promise<T> =>
    work.run(() => db.dexie.transaction('rw', db.notes, db.things, piece));
  const stored = async (id: string): Promise<Note | null> => {
    const row = damage.readable(await db.notes.get(id));
    return row === null ? null : whole(row);
  };
  const isThere = async (id: string): Promise<boolean> => (await db.notes.where('id').equals(id).count()) > 0;
  const addVersion = async (id: string, { title, body }: NoteWords, atMs: number): Promise<string> => {
    await versions.change(id, (before) => withVersion(before ?? [], { atMs, title, body }, clock.nowMs()));
    return versions.newsOf(id);
  };

  return {
    async change(id, next, keeping) {
      const piece = async (): Promise<Written> => {
        const before = await stored(id);
        if (before === null) throw new VaultFailure('missing', `note ${id}`);
        const changes = next(before);
        const tooLong = firstTooLong(changes);
        if (tooLong !== null) throw new VaultFailure('too-long', tooLong);
        const note: Note = { ...before, ...changes };
        await db.notes.put(note);
        if (keeping === undefined || !keeping.isWorth(before, note)) return { note, news: [id] };
        try {
          return { note, news: [id, await addVersion(id, before, before.updatedAtMs)] };
        } catch (failure) {
          // Any other failure takes the whole write back, and it is tried again with both.
          if (!isUnreadable(failure)) throw failure;
          keeping.onTrouble(failure);
          return { note, news: [id] };
        }
      };
      // What touches no version holds up nobody who writes beside other notes.
      return keeping === undefined ? work.run(() => db.dexie.transaction('rw', db.notes, piece)) : inOne(piece);
    },
    rewrite: (ids, next) =>
      inOne(async () => {
        const notes: Note[] = [];
        const news: string[] = [];
        for (const id of ids) {
          try {
            const before = await stored(id);
            const words = before === null ? null : next(before);
            if (before === null || words === null || firstTooLong(words) !== null) continue;
            news.push(id, await addVersion(id, before, before.updatedAtMs));
            // A moment newer than its earlier words: versions stay in order, and no note moves up the list.
            const note = { ...before, title: words.title, body: words.body, updatedAtMs: before.updatedAtMs + 1 };
            await db.notes.put(note);
            notes.push(note);
          } catch (failure) {
            if (!isUnreadable(failure)) throw failure;
          }
        }
        return { notes, news };
      }),
    keepVersion: (id, words) => inOne(async () => ((await isThere(id)) ? [await addVersion(id, words, clock.nowMs())] : [])),
    keepUndo: (id, undo) =>
      inOne(async () => {
        if (!(await isThere(id))) return [];
        await undos.change(id, () => undo);
        return [undos.newsOf(id)];
      }),
    erase: (id, onlyIf) =>
      inOne(async () => {
        if (onlyIf !== undefined) {
          const there = await stored(id);
          if (there === null || !onlyIf(there)) return false;
        }
        await db.notes.delete(id);
        await db.things.bulkDelete(rowsOfNote(secrets, id));
        return true;
      }),
  };
}

/** Notes of Samovar 0.2 and before have neither tags nor links. */
export const whole = (row: Note): Note => ({ ...row, tags: row.tags ?? [], about: row.about ?? [] });

const isUnreadable = (failure: unknown): boolean => failure instanceof VaultFailure && failure.code === 'unreadable-row';

function firstTooLong({ title = '', body = '', tags = [], about = [] }: NoteChange): string | null {
  if (title.length > TEXT.maxNoteTitleLength) return 'title';
  if (body.length > TEXT.maxNoteBodyLength) return 'body';
  if (tags.length > NOTE.maxTags || tags.some((tag) => tag.length > NOTE.maxTagLength)) return 'tags';
  return about.length > NOTE.maxLinks ? 'about' : null;
}
