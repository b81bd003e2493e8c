import type { SegmentLimits } from '#shared/documents/segments.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import type { Directory, Documents, Log, SessionIdentity } from '../ports.ts';
import type { WorkBudgetOptions } from '../gate/work-budget.ts';
import type { Continuation } from '../segments/segment-rows.ts';
import type { Channel, ChannelPort } from './channel.ts';
import type { DocumentCounters } from './counters.ts';
import type { CreateGate } from './live-document.ts';
import type { Session, SessionPort } from './session.ts';
import type { ShelfLimits } from './shelf.ts';
import type { standingOf } from './standing.ts';
import type { DocumentStore } from './store.ts';

/** What a document and its accounts may cost; by default as in `shared/limits.ts`. */
export interface DocumentLimits {
  readonly foldAfterUpdates: number;
  readonly segment: SegmentLimits;
  /** GATE G12. */
  readonly work: WorkBudgetOptions;
}

export interface LiveDocumentsParts {
  readonly store: DocumentStore;
  readonly directory: Directory;
  /** By default the real one. */
  readonly createGate?: CreateGate;
  /** By default the rule book's. The bench lets 200 into a chat, since there is no room of 200 yet. */
  readonly standingOf?: typeof standingOf;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Whether the store takes changes; by default it always does (RELIABILITY A3, A4). */
  readonly isWritable?: () => boolean;
  /** Truncates the write-ahead log; false when it could not (H3). */
  readonly checkpoint: () => Promise<unknown>;
  readonly limits?: Partial<ShelfLimits & DocumentLimits>;
  /** A segment of a long log was closed; what shows where the log goes on has to be brought up to date. */
  readonly continued?: (continuation: Continuation) => void;
  /** Runs something once this turn of the event loop has been read; tests hold it back. */
  readonly nextTurn?: (run: () => void) => void;
}

/** Documents as they are now, in numbers. */
export interface DocumentStats {
  readonly counters: DocumentCounters;
  readonly openDocuments: number;
  /** Set aside since the start, because what is stored of them is damaged (RELIABILITY A7). */
  readonly damagedDocuments: number;
  readonly sessions: number;
  readonly channels: number;
  readonly present: number;
}

/**
 * Live documents: what services see (`Documents`), and what the sync sockets need. A service must not wait for one of
 * these promises inside a database transaction of its own: on a store with one connection both would wait for ever.
 */
export interface LiveDocuments extends Documents {
  /** A socket of a valid session. Give it back with `disconnect` when it is closed. */
  connect(identity: SessionIdentity, port: SessionPort): Session;
  disconnect(session: Session): void;
  /** Opens a document on a socket; the port hears `opened` or `close`. Null for a name that no document can have. */
  openChannel(session: Session, name: string, port: ChannelPort, receipts: boolean): Channel | null;
  /** Grows when sessions may have ended: what `authenticate` said before is then to be asked again. */
  readonly revocations: number;
  stats(): DocumentStats;
  /** Cleans the store's files of what was deleted from its rows; where another reader holds that up, it is tried again each second (H3). */
  cleanFiles(): Promise<void>;
  /** Everything received so far is judged, durable and told, or has failed. */
  settled(): Promise<void>;
  /** Settles and lets go of everything. Idempotent. */
  close(): Promise<void>;
}
