import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import type { DocumentAddress } from '#shared/documents/names.ts';
import { CONTINUED_KEY, continuedIn, isFull, segmentOf, type SegmentLimits } from '#shared/documents/segments.ts';
import { SEGMENT } from '#shared/limits.ts';
import { firstOf, structCount } from '../gate/yjs-internals.ts';
import type { Continuation } from './segment-rows.ts';

/**
 * What one live document knows of its place in a long log: how far it has grown, and whether it is time to close it.
 * Its figures are estimates on the high side, and right again whenever the document is read from the store: entries
 * are what costs, so a run of deleted ones that Yjs holds as one piece counts as one, and nobody can end a segment by
 * claiming that they made and deleted a million. Marks count by the pieces that they leave behind: those that Yjs puts
 * together are nothing, and those that it never can are as good as words to whoever opens the log (G27).
 */
export class Segment {
  readonly #doc: Y.Doc;
  readonly #next: Continuation;
  readonly #limits: SegmentLimits;
  #entries: number;
  #structs: number;
  #bytes: number;
  #due = false;

  private constructor(doc: Y.Doc, next: Continuation, limits: SegmentLimits, storedBytes: number) {
    this.#doc = doc;
    this.#next = next;
    this.#limits = limits;
    this.#entries = countEntries(doc);
    this.#structs = structCount(doc);
    this.#bytes = storedBytes;
  }

  /** Null for a kind that is never cut, and for the last segment that a log may have: that one is never closed. */
  static of(doc: Y.Doc, address: DocumentAddress, storedBytes: number, limits: SegmentLimits = SEGMENT): Segment | null {
    const place = segmentOf(address);
    if (place === null || place.segment >= SEGMENT.maxSegments) return null;
    return new Segment(doc, { log: place.log, segment: place.segment + 1 }, limits, storedBytes);
  }

  /** The relay itself wrote into it; that alone ends no segment. */
  wrote(entries: number): void {
    this.#entries += Math.max(0, entries);
    this.#structs += Math.max(0, entries);
  }

  /** Somebody's update was taken in, of so many structs. */
  grew(entries: number, structs: number, bytes: number): void {
    this.#entries += Math.max(0, entries);
    this.#structs += structs;
    this.#bytes += bytes;
    const { maxEntries, maxStructs, maxBytes } = this.#limits;
    if (this.#entries < maxEntries && this.#structs < maxStructs && this.#bytes < maxBytes) return;
    this.#due = !this.isClosed && this.#isFull();
  }

  /** A mark that is set a thousand times is kept once: where entries do not say full, what is there is counted and weighed. */
  #isFull(): boolean {
    const { maxEntries, maxStructs, maxBytes } = this.#limits;
    if (this.#entries >= maxEntries) return true;
    if (this.#structs >= maxStructs) this.#structs = structCount(this.#doc);
    if (this.#bytes >= maxBytes) this.#bytes = Y.encodeStateAsUpdate(this.#doc).length;
    return isFull({ entries: this.#entries, structs: this.#structs, bytes: this.#bytes }, this.#limits);
  }

  /** It was written anew, whole. */
  weighed(bytes: number): void {
    this.#bytes = bytes;
  }

  get isClosed(): boolean {
    return logRoots(this.#doc).marks.has(CONTINUED_KEY);
  }

  /** It has just reached its bound. */
  get isDue(): boolean {
    return this.#due;
  }

  /** Closes it; call within a write of the relay's. Gives where the log goes on, to be stored in the same commit. */
  close(): Continuation {
    this.#due = false;
    logRoots(this.#doc).marks.set(CONTINUED_KEY, continuedIn(this.#next.segment));
    return this.#next;
  }
}

/** Deleted ones included; a run of them that Yjs keeps as one piece is one. */
function countEntries(doc: Y.Doc): number {
  let count = 0;
  for (let item = firstOf(logRoots(doc).entries); item !== null; item = item.right) count += item.deleted ? 1 : item.length;
  return count;
}
