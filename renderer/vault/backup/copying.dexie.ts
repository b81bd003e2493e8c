import type { Table } from 'dexie';
import { chatDocument } from '#shared/documents/names.ts';
import type { OpenVault } from '../adapter.ts';
import type { Note } from '../types.ts';
import type { SettingRow, ThingRow } from '../vault-database.ts';
import { COLLECTIONS_LEFT_OUT, isInCopy, type CopyItem, type CopyKind } from './copy-items.ts';
import type { Copying, FillReport } from './copying.ts';
import { bothTexts, isNewerThing, keptBeside, outcomeOf } from './merge.ts';

/** How many rows are decrypted at a time; with notes of ordinary size a few hundred kilobytes. */
const BATCH = 200;
/** Under which setting the versions are remembered that went out or came in. */
const SHARED = 'copies/shared';

type Versions = Record<string, number>;
type Tally = { -readonly [Name in keyof FillReport]: number };

/** Reads a vault out and in, over its open database. */
export function createCopying(open: OpenVault): Omit<Copying, 'door'> {
  const { db, secrets, work, damage, feed } = open;
  const settingRow = (table: Table<SettingRow, string>, name: string): string => secrets.rowId(table.name, name);

  /** All rows of a table in the order of their keys, some at a time; those that were refused are counted. */
  async function* rowsOf<Row>(table: Table<Row, string>, key: string, refused: (count: number) => void): AsyncGenerator<Row[]> {
    let last = '';
    for (;;) {
      const keys = await work.run(() => table.where(key).above(last).limit(BATCH).primaryKeys());
      const rows = await work.run(() => table.bulkGet(keys));
      const there = rows.filter((row) => row !== undefined);
      const readable = damage.sift(there);
      refused(there.length - readable.length);
      if (readable.length > 0) yield readable;
      if (keys.length < BATCH) return;
      last = keys.at(-1) ?? last;
    }
  }

  async function* read(kind: CopyKind, refused: (count: number) => void): AsyncGenerator<readonly CopyItem[]> {
    for await (const rows of rowsOf(db.notes, 'id', refused)) yield rows.map((note) => ({ t: 'note', note: plain(whole(note)) }));
    for await (const rows of rowsOf(db.things, 'row', refused)) {
      yield rows.filter(({ of }) => !COLLECTIONS_LEFT_OUT.has(of)).map(({ of, id, json }) => ({ t: 'thing', of, id, json }));
    }
    for await (const rows of rowsOf(db.drafts, 'row', refused)) yield rows.map(({ name, json }) => ({ t: 'draft', name, json }));
    for await (const rows of rowsOf(db.settings, 'row', refused)) {
      yield rows.filter(({ name }) => isInCopy(name, kind)).map(({ name, json }) => ({ t: 'setting', name, json }));
    }
    for (const table of [db.outbox, db.refused]) {
      for await (const rows of rowsOf<{ chat: Parameters<typeof chatDocument>[0]; text: string }>(table, 'row', refused)) {
        yield rows.map(({ chat, text }) => ({ t: 'unsent', place: chatDocument(chat), text }));
      }
    }
  }

  async function versions(): Promise<Versions> {
    const row = await db.settings.get(settingRow(db.settings, SHARED));
    // Forgotten or unreadable: then every difference counts as written on both sides, and both are kept.
    return typeof row?.json === 'string' ? (JSON.parse(row.json) as Versions) : {};
  }
  const remember = (now: Versions): PromiseLike<unknown> =>
    db.settings.put({ row: settingRow(db.settings, SHARED), name: SHARED, json: JSON.stringify(now) });

  /** Some notes at once: read together, decided one by one, written together. Gives the ids that changed. */
  async function fillNotes(copied: readonly Note[], shared: Versions, tally: Tally): Promise<string[]> {
    const rows: unknown[] = await db.notes.bulkGet(copied.map(({ id }) => id));
    const written = copied.flatMap((note, at) => decideNote(note, rows[at], shared, tally));
    // What was kept beside by an earlier reading of the same copy is there already.
    const beside = written.filter(({ keptBeside: is }) => is).map(({ note }) => note.id);
    const known = new Set(await db.notes.where('id').anyOf(beside).primaryKeys());
    const fresh = written.filter(({ note, keptBeside: is }) => !(is && known.has(note.id)));
    tally.keptTwice += fresh.filter(({ keptBeside: is }) => is).length;
    await db.notes.bulkPut(fresh.map(({ note }) => note));
    return fresh.map(({ note }) => note.id);
  }

  async function fillThing({ of, id, json }: CopyItem & { t: 'thing' }, tally: Tally): Promise<string[]> {
    const row = secrets.rowId('things', `${of}/${id}`);
    const here: unknown = await db.things.get(row);
    if (here !== undefined && !(isThing(here) && isNewerThing(here.json, json))) return [];
    const kin = secrets.rowId('kin', of);
    await db.things.put({ row, kin, of, id, json });
    // Earlier versions come along with their note, which has been counted.
    if (of !== 'note-versions') tally.things += 1;
    return [`${kin}:${row}`];
  }

  /** A draft that is here already keeps its words; a text comes behind them. */
  async function fillDraft(name: string, copied: unknown, tally: Tally): Promise<void> {
    const row = settingRow(db.drafts, name);
    const there: unknown = await db.drafts.get(row);
    const here: unknown = isSetting(there) ? JSON.parse(there.json) : null;
    if (there !== undefined && !(typeof here === 'string' && typeof copied === 'string')) return;
    const next = typeof here === 'string' && typeof copied === 'string' ? bothTexts(here, copied) : copied;
    if (next === here) return;
    tally.drafts += 1;
    await db.drafts.put({ row, name, json: JSON.stringify(next) });
  }

  async function fillItem(item: Exclude<CopyItem, { t: 'note' }>, tally: Tally): Promise<string[]> {
    switch (item.t) {
      case 'thing':
        return fillThing(item, tally);
      case 'draft':
        await fillDraft(item.name, JSON.parse(item.json), tally);
        return [];
      case 'unsent':
        await fillDraft(item.place, item.text, tally);
        return [];
      case 'setting': {
        const row = settingRow(db.settings, item.name);
        // What this device was told stays as it is.
        if ((await db.settings.get(row)) === undefined) await db.settings.put({ row, name: item.name, json: item.json });
        return [];
      }
    }
  }

  return {
    async contents(kind) {
      let unreadable = 0;
      const notes = await work.run(() => db.notes.count());
      return {
        about: { madeAtMs: open.clock.nowMs(), notes },
        batches: () => read(kind, (count) => (unreadable += count)),
        unreadable: () => unreadable,
      };
    },
    async fill(items) {
      const tally: Tally = { added: 0, renewed: 0, keptTwice: 0, same: 0, things: 0, drafts: 0 };
      const changed: string[] = [];
      await work.run(() =>
        db.dexie.transaction('rw', db.notes, db.things, db.drafts, db.settings, async () => {
          const shared = await versions();
          const notes = items.flatMap((item) => (item.t === 'note' ? [item.note as Note] : []));
          for (let at = 0; at < notes.length; at += BATCH) {
            for (const id of await fillNotes(notes.slice(at, at + BATCH), shared, tally)) changed.push(id);
          }
          for (const item of items) if (item.t !== 'note') changed.push(...(await fillItem(item, tally)));
          await remember(shared);
        }),
      );
      feed.announce(changed);
      return tally;
    },
    wentOut: (went) =>
      work.run(() =>
        db.dexie.transaction('rw', db.settings, async () => {
          await remember({ ...(await versions()), ...Object.fromEntries(went) });
        }),
      ),
  };
}

