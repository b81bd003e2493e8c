import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Continuation } from '../segments/segment-rows.ts';

/** A Yjs client id and the account that it belongs to in one document, for ever (GATE G3). */
export type ClientBinding = readonly [client: number, account: AccountId];

/** Everything that is kept of one document. A document that was never written is all empty. */
export interface StoredDocument {
  readonly snapshot: Uint8Array | null;
  /** In the order they were committed; to be applied on top of the snapshot. */
  readonly updates: readonly Uint8Array[];
  readonly clients: readonly ClientBinding[];
}

/** What one turn changed in one document. */
export interface DocumentChange {
  readonly name: DocumentName;
  readonly clients: readonly ClientBinding[];
  readonly content:
    | { readonly kind: 'updates'; readonly updates: readonly Uint8Array[] }
    /**
     * The whole document as it is now. It replaces everything stored of it before, in the same transaction, so that
     * erased words leave the rows in the moment their deletion becomes durable (DESIGN promise 5).
     */
    | { readonly kind: 'snapshot'; readonly snapshot: Uint8Array };
  /** The document was closed in this turn: where its log goes on, to be known from the same commit on (PROTOCOL W20). */
  readonly continues?: Continuation;
}

/** Where documents are kept. One process owns a document at a time. Every promise rejects when the disk refuses. */
export interface DocumentStore {
  load(name: DocumentName): Promise<StoredDocument>;
  /** All changes in ONE transaction; resolves when they are durable, and not before (DESIGN promise 7). */
  commit(changes: readonly DocumentChange[]): Promise<void>;
  /** Removes content and bindings. */
  erase(name: DocumentName): Promise<void>;
}
