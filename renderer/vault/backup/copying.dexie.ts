import type { Table } from 'dexie';
import { chatDocument } from '#shared/documents/names.ts';
import type { OpenVault } from '../adapter.ts';
import { bothVersions, NOTE_VERSIONS, withVersion } from '../note-history.ts';
import type { Note } from '../types.ts';
import type { SettingRow, ThingRow } from '../vault-database.ts';
import { COLLECTIONS_LEFT_OUT, isInCopy, type CopyItem, type CopyKind } from './copy-items.ts';
import type { Copying, FillReport } from './copying.ts';
import { bothTexts, changedAt, isNewerThing, keptBeside, outcomeOf } from './merge.ts';

/** How many rows are decrypted at a time; with notes of ordinary size a few hundred kilobytes. */
const BATCH = 200;
/** Under which setting the versions are remembered that went out or came in. */
const SHARED = 'copies/shared';
/** The collections of unfinished texts and of their earlier versions (engine/draft-rows.ts), which are brought together with care. */
const DRAFTS = 'drafts';
const DRAFT_VERSIONS = 'draft-versions';
const VERSIONS: ReadonlySet<string> = new Set([NOTE_VERSIONS, DRAFT_VERSIONS]);

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
    for await (const rows of rowsOf(db.notes, 'id', refused)) yield rows.map((note) => ({ t: 'note', note: whole(note) }));
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
    const changed = fresh.map(({ note }) => note.id);
    for (const { over } of fresh) if (over !== undefined) changed.push(...(await keepVersion(over)));
    return changed;
  }

  /**
   * Words whose place a copy takes, as an earlier version of the note: that they went out once says not that the other
   * side ever saw them. Dated now, since until now they stood.
   */
  async function keepVersion({ id, title, body }: Note): Promise<string[]> {
    const nowMs = open.clock.nowMs();
    const there = await thingHere(NOTE_VERSIONS, id);
    const before = bothVersions(there ?? '[]', '[]', nowMs);
    if (there === undefined || before === null) return [];
    return putThing(NOTE_VERSIONS, id, JSON.stringify(withVersion(before, { atMs: nowMs, title, body }, nowMs)));
  }

  /** Earlier versions of both sides are one list. */
  async function fillVersions(id: string, here: string, copied: string): Promise<string[]> {
    const both = JSON.stringify(bothVersions(here, copied, open.clock.nowMs()));
    return both === 'null' || both === here ? [] : putThing(NOTE_VERSIONS, id, both);
  }

  async function putThing(of: string, id: string, json: string): Promise<string[]> {
    const [kin, row] = [secrets.rowId('kin', of), secrets.rowId('things', `${of}/${id}`)];
    await db.things.put({ row, kin, of, id, json });
    return [`${kin}:${row}`];
  }
  /** The value as it is here; `undefined` for a row that cannot be read, which is left where it is. */
  async function thingHere(of: string, id: string): Promise<string | null | undefined> {
    const here: unknown = await db.things.get(secrets.rowId('things', `${of}/${id}`));
    if (here === undefined) return null;
    return isThing(here) ? here.json : undefined;
  }

  async function fillThing({ of, id, json }: CopyItem & { t: 'thing' }, tally: Tally): Promise<string[]> {
    const here = await thingHere(of, id);
    if (of === NOTE_VERSIONS && typeof here === 'string') return fillVersions(id, here, json);
    if (here === undefined || here === json || (here !== null && of !== DRAFTS && !isNewerThing(here, json))) return [];
    if (here !== null && of === DRAFTS) return fillDraft(id, here, json, tally);
    // Earlier versions come along with what they are versions of, which is counted.
    if (of === DRAFTS) tally.drafts += 1;
    else if (!VERSIONS.has(of)) tally.things += 1;
    return putThing(of, id, json);
  }

  /** Of two drafts of one place the newer stands, and the other becomes an earlier version of it. */
  async function fillDraft(place: string, here: string, copied: string, tally: Tally): Promise<string[]> {
    const comesIn = isNewerThing(here, copied);
    const [newer, older] = comesIn ? [copied, here] : [here, copied];
    const text = textOf(older);
    const version = JSON.stringify({ place, text, atMs: open.clock.nowMs() });
    const id = `${place}@${changedAt(older) ?? 0}`;
    const isSaid = text.trim() === '' || textOf(newer).includes(text) || (await thingHere(DRAFT_VERSIONS, id)) !== null;
    if (isSaid && !comesIn) return [];
    tally.drafts += 1;
    return [...(await putThing(DRAFTS, place, newer)), ...(isSaid ? [] : await putThing(DRAFT_VERSIONS, id, version))];
  }

  /** A text that was on its way: behind what is being written in its place. */
  async function fillText(place: string, text: string, tally: Tally): Promise<string[]> {
    const here = await thingHere(DRAFTS, place);
    if (here === undefined || text.trim() === '') return [];
    const nowMs = open.clock.nowMs();
    const before = here === null ? { text: '', form: null, startedAtMs: nowMs } : (JSON.parse(here) as { text: string });
    const both = before.text === '' ? text : bothTexts(before.text, text);
    if (both === before.text) return [];
    tally.drafts += 1;
    return putThing(DRAFTS, place, JSON.stringify({ ...before, text: both, changedAtMs: nowMs }));
  }

  async function fillItem(item: Exclude<CopyItem, { t: 'note' }>, tally: Tally): Promise<string[]> {
    switch (item.t) {
      case 'thing':
        return fillThing(item, tally);
      case 'draft': {
        // As Samovar 0.2 and before kept them: plain texts.
        const text: unknown = JSON.parse(item.json);
        return typeof text === 'string' ? fillText(item.name, text, tally) : [];
      }
      case 'unsent':
        return fillText(item.place, item.text, tally);
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
        db.dexie.transaction('rw', db.notes, db.things, db.settings, async () => {
          const shared = await versions();
          const notes = items.flatMap((item) => (item.t === 'note' ? [item.note] : []));
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

interface Decided {
  readonly note: Note;
  readonly keptBeside: boolean;
  /** The words here whose place it takes. */
  readonly over?: Note;
}

/** What is to be written for one note of a copy. */
function decideNote(copied: Note, row: unknown, shared: Versions, tally: Tally): Decided[] {
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
    return [{ note: copied, keptBeside: false, over: here }];
  }
  if (outcome === 'both-here-newer') return [{ note: keptBeside(copied), keptBeside: true }];
  return [{ note: copied, keptBeside: false }, { note: keptBeside(here), keptBeside: true }];
}

const isNote = (row: unknown): row is Note => typeof row === 'object' && row !== null && 'updatedAtMs' in row;
const isThing = (row: unknown): row is ThingRow => typeof row === 'object' && row !== null && 'json' in row && 'kin' in row;

const textOf = (draft: string): string => {
  const value: unknown = JSON.parse(draft);
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' ? value.text : '';
};

/** Notes of Samovar 0.2 and before have neither tags nor links. */
const whole = (row: Note): Note => ({ ...row, tags: row.tags ?? [], about: row.about ?? [] });
