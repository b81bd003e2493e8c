import type * as Y from 'yjs';
import { z } from 'zod';
import { isAccountId, isEntryId, type AccountId, type EntryId } from '../ids.ts';

/**
 * The log, the shape of nearly everything people say to each other (DESIGN §4): `entries`, an append-only list of
 * small immutable JSON objects, and `marks`, small values under keys that name their owner.
 */
export const ENTRIES = 'entries';
export const MARKS = 'marks';

/** What every entry of every log has. */
export interface LogEntry {
  readonly id: EntryId;
  readonly author: AccountId;
  /** Milliseconds since the epoch, UTC. For people's eyes; order comes from the list. */
  readonly at: number;
  readonly kind: string;
}

/** A kind of document of the log shape: its entries and marks, each with its schema. */
export interface LogShape {
  readonly shape: 'log';
  /** Entry kind to the schema of the whole entry (exact keys, plain JSON). */
  readonly entries: Readonly<Record<string, z.ZodType<LogEntry>>>;
  /** Mark name to what it may stand on and hold. */
  readonly marks: Readonly<Record<string, MarkSpec>>;
}

export interface MarkSpec {
  /** `document`: the subject is `-`. `entry`: an entry id. `item`: any id. */
  readonly on: 'document' | 'entry' | 'item';
  readonly value: z.ZodType;
}

/** `<subject>|<account>|<name>`, for example `-|<account>|read`. The account alone may set or clear it. */
export interface MarkKey {
  readonly subject: string;
  readonly account: AccountId;
  readonly name: string;
}

/** The subject of a mark on the document as a whole. */
export const WHOLE = '-';
const MAX_KEY_LENGTH = 128;
const SUBJECT = /^(?:-|[0-9a-z/]{1,60})$/;
const NAME = /^[a-z]{1,24}$/;

export const formatMarkKey = (key: MarkKey): string => `${key.subject}|${key.account}|${key.name}`;

/** Parses a mark's key; null when it is not of the form. Keys come from the wire: nothing is believed. */
export function parseMarkKey(text: string): MarkKey | null {
  if (text.length > MAX_KEY_LENGTH) return null;
  const parts = text.split('|');
  if (parts.length !== 3) return null;
  const [subject, account, name] = parts as [string, string, string];
  if (!SUBJECT.test(subject) || !isAccountId(account) || !NAME.test(name)) return null;
  return { subject, account, name };
}

/** Pieces that entry schemas are made of. Strings must be well formed: a lone surrogate corrupts on encoding. */
export const fields = {
  entryId: z.string().refine(isEntryId) as unknown as z.ZodType<EntryId>,
  account: z.string().refine(isAccountId) as unknown as z.ZodType<AccountId>,
  atMs: z.int().nonnegative(),
  /** `maxLength` in UTF-16 units (`TEXT`); zod's own `max` counts code points and would let twice as much pass. */
  text: (maxLength: number) =>
    z
      .string()
      .min(1)
      .max(maxLength)
      .refine((value) => value.length <= maxLength && value.isWellFormed() && value.trim() !== ''),
};

/** The two roots of a log. Call it on a document of the log shape only: Yjs makes a root on first mention. */
export const logRoots = (doc: Y.Doc): { entries: Y.Array<LogEntry>; marks: Y.Map<unknown> } => ({
  entries: doc.getArray<LogEntry>(ENTRIES),
  marks: doc.getMap<unknown>(MARKS),
});
