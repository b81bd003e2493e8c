import type * as Y from 'yjs';
import type { LogEntry } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { ClientOwners } from './client-owners.ts';
import { isJsonObject } from './plain-json.ts';
import { contentOf, findStruct, isItem, stateOf, structsWithin, type StructId } from './yjs-internals.ts';

interface Known {
  /** Client id to the clock up to which it has been read. */
  readonly read: Map<number, number>;
  readonly places: Map<string, StructId>;
}

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

  isLive(account: AccountId, id: string): boolean {
    const known = this.#catchUp(account);
    const place = known.places.get(id);
    if (place === undefined) return false;
    const struct = findStruct(this.#doc, place);
    if (struct !== null && isItem(struct) && !struct.deleted) return true;
    known.places.delete(id);
    return false;
  }

  #catchUp(account: AccountId): Known {
    let known = this.#byAccount.get(account);
    if (known === undefined) {
      known = { read: new Map(), places: new Map() };
      this.#byAccount.set(account, known);
    }
    for (const client of this.#owners.clientsOf(account)) {
      const from = known.read.get(client) ?? 0;
      const to = stateOf(this.#doc, client);
      if (from < to) this.#read(known, client, from, to);
    }
    return known;
  }

  #read(known: Known, client: number, from: number, to: number): void {
    for (const struct of structsWithin(this.#doc, client, from, to)) {
      if (!isItem(struct) || struct.parent !== this.#entries) continue;
      const content = contentOf(struct);
      if (content.kind !== 'values') continue;
      // Yjs merges what one client says in a row into one growing item: only its new end is read, or a long talk would
      // cost the square of its length.
      for (let index = Math.max(0, from - struct.id.clock); index < content.values.length; index += 1) {
        const value = content.values[index];
        if (!isJsonObject(value) || typeof value['id'] !== 'string') continue;
        known.places.set(value['id'], { client, clock: struct.id.clock + index });
      }
    }
    known.read.set(client, to);
  }
}
