import type * as Y from 'yjs';
import type { LogEntry } from '#shared/documents/log.ts';
import type { DocumentName } from '#shared/documents/names.ts';
import type { Random, Timers } from '#shared/ports.ts';
import type { HeardRefusal } from '#shared/protocol/refusal.ts';
import type { DocumentStore } from '../vault/types.ts';
import type { Hub } from './hub.types.ts';
import type { LogView } from './log-view.ts';
import type { ChannelProgress, Presence } from './speaker.ts';

/** `loading`: nothing of it is here yet. `denied`: not there, or not ours (W4). `gone`: erased for good (4410). */
export type Access = 'loading' | 'ready' | 'denied' | 'gone';

export type DocumentEvent =
  | { readonly type: 'changed' }
  /** The kept copy is read. */
  | { readonly type: 'loaded' }
  /** The first sync of a connection is done: it may be written now. `rebuilt`: it holds the relay's state alone. */
  | { readonly type: 'synced'; readonly progress: ChannelProgress; readonly rebuilt: boolean }
  | { readonly type: 'update-sent'; readonly n: number; readonly step2: boolean }
  | { readonly type: 'receipt'; readonly count: number }
  | { readonly type: 'refusal'; readonly refusal: HeardRefusal }
  /** The channel is over; numbers of updates mean nothing any more. */
  | { readonly type: 'lost' }
  | { readonly type: 'presence' }
  | { readonly type: 'denied' }
  | { readonly type: 'gone' };

export interface DocumentOptions {
  readonly name: DocumentName;
  readonly hub: Hub;
  readonly store: DocumentStore;
  readonly timers: Timers;
  readonly random: Random;
  /** The copy on disk is not read before this. */
  readonly after?: Promise<void>;
  onStorageFailure(cause: unknown): void;
}

/** One document: its Yjs replica, the copy on disk, and its channel while there is a connection. */
export interface DocumentHandle {
  readonly name: DocumentName;
  access(): Access;
  view(): LogView;
  isWritable(): boolean;
  /** Writes in one update; its number on the channel, or null when nothing was sent. Only call while writable. */
  write(change: (roots: { entries: Y.Array<LogEntry>; marks: Y.Map<unknown> }) => void): number | null;
  /** Takes the relay's state under a fresh client id in place of ours (DESIGN §5, Recovery). */
  rebuild(): void;
  /** Erases it here, in memory and on disk: the chat it belongs to is gone. */
  forget(): Promise<void>;
  /** Asks again after a `denied`: the account may have other rights now. */
  retry(): void;
  /** Leaves the channel and opens a new one after a while, which sends what the relay lacks. */
  reopenAfter(delayMs: number): void;
  setPresence(presence: Presence | null): void;
  presences(): readonly unknown[];
  subscribe(listener: (event: DocumentEvent) => void): () => void;
  /** Resolves when everything is on disk. Idempotent. */
  close(): Promise<void>;
}
