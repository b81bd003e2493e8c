import { crc32 } from 'node:zlib';
import type { DocumentName } from '#shared/documents/names.ts';
import type { ClientBinding } from './store.ts';

/**
 * What a document consists of, in two numbers that are kept beside it and changed in the same transaction: how many
 * things, and the sum of their checksums. SQLite has no checksums of its own; with these a changed byte, a row that went
 * missing and one that turned up under another name are all seen before a byte of the document is used (RELIABILITY A7).
 * Against accidents of the disk, not against whoever can write to it.
 */
export interface Proof {
  readonly count: number;
  /** At most 2^32 for each thing: exact for far more of them than a document ever has. */
  readonly sum: number;
}

export const NOTHING: Proof = { count: 0, sum: 0 };

/** Of a snapshot or an update; the name is part of it. */
export const checksumOf = (name: DocumentName, bytes: Uint8Array): number => crc32(bytes, crc32(name));

export const proofOfUpdates = (name: DocumentName, updates: readonly Uint8Array[]): Proof => ({
  count: updates.length,
  sum: updates.reduce((sum, bytes) => sum + checksumOf(name, bytes), 0),
});

export const proofOfClients = (name: DocumentName, clients: readonly ClientBinding[]): Proof => ({
  count: clients.length,
  sum: clients.reduce((sum, [client, account]) => sum + crc32(`${client} ${account}`, crc32(name)), 0),
});

export const isSame = (a: Proof, b: Proof): boolean => a.count === b.count && a.sum === b.sum;

/** A document as its rows say, and what they say of themselves. */
export interface StoredRows {
  /** Null when the document has no row of its own. */
  readonly head: { readonly snapshotSum: number; readonly updates: Proof; readonly clients: Proof } | null;
  /** Null for none; bytes, unless it is damaged. */
  readonly snapshot: unknown;
  /** In order; bytes, unless they are damaged. */
  readonly updates: readonly unknown[];
  readonly clients: readonly ClientBinding[];
}

/** What is wrong with the rows, in words for the operator; null when they are what was stored. */
export function faultIn(name: DocumentName, { head, snapshot, updates, clients }: StoredRows): string | null {
  if (head === null) return snapshot !== null || updates.length + clients.length > 0 ? 'its own row is missing' : null;
  const { snapshotSum } = head;
  if (snapshot === null ? snapshotSum !== 0 : !isBytes(snapshot) || checksumOf(name, snapshot) !== snapshotSum) {
    return 'its snapshot is not what was stored';
  }
  if (!updates.every(isBytes) || !isSame(proofOfUpdates(name, updates), head.updates)) return 'its updates are not what was stored';
  return isSame(proofOfClients(name, clients), head.clients) ? null : 'who wrote it is not what was stored';
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
