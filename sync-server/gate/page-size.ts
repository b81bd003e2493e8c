import type * as Y from 'yjs';
import type { PAGE } from '#shared/limits.ts';
import type { Added } from './page-case.ts';
import { firstIn, formatsIn, isFormat, isRun, liveLength, pageContentOf, type Container } from './yjs-page-internals.ts';

type Bounds = Readonly<Record<keyof typeof PAGE, number>>;

/** Bytes that a node takes in an update at the very least: what it is, where it goes, and of which type. */
const BYTES_OF_NODE = 4;

/**
 * How much a page holds (G24). It is counted by walking the whole page, which nobody wants to do at every key that is
 * pressed: in between, an upper bound is kept, from what was judged and from the bytes of each change, and the page is
 * walked again only when that bound is passed.
 */
export class PageSize {
  readonly #root: Y.XmlFragment;
  #nodes = Infinity;
  #textLength = Infinity;

  constructor(doc: Y.Doc, root: Y.XmlFragment) {
    this.#root = root;
    // No text has more UTF-16 units than bytes. The document lets go of its listeners when it is destroyed.
    doc.on('update', ({ length }: Uint8Array) => this.#grow(length / BYTES_OF_NODE, length));
  }

  /** An update passed and may be applied in this very transaction, before any event tells of it. */
  expect({ nodes, textLength }: Added): void {
    this.#grow(nodes, textLength);
  }

  /** What of the page would be too much with this update in it, which counts before anything that it deletes; null for nothing. */
  overflow(added: Added, limits: Bounds): string | null {
    for (const [run, length] of added.lengthByRun) {
      if (liveLength(run) + length > limits.maxRunLength) return 'too long a text';
    }
    for (const [run, formats] of added.formatsByRun) {
      if (isRun(run) && formatsIn(run) + formats > limits.maxFormatsPerRun) return 'too much formatting in a text';
    }
    if (this.#pageOverflow(added, limits) === null) return null;
    this.#count();
    return this.#pageOverflow(added, limits);
  }

  #pageOverflow({ nodes, textLength }: Added, limits: Bounds): string | null {
    if (nodes > 0 && this.#nodes + nodes > limits.maxNodes) return 'too many nodes';
    return textLength > 0 && this.#textLength + textLength > limits.maxTextLength ? 'too much text' : null;
  }

  #grow(nodes: number, textLength: number): void {
    this.#nodes += nodes;
    this.#textLength += textLength;
  }

  #count(): void {
    this.#nodes = 0;
    this.#textLength = 0;
    const waiting: Container[] = [this.#root];
    for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
      if (type !== this.#root) this.#nodes += 1;
      if (isRun(type)) this.#textLength += liveLength(type) + heldByMarks(type);
      else pushChildren(type, waiting);
    }
  }
}

function pushChildren(type: Container, waiting: Container[]): void {
  for (let item = firstIn(type); item !== null; item = item.right) {
    if (item.deleted) continue;
    const content = pageContentOf(item);
    if (content.kind === 'element' || content.kind === 'run') waiting.push(content.type);
  }
}

function heldByMarks(run: Y.XmlText): number {
  let length = 0;
  for (let item = firstIn(run); item !== null; item = item.right) {
    if (item.deleted || !isFormat(item)) continue;
    const content = pageContentOf(item);
    if (content.kind === 'format') length += weightOf(content.value);
  }
  return length;
}

/** What a mark holds counts as text: addresses are the longest part of many a page. */
export const weightOf = (value: unknown): number => (value === null ? 0 : JSON.stringify(value).length);