/** What is to be written for one note of a copy. */
function decideNote(copied: Note, row: unknown, shared: Versions, tally: Tally): { note: Note; keptBeside: boolean }[] {
  const here = isNote(row) ? whole(row) : null;
  const outcome = outcomeOf(here, copied, shared[copied.id] ?? null);
  shared[copied.id] = copied.updatedAtMs;
  if (outcome === 'leave') {
    tally.same += 1;
    return [];
  }
  if (here === null || outcome === 'add') {
    // A row that is there and cannot be read is left where it is: its words may yet be rescued.
    const note = row === undefined ? copied : keptBeside(copied);
    tally.added += 1;
    return [{ note, keptBeside: false }];
  }
  if (outcome === 'take') {
    tally.renewed += 1;
    return [{ note: copied, keptBeside: false }];
  }
  if (outcome === 'both-here-newer') return [{ note: keptBeside(copied), keptBeside: true }];
  return [{ note: copied, keptBeside: false }, { note: keptBeside(here), keptBeside: true }];
}

const isNote = (row: unknown): row is Note => typeof row === 'object' && row !== null && 'updatedAtMs' in row;
const isThing = (row: unknown): row is ThingRow => typeof row === 'object' && row !== null && 'json' in row && 'kin' in row;
const isSetting = (row: unknown): row is SettingRow => typeof row === 'object' && row !== null && 'json' in row;

/** Notes of Samovar 0.2 and before have neither tags nor links. */
const whole = (row: Note): Note => ({ ...row, tags: row.tags ?? [], about: row.about ?? [] });
/** Without `readonly`, as the item's shape has it. */
const plain = (note: Note) => ({ ...note, tags: [...note.tags], about: note.about.map((link) => ({ ...link })) });
