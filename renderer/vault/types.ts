import type { z } from 'zod';
import type { DocumentName } from '#shared/documents/names.ts';
import type { EntryId, ChatId } from '#shared/ids.ts';
import type { RuleId } from '#shared/policy/verdict.ts';
import type { HeardCode } from '#shared/protocol/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Copies } from './backup/copies.ts';
import type { Copying } from './backup/copying.ts';
import type { NoteUndo, NoteWords } from './note-history.ts';

/**
 * The vault: everything of one person on this device, every value encrypted (DESIGN §7). One Dexie database per
 * profile. A promise that resolves means that the row is on disk (strict durability).
 */

/** A profile is one identity on this device: first a guest without an account, later bound to one. */
export interface Profile {
  readonly id: string;
  readonly createdAtMs: number;
  readonly openedAtMs: number;
  /** How its key is kept. `device`: in the browser profile itself, which protects against little; said so on screen. */
  readonly protection: 'keychain' | 'passphrase' | 'device';
  /** Whether there is a recovery key on paper somewhere that opens it. */
  readonly recovery: boolean;
}

export type OpenFailure =
  | { readonly code: 'passphrase-needed' }
  | { readonly code: 'wrong-passphrase' }
  | { readonly code: 'keychain-changed' }
  | { readonly code: 'damaged'; readonly detail: string }
  | { readonly code: 'newer-version' }
  | { readonly code: 'storage'; readonly detail: string };

/** The shelf of profiles on this device. */
export interface Profiles {
  list(): Promise<readonly Profile[]>;
  /** Makes a new, empty vault; its key goes to the keychain where the host has one, otherwise to the device. */
  create(): Promise<Result<Vault, OpenFailure>>;
  /** What was typed may be the passphrase or the recovery key. */
  open(profile: string, typed: string | null): Promise<Result<Vault, OpenFailure>>;
  /** Erases the vault, its key and its backups. Only ever on the person's word (RELIABILITY F2). */
  erase(profile: string): Promise<void>;
}

/** The shelf with the way to and from copies of its vaults (backup/BACKUP.md). */
export interface VaultShelf extends Profiles {
  readonly copies: Copies;
  /** Whether `list` has met an erasure that was cut short, or `erase` was called: an empty shelf is no loss then. */
  hasErased(): boolean;
}

/** A chat, or a person by name. */
export type NoteLink =
  | { readonly to: 'chat'; readonly chat: ChatId; readonly name: string }
  | { readonly to: 'person'; readonly name: string };

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly pinned: boolean;
  /** The person's own words for it, as they wrote them; none twice. */
  readonly tags: readonly string[];
  /** Whom or what it is about. A listener's note about somebody has no plain export (F095). */
  readonly about: readonly NoteLink[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Set while in the bin. */
  readonly deletedAtMs: number | null;
}

/** What may change of a note by writing it. */
export type NoteChange = Partial<Pick<Note, 'title' | 'body' | 'pinned' | 'tags' | 'about'>>;

/** What becomes of the words that a save writes over. */
export interface Keeping {
  /** Whether they become an earlier version, in the very transaction that writes over them. */
  isWorth(before: Note, after: Note): boolean;
  /** The record of versions cannot be read; the newer words are written all the same. */
  onTrouble(failure: unknown): void;
}

