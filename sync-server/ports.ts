import type * as Y from 'yjs';
import type { DocumentAddress, DocumentName } from '#shared/documents/names.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { DocumentFacts } from '#shared/policy/rights.ts';

/**
 * Where the two halves of the relay meet. Services (accounts, queue, chats) own the truth in SQL; documents own what
 * is live and synced. Each sees of the other only what stands here.
 */

/** A valid session, as found by its token. */
export interface SessionIdentity {
  readonly account: AccountId;
  readonly device: DeviceId;
}

/** What documents ask of services. */
export interface Directory {
  /** By the token that somebody dials with. Null for one that is unknown, revoked or expired. */
  authenticate(token: string): Promise<SessionIdentity | null>;
  /** Null for an account that does not exist (any more). */
  actor(account: AccountId): Promise<Actor | null>;
  /** What the rule book needs to know of a document; null when there is no such thing, or none that the reader may know of. */
  facts(address: DocumentAddress, reader: AccountId): Promise<DocumentFacts | null>;
}

/** What services ask of documents. Each promise resolves when the effect is complete and durable. */
export interface Documents {
  /**
   * The relay's own change, in one transaction, past the gate. Opens the document when it must. `author`: whose words it
   * puts down, which then stand under a client id of theirs, as if they had written them there (GATE-RULES G3).
   */
  write(name: DocumentName, change: (doc: Y.Doc) => void, author?: AccountId): Promise<void>;
  /** Reads from the live document. Opens the document when it must; `look` must not change it. */
  read<T>(name: DocumentName, look: (doc: Y.Doc) => T): Promise<T>;
  /** Facts about the document changed: every open connection to it is judged anew before this resolves (DESIGN §5). */
  refreshDocument(name: DocumentName): Promise<void>;
  /** Facts about the account changed (ban, consent, clearance): the same for all its connections. */
  refreshAccount(account: AccountId): Promise<void>;
  /**
   * The session is over: its sockets are closed with 4401 before this resolves (RELIABILITY D3). `renewed`: it goes on
   * under a new token, with which the app comes back: 4503.
   */
  closeDevice(device: DeviceId, why?: 'over' | 'renewed'): Promise<void>;
  /** Removes the document from memory and disk, content and all; open channels are closed with 4410. */
  erase(name: DocumentName): Promise<void>;
}

/** One line of the relay's log: what happened, never what was said (RELIABILITY H5). */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
