import * as Y from 'yjs';
import type { DocumentAddress, DocumentName } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import type { DocumentShape } from '#shared/documents/shapes.ts';
import type { SegmentLimits } from '#shared/documents/segments.ts';
import { RELAY, type AccountId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import { ClientOwners } from '../gate/client-owners.ts';
import type { Gate } from '../gate/types.ts';
import { hasPending } from '../gate/yjs-internals.ts';
import type { Continuation } from '../segments/segment-rows.ts';
import { Segment } from '../segments/segment.ts';
import { DamagedDocumentError } from './damage.ts';
import { makeRoots, openContent, type DocumentContent } from './content.ts';
import { changeUnder } from './in-their-name.ts';
import { folded, isFoldDue, storedSize, withUpdates, type Stored } from './folding.ts';
import { shareWords } from './shared-words.ts';
import type { ClientBinding, DocumentChange, StoredDocument } from './store.ts';

/** Puts the gate before a document; the real one is in sync-server/gate. */
export type CreateGate = (parts: { readonly doc: Y.Doc; readonly shape: DocumentShape; readonly owners: ClientOwners }) => Gate;

/** What making a document live takes. */
export interface LiveDocumentParts {
  readonly name: DocumentName;
  readonly address: DocumentAddress;
  readonly shape: DocumentShape;
  readonly stored: StoredDocument;
  readonly createGate: CreateGate;
  readonly random: Random;
  /** Stored updates from which the next change is written as a snapshot instead. */
  readonly foldAfterUpdates: number;
  /** Where segments of long logs end; by default as declared. */
  readonly segment?: SegmentLimits;
}

/** A change as it leaves a turn: to the store, and what it says to others. */
export interface Drained {
  readonly change: DocumentChange;
  readonly updates: readonly Uint8Array[];
  /** Words were removed, so the files must be cleaned of them. */
  readonly erased: boolean;
}

/** One document in memory: the Yjs document, who owns which client id in it, its gate, and what is not yet stored. */
export class LiveDocument {
  readonly name: DocumentName;
  readonly doc: Y.Doc;
  readonly owners: ClientOwners;
  readonly gate: Gate;
  readonly #content: DocumentContent;
  readonly #foldAfterUpdates: number;
  readonly #random: Random;
  #stored: Stored;
  #updates: Uint8Array[] = [];
  #clients: ClientBinding[] = [];
  #erased = false;
  readonly #segment: Segment | null;
  #continues: Continuation | null = null;
  /** Weak: between two who ask it is encoded anew when memory has been tidied up, instead of being held for good. */
  #state: WeakRef<Uint8Array> | null = null;
  /** The relay's client id, as long as it is not stored; it is stored with the first thing that the relay writes. */
  #relayLease: ClientBinding | null = null;

  /** Throws `DamagedDocumentError` when the stored bytes are no whole document. */
  constructor(parts: LiveDocumentParts) {
    this.name = parts.name;
    this.doc = restored(parts.stored, parts.shape);
    this.owners = new ClientOwners(parts.stored.clients);
    this.#stored = storedSize(parts.stored.snapshot, parts.stored.updates);
    this.#foldAfterUpdates = parts.foldAfterUpdates;
    this.#random = parts.random;
    // The relay's own id is leased once and used again: Yjs pays for every id that a document has ever seen (G10).
    // Set after loading: Yjs takes another id when an update seems to come from its own.
    const leased = this.owners.clientsOf(RELAY)[0];
    this.doc.clientID = leased ?? freeClientId(this.owners, parts.random);
    this.owners.bind(this.doc.clientID, RELAY);
    this.gate = parts.createGate({ doc: this.doc, shape: parts.shape, owners: this.owners });
    this.#content = openContent(this.doc, parts.shape, () => {
      this.#erased = true;
    });
    this.#segment = Segment.of(this.doc, parts.address, weightOf(parts.stored), parts.segment);
    this.#watch();
    if (leased === undefined) this.#relayLease = [this.doc.clientID, RELAY];
  }

  get entryCount(): number {
    return this.#content.entryCount;
  }

  /** Binds client ids to an account; stored with the next change. Call it after a verdict said so. */
  bind(bindings: Iterable<ClientBinding>): void {
    for (const binding of bindings) {
      this.owners.bind(...binding);
      this.#clients.push(binding);
    }
  }

  /** A client id shown in presence: false when it is not, and cannot become, the account's (W11, W13). */
  claim(client: number, account: AccountId): boolean {
    const claim = this.gate.claimPresence(client, account);
    if (claim === 'bound') this.#clients.push([client, account]);
    return claim === 'bound' || claim === 'yours';
  }

  /** Applies what the gate admitted, so many structs. Throws when Yjs was left waiting for more: then the gate was wrong. */
  apply(update: Uint8Array, structs: number): void {
    const before = this.entryCount;
    Y.applyUpdate(this.doc, update);
    if (hasPending(this.doc)) throw new DamagedDocumentError('an admitted update was incomplete');
    this.#segment?.grew(this.entryCount - before, structs, update.length);
  }

  /** It is a segment that has reached its bound: nothing more goes in before `continueElsewhere`. */
  get isFull(): boolean {
    return this.#segment?.isDue ?? false;
  }

  /** Closes a full segment; the log goes on in the next one, which is there as soon as this turn is durable (W20). */
  continueElsewhere(): void {
    const { error } = this.write(() => {
      this.#continues = this.#segment?.close() ?? null;
    });
    if (error !== null) throw new Error('a segment could not be closed', { cause: error });
  }

  /**
   * The relay's own change, in one transaction. True when it changed something, also if `change` threw half-way. With an
   * `author` it stands under a new client id of theirs.
   */
  write(change: (doc: Y.Doc) => void, author: AccountId | null = null): { readonly changed: boolean; readonly error: unknown } {
    const before = this.#updates.length;
    const entriesBefore = this.entryCount;
    let error: unknown = null;
    try {
      if (author === null) this.doc.transact(() => change(this.doc), 'relay');
      else this.#writeFor(author, change);
    } catch (thrown) {
      error = thrown ?? new Error('a change threw nothing');
    }
    this.#segment?.wrote(this.entryCount - entriesBefore);
    const changed = this.#updates.length > before;
    if (changed && author === null && this.#relayLease !== null) {
      this.#clients.push(this.#relayLease);
      this.#relayLease = null;
    }
    return { changed, error };
  }

  #writeFor(author: AccountId, change: (doc: Y.Doc) => void): void {
    const client = freeClientId(this.owners, this.#random);
    Y.applyUpdate(this.doc, changeUnder(client, this.encodedState(), change));
    this.bind([[client, author]]);
  }

  /** Everything since the last call, to be committed before anybody hears of it; null for nothing. */
  drain(): Drained | null {
    const updates = this.#updates;
    const clients = this.#clients;
    const erased = this.#erased;
    if (updates.length === 0 && clients.length === 0) return null;
    this.#updates = [];
    this.#clients = [];
    this.#erased = false;
    const continues = this.#continues;
    this.#continues = null;
    const fold = erased || isFoldDue(this.#stored, updates, this.#foldAfterUpdates);
    const content = fold
      ? ({ kind: 'snapshot', snapshot: this.encodedState() } as const)
      : ({ kind: 'updates', updates } as const);
    this.#stored = content.kind === 'snapshot' ? folded(content.snapshot) : withUpdates(this.#stored, updates);
    if (content.kind === 'snapshot') this.#segment?.weighed(content.snapshot.length);
    return { change: { name: this.name, clients, content, ...(continues === null ? {} : { continues }) }, updates, erased };
  }

  /** The whole state; encoded once until the document changes, since many may ask for it (GATE, Work). */
  encodedState(): Uint8Array {
    const known = this.#state?.deref();
    if (known !== undefined) return known;
    const state = Y.encodeStateAsUpdate(this.doc);
    this.#state = new WeakRef(state);
    return state;
  }

  /** What the owner of `stateVector` lacks; null for bytes that are no state vector. */
  encodedSince(stateVector: Uint8Array): Uint8Array | null {
    if (stateVector.length === 1 && stateVector[0] === 0) return this.encodedState();
    try {
      return Y.encodeStateAsUpdate(this.doc, stateVector);
    } catch {
      return null; // truncated
    }
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  close(): void {
    this.doc.destroy();
  }

  #watch(): void {
    this.doc.on('update', (update: Uint8Array) => {
      this.#state = null;
      this.#updates.push(update);
    });
  }
}