export interface Notes {
  /** Newest first, pinned ones before; without the bin. */
  list(): Promise<readonly Note[]>;
  bin(): Promise<readonly Note[]>;
  get(id: string): Promise<Note | null>;
  /** Notes that hold every word of the query, in title or body; case and accents aside; any script. */
  search(query: string): Promise<readonly Note[]>;
  create(): Promise<Note>;
  /**
   * Writes what changed; resolves when it is on disk. A function is given what is stored, within the transaction, so that
   * two windows that each add a tag keep both.
   */
  save(id: string, change: NoteChange | ((there: Note) => NoteChange), keeping?: Keeping): Promise<Note>;
  /**
   * Changes the words of several notes in one transaction, each with its earlier words as a version; null leaves one as it
   * is. Nobody wrote them, so none becomes newer by more than a millisecond. Notes that are gone, or whose versions cannot
   * be read, stay as they are.
   */
  rewrite(ids: readonly string[], next: (note: Note) => NoteWords | null): Promise<void>;
  /** Keeps these words as an earlier version. Nothing where the note is gone. */
  keepVersion(id: string, words: NoteWords): Promise<void>;
  /** Keeps what undo can take back. Nothing where the note is gone: no word of it stays behind (RELIABILITY F4). */
  keepUndo(id: string, undo: NoteUndo): Promise<void>;
  moveToBin(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** For good, with its earlier versions and what undo kept of it; `onlyIf` is asked of what is stored, within the transaction. */
  erase(id: string, onlyIf?: (note: Note) => boolean): Promise<void>;
  /** Calls after any change, in any window. */
  subscribe(listener: () => void): () => void;
}

/** A message that waits for its receipt. It leaves only when the relay has it, or as a refused draft. */
export interface OutboxItem {
  readonly id: EntryId;
  readonly chat: ChatId;
  readonly text: string;
  /** Order of writing on this device. */
  readonly seq: number;
  readonly writtenAtMs: number;
}

export interface RefusedItem {
  readonly id: EntryId;
  readonly chat: ChatId;
  readonly text: string;
  readonly refusedAtMs: number;
  readonly code: HeardCode;
  readonly rule: RuleId | null;
}

export interface Outbox {
  all(): Promise<readonly OutboxItem[]>;
  add(item: Omit<OutboxItem, 'seq'>): Promise<OutboxItem>;
  remove(id: EntryId): Promise<void>;
  /** Moves an item to the refused ones in one transaction, so that it is never in neither. */
  refuse(item: RefusedItem): Promise<void>;
  refused(): Promise<readonly RefusedItem[]>;
  discardRefused(id: EntryId): Promise<void>;
  /** Moves a refused text back into the outbox under a new entry id, in one transaction. */
  retry(refused: EntryId, again: Omit<OutboxItem, 'seq'>): Promise<OutboxItem>;
}

/** Yjs documents on disk: two tables, updates and snapshots (STACK, "Yjs on the client"). */
export interface DocumentStore {
  /** Everything kept of one document; null when there is nothing. */
  load(name: DocumentName): Promise<KeptDocument | null>;
  /** Appends one merged update (V2). */
  append(name: DocumentName, update: Uint8Array): Promise<void>;
  /** Replaces everything by one snapshot (V2), so that what was deleted is gone from the rows. */
  replace(name: DocumentName, snapshot: Uint8Array): Promise<void>;
  /** Forgets the document and its client id. */
  erase(name: DocumentName): Promise<void>;
  names(): Promise<readonly DocumentName[]>;
  /** The client id this device uses in the document (GATE G10); null before the first use. */
  clientId(name: DocumentName): Promise<number | null>;
  setClientId(name: DocumentName, clientId: number): Promise<void>;
}

export interface KeptDocument {
  /** Snapshot first, then updates, each V2. */
  readonly updates: readonly Uint8Array[];
  /** Whether the first of them is a snapshot. */
  readonly hasSnapshot: boolean;
  readonly rows: number;
  readonly bytes: number;
}

/** Small named values: settings, drafts, session. `Value` is plain JSON. */
export interface Settings {
  get<Value>(key: string): Promise<Value | null>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** One thing of a collection, under the name it was given. */
export interface Kept<Value> {
  readonly id: string;
  readonly value: Value;
}

/** Things of one kind that are the person's own: goals, steps of a path, marks of mood. `Value` is plain JSON. */
export interface Collection<Value> {
  /** In no order. */
  all(): Promise<readonly Kept<Value>[]>;
  get(id: string): Promise<Value | null>;
  put(id: string, value: Value): Promise<void>;
  /** Reads, changes and writes in one transaction, so that two windows never undo each other's change; null removes. */
  change(id: string, next: (before: Value | null) => Value | null): Promise<Value | null>;
  remove(id: string): Promise<void>;
  /** Calls after any change, in any window. */
  subscribe(listener: () => void): () => void;
}

/** A row that is on disk and is not what this vault wrote: altered, moved or worn (RELIABILITY F5). Left where it is. */
export interface DamagedRow {
  readonly place: 'notes' | 'outbox' | 'refused' | 'documents' | 'drafts' | 'settings' | 'personal';
  /** Where it lies, for support: the opaque names on disk. */
  readonly table: string;
  readonly row: string;
}

/**
 * Every promise of a vault that is rejected is rejected with a `VaultFailure` (failure.ts): `full`, `closed`,
 * `unreadable-row`, … Nothing that was on disk before is lost by it.
 */
export interface Vault {
  readonly profile: Profile;
  readonly notes: Notes;
  readonly outbox: Outbox;
  readonly documents: DocumentStore;
  /** Unfinished texts as version 0.2 kept them; engine/draft-book.ts brings them over into a collection. */
  readonly drafts: Settings;
  readonly settings: Settings;
  /** The collection of this name; the same one each time. A value that does not fit `schema` is refused like a damaged row. */
  collection<Value>(name: string, schema: z.ZodType<Value>): Collection<Value>;
  /** Whether anything at all lies in any collection. */
  hasThings(): Promise<boolean>;
  /** The vault as a whole, for copies of it (BACKUP.md). */
  readonly copying: Copying;
  /** Rows refused since the vault was opened; lists leave them out, and the rest still opens. */
  readonly damage: { list(): readonly DamagedRow[]; subscribe(listener: () => void): () => void };
  /** Wraps the key anew under a passphrase; the copy that needed none is destroyed. */
  setPassphrase(passphrase: string): Promise<Result<void, OpenFailure>>;
  /** Goes on without one: the key is kept as a new vault's would be. `typed` proves that the person may say so. */
  removePassphrase(typed: string): Promise<Result<void, OpenFailure>>;
  /** Makes this recovery key (recovery-key.ts) open the vault, in place of an older one, which then stops. */
  setRecoveryKey(recoveryKey: string): Promise<Result<void, OpenFailure>>;
  /** Whether this is the passphrase or the recovery key; a wrong one takes as long as when opening (F6). */
  proves(typed: string): Promise<boolean>;
  /** Waits for what is being written, closes, and overwrites the keys. Idempotent. */
  close(): Promise<void>;
}
