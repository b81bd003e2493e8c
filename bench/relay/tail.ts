import type { Found, StructId } from './message.ts';

/** Entries further back than this are never the end again: no more messages are on their way at once. */
const REMEMBERED = 4_096;

const keyOf = ({ client, clock }: StructId): string => `${client}.${clock}`;

/**
 * Where a shared list ends, as a client would find it in its document: the rightmost path through the tree of what was
 * appended after what. Of several appended after the same entry the highest client id comes last.
 */
export class Tail {
  #path: StructId[] = [];
  /** How many were cut off at the front of `#path`. */
  #cut = 0;
  readonly #places = new Map<string, number>();
  /** Messages by the entry they wait for: Yjs does not write an update in the order of the list. */
  readonly #orphans = new Map<string, Found[]>();

  get end(): StructId | null {
    return this.#path.at(-1) ?? null;
  }

  /** Begins where a document that is there already ends. */
  startAfter(id: StructId): void {
    this.#push(id);
  }

  see(found: Found): void {
    const { id, after } = found;
    const place = after.client === 0 ? -1 : this.#places.get(keyOf(after));
    if (place === undefined) return this.#wait(found);
    const next = this.#path[place + 1 - this.#cut];
    if (next === undefined || next.client < id.client) {
      for (const gone of this.#path.splice(place + 1 - this.#cut)) this.#places.delete(keyOf(gone));
      this.#push(id);
    }
    const orphans = this.#orphans.get(keyOf(id));
    if (orphans === undefined) return;
    this.#orphans.delete(keyOf(id));
    for (const orphan of orphans) this.see(orphan);
  }

  #push(id: StructId): void {
    this.#places.set(keyOf(id), this.#path.length + this.#cut);
    this.#path.push(id);
    if (this.#path.length < 2 * REMEMBERED) return;
    for (const gone of this.#path.splice(0, REMEMBERED)) this.#places.delete(keyOf(gone));
    this.#cut += REMEMBERED;
  }

  #wait(found: Found): void {
    // After one that is no longer at the end: so is this one.
    if (this.#orphans.size > REMEMBERED) this.#orphans.clear();
    const key = keyOf(found.after);
    const waiting = this.#orphans.get(key);
    if (waiting === undefined) this.#orphans.set(key, [found]);
    else waiting.push(found);
  }
}
