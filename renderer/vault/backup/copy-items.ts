import { z } from 'zod';
import { isId } from '#shared/ids.ts';
import { TEXT } from '#shared/limits.ts';
import type { Note } from '../types.ts';

/**
 * What a copy of a vault holds, item by item (BACKUP.md). Everything is parsed on the way in, although it was
 * authenticated: a copy may come from another version of Samovar.
 */
/** Ids stand in addresses of screens (`/notes/<id>`): none but our own leads anywhere. */
const id = z.string().refine(isId);
const link = z.discriminatedUnion('to', [
  z.looseObject({ to: z.literal('chat'), chat: id, name: z.string().max(200) }),
  z.looseObject({ to: z.literal('person'), name: z.string().max(200) }),
]);
/** No later than a date can be: one that cannot be shown would shut the list that it stands in. */
const ms = z.number().min(0).max(8_640_000_000_000_000);

const note = z.looseObject({
  id,
  title: z.string().max(TEXT.maxNoteTitleLength),
  body: z.string().max(TEXT.maxNoteBodyLength),
  pinned: z.boolean(),
  tags: z.array(z.string().max(200)).max(200).default([]),
  about: z.array(link).max(200).default([]),
  createdAtMs: ms,
  updatedAtMs: ms,
  deletedAtMs: ms.nullable(),
});

/** Of a thing, a place or a setting: what a person can see, and no control characters. */
const name = z.string().regex(/^\P{Cc}+$/u).max(300);
/** Text that is JSON; what it means is its reader's business. */
const json = z.string().refine((text) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
});

const itemSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('note'), note }),
  z.strictObject({ t: z.literal('thing'), of: name, id: name, json }),
  z.strictObject({ t: z.literal('draft'), name, json }),
  z.strictObject({ t: z.literal('setting'), name, json }),
  /** A message that had not left, or was refused: it comes back as a draft of its chat, never as a message. */
  z.strictObject({ t: z.literal('unsent'), place: name, text: z.string() }),
]);
/** A note is what the vault takes for one; what a newer Samovar adds to it travels along. */
export type CopyItem =
  | Exclude<z.infer<typeof itemSchema>, { t: 'note' }>
  | { readonly t: 'note'; readonly note: Note };
export const copyItem = itemSchema as unknown as z.ZodType<CopyItem>;

/** The first chunk. What it says is known as soon as the copy is unlocked. */
export const copyAbout = z.looseObject({
  madeAtMs: ms,
  notes: z.int().min(0),
});
export type CopyAbout = z.infer<typeof copyAbout>;

/** The last chunk. */
export const copyEnd = z.looseObject({
  items: z.int().min(0),
  /** Rows that could not be read when the copy was made, and so are not in it. */
  unreadable: z.int().min(0),
});
export type CopyEnd = z.infer<typeof copyEnd>;

/**
 * For whom a copy is made. An `export` may go to another device, so nothing in it may act for this one; a `local` one
 * comes back to the same device, and there the session makes a guest the same guest again.
 */
export type CopyKind = 'export' | 'local';

/**
 * What becomes of each table of a vault in a copy; a test holds this list against the schema, so that a new table is
 * thought of here.
 */
export const TABLES_IN_COPIES: Readonly<Record<string, 'whole' | 'as-drafts' | 'without-session' | 'left-out'>> = {
  a: 'whole',
  b: 'as-drafts',
  c: 'as-drafts',
  // Documents are also others' words and have an end at the relay (F093); a client id used twice would break them.
  d: 'left-out',
  e: 'left-out',
  f: 'left-out',
  g: 'whole',
  h: 'without-session',
  i: 'whole',
  // Counters belong to the rows of this very database.
  m: 'left-out',
};

/** What undo remembers of a note is for the sitting: words that were taken back should not travel. */
export const COLLECTIONS_LEFT_OUT: ReadonlySet<string> = new Set(['note-undo', 'seen-picture-index', 'seen-pictures']);

/** Places in documents that this device has read to; they mean nothing without the documents. */
const OF_DOCUMENTS = /^(segment|read)\//u;
/** What copies themselves remember: which versions they share, when the last was made. */
export const OWN_SETTINGS = /^copies\//u;
/** A guest's wish to be erased when Samovar is closed (F016). What is brought back is there to stay, so no copy has it. */
export const VISIT_KEY = 'only-this-visit';

export function isInCopy(setting: string, kind: CopyKind): boolean {
  if (OF_DOCUMENTS.test(setting) || OWN_SETTINGS.test(setting) || setting === VISIT_KEY) return false;
  return kind === 'local' || setting !== 'session';
}

/** Whether a copy of this kind may hold it. What a file brings is not always what this app wrote: a session would sign somebody in as another (B3). */
export const belongsInCopy = (item: CopyItem, kind: CopyKind): boolean =>
  item.t === 'setting' ? isInCopy(item.name, kind) : item.t !== 'thing' || !COLLECTIONS_LEFT_OUT.has(item.of);