const weightOf = ({ snapshot, updates }: StoredDocument): number =>
  updates.reduce((bytes, update) => bytes + update.length, snapshot?.length ?? 0);

/** The Yjs document that is stored. Throws `DamagedDocumentError` when it is no whole one. */
export function restored(stored: StoredDocument, shape: DocumentShape): Y.Doc {
  try {
    return decoded(stored, shape);
  } catch (cause) {
    throw cause instanceof DamagedDocumentError ? cause : new DamagedDocumentError('it cannot be decoded', { cause });
  }
}

function decoded(stored: StoredDocument, shape: DocumentShape): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  makeRoots(doc, shape); // with their right types from the start
  doc.transact(() => {
    if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot);
    for (const update of stored.updates) Y.applyUpdate(doc, update);
  });
  if (hasPending(doc)) throw new DamagedDocumentError('the stored document lacks something it refers to');
  if (shape.shape === 'log') shareWords(plainEntries(doc));
  return doc;
}

/** Of a damaged or a foreign store even an entry may be something else. */
function* plainEntries(doc: Y.Doc): Generator<object> {
  for (const entry of logRoots(doc).entries as Iterable<unknown>) {
    if (typeof entry === 'object' && entry !== null && !(entry instanceof Y.AbstractType)) yield entry;
  }
}

/** Yjs draws client ids of 32 bits. */
function freeClientId(owners: ClientOwners, random: Random): number {
  for (;;) {
    const client = new DataView(random.bytes(4).slice().buffer).getUint32(0);
    if (owners.ownerOf(client) === null) return client;
  }
}
