import type * as Y from 'yjs';
import type { LogEntry } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { ClientOwners } from './client-owners.ts';
import { IdSieve } from './id-sieve.ts';
import { isJsonObject } from './plain-json.ts';
import { contentOf, findStruct, isItem, stateOf, structsWithin, type Struct, type StructId } from './yjs-internals.ts';

/** The entry ids that one update brings. Most bring one, which takes no set. */
export class NewIds {
  #first: string | null = null;
  #others: Set<string> | null = null;

  /** False when the update has brought this id already. */
  add(id: string): boolean {
    if (this.#first === null) {
      this.#first = id;
      return true;
    }
    this.#others ??= new Set();
    if (id === this.#first || this.#others.has(id)) return false;
    this.#others.add(id);
    return true;
  }
}

/** What was read of an account's entries: of each of its client ids, up to which clock. */
type Read = Map<number, number>;

interface Known {
  sieve: IdSieve;
  readonly sieved: Read;
  /** Where each id is; made once the sieve first says "perhaps", and kept up from then on. */
  readonly places: Map<string, StructId>;
  readonly placed: Read;
}

type Found = (id: string, at: StructId) => void;
export type IsLive = (id: string) => boolean;

/**
 * Which entry ids an account has live in the log. An id lies in its author's namespace and only client ids of that
 * author can bring one in, so an account's own structs are all there is to read, and each is read once.
 */
export class EntryIds {
  readonly #doc: Y.Doc;
  readonly #entries: Y.Array<LogEntry>;
  readonly #owners: ClientOwners;
  readonly #byAccount = new Map<AccountId, Known>();

  constructor(doc: Y.Doc, entries: Y.Array<LogEntry>, owners: ClientOwners) {
    this.#doc = doc;
    this.#entries = entries;
    this.#owners = owners;
  }

  /** Says so of ids, for as long as the document does not change: an account's structs are looked through once for all of them. */
  liveOf(account: AccountId): IsLive {
    const known = this.#knownOf(account);
    this.#sieve(account, known);
    return (id) => known.sieve.mayHold(id) && this.#isPlaced(account, known, id);
  }

  #knownOf(account: AccountId): Known {
    let known = this.#byAccount.get(account);
    if (known === undefined) {
      known = { sieve: new IdSieve(0), sieved: new Map(), places: new Map(), placed: new Map() };
      this.#byAccount.set(account, known);
    }
    return known;
  }

  /** Brings the sieve up to date. */
  #sieve(account: AccountId, known: Known): void {
    this.#read(account, known.sieved, (id) => known.sieve.add(id));
    if (!known.sieve.isFull) return;
    known.sieve = new IdSieve(2 * known.sieve.size);
    known.sieved.clear();
    this.#read(account, known.sieved, (id) => known.sieve.add(id));
  }

  #isPlaced(account: AccountId, known: Known, id: string): boolean {
    this.#read(account, known.placed, (found, at) => void known.places.set(found, at));
    const place = known.places.get(id);
    if (place === undefined) return false;
    const struct = findStruct(this.#doc, place);
    if (struct !== null && isItem(struct) && !struct.deleted) return true;
    known.places.delete(id);
    return false;
  }

  #read(account: AccountId, read: Read, found: Found): void {
    for (const client of this.#owners.clientsOf(account)) {
      const from = read.get(client) ?? 0;
      const to = stateOf(this.#doc, client);
      if (from >= to) continue;
      for (const struct of structsWithin(this.#doc, client, from, to)) this.#readStruct(struct, from, found);
      read.set(client, to);
    }
  }

  #readStruct(struct: Struct, from: number, found: Found): void {
    if (!isItem(struct) || struct.parent !== this.#entries) return;
    const content = contentOf(struct);
    if (content.kind !== 'values') return;
    const { client, clock } = struct.id;
    // Yjs merges what one client says in a row into one growing item: only its new end is read, or a long talk would
    // cost the square of its length.
    for (let index = Math.max(0, from - clock); index < content.values.length; index += 1) {
      const value = content.values[index];
      if (isJsonObject(value) && typeof value['id'] === 'string') found(value['id'], { client, clock: clock + index });
    }
  }
}
