import * as Y from 'yjs';
import { findStruct, isItem, type StructId } from './yjs-internals.ts';

/**
 * The part of Yjs's insides that only rich text has (GATE-RULES G13, beside yjs-internals.ts). Nothing here changes a
 * document. A type that an update brings is seen as the decoder made it: never integrated, known by its identity.
 */
export type Container = Y.XmlFragment | Y.XmlElement | Y.XmlText;

/** What an item of a page holds, by exact constructor (G7). `other`: what no page holds. */
export type PageContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'format'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'element'; readonly type: Y.XmlElement }
  | { readonly kind: 'run'; readonly type: Y.XmlText }
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'other' };

const TOMBSTONE: PageContent = { kind: 'tombstone' };
const OTHER: PageContent = { kind: 'other' };

export function pageContentOf({ content }: Y.Item): PageContent {
  switch (content.constructor) {
    case Y.ContentString:
      return { kind: 'text', text: (content as Y.ContentString).str };
    case Y.ContentFormat: {
      const { key, value } = content as Y.ContentFormat;
      return { kind: 'format', name: key, value };
    }
    case Y.ContentType:
      return typeContentOf((content as Y.ContentType).type);
    case Y.ContentAny:
      return { kind: 'values', values: (content as Y.ContentAny).arr };
    case Y.ContentDeleted:
      return TOMBSTONE;
    default:
      return OTHER;
  }
}

function typeContentOf(type: unknown): PageContent {
  if (isElement(type)) return { kind: 'element', type };
  return isRun(type) ? { kind: 'run', type } : OTHER;
}

const constructorOf = (type: unknown): unknown => (typeof type === 'object' && type !== null ? type.constructor : null);
export const isElement = (type: unknown): type is Y.XmlElement => constructorOf(type) === Y.XmlElement;
export const isRun = (type: unknown): type is Y.XmlText => constructorOf(type) === Y.XmlText;

/** Formatting begins or ends here. */
export const isFormat = (item: Y.Item): boolean => item.content.constructor === Y.ContentFormat;

/** The type that a live item lies in: an item that was integrated always has one. */
export const containerOf = (item: Y.Item): unknown => item.parent;

/** The type around a type, null for the root. */
// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
export const containerAround = (type: Container): unknown => type._item?.parent ?? null;

/** Children of a node, or UTF-16 units of a run: what is live. */
// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
export const liveLength = (type: Container): number => type._length;

// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
export const firstIn = (type: Container): Y.Item | null => type._start;
// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
const newestIn = (type: Container, key: string): Y.Item | null => type._map.get(key) ?? null;

/** Live places where formatting begins or ends in a run. */
export function formatsIn(run: Y.XmlText): number {
  let formats = 0;
  for (let item = firstIn(run); item !== null; item = item.right) if (!item.deleted && isFormat(item)) formats += 1;
  return formats;
}

/** Pieces that a run is made of, those that are gone among them. */
export function piecesIn(run: Y.XmlText): number {
  let pieces = 0;
  for (let item = firstIn(run); item !== null; item = item.right) pieces += 1;
  return pieces;
}

/** Formatting was ever set in it: Yjs tidies up behind each change then. */
// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
export const hasFormatting = (run: Y.XmlText): boolean => run._hasFormatting;

/** A list of items: what a type holds, or the values that an attribute has had. */
export interface ItemList {
  readonly container: Container;
  readonly key: string | null;
}

/** Steps from one place of a live list to another, and back to the list's begin where that has to be looked for. */
export interface Span {
  readonly steps: number;
  /** False when `to` does not lie behind `from`. */
  readonly found: boolean;
}

/**
 * Counts the structs that lie between two places of a list: behind `from` (null: from the list's begin) and before `to`
 * (null: to its end). Stops once `maxSteps` is passed.
 */
export function spanBetween(doc: Y.Doc, list: ItemList, from: StructId | null, to: StructId | null, maxSteps: number): Span {
  let steps = 0;
  let item: Y.Item | null;
  if (from === null) {
    ({ item, steps } = oldestOf(list, maxSteps));
  } else {
    const left = findStruct(doc, from);
    if (left === null || !isItem(left)) return { steps, found: to === null };
    const end = left.id.clock + left.length;
    if (from.clock + 1 < end) {
      if (to !== null && to.client === from.client && to.clock > from.clock && to.clock < end) {
        return { steps: to.clock === from.clock + 1 ? 0 : 1, found: true };
      }
      steps += 1;
    }
    item = left.right;
  }
  for (; item !== null; item = item.right) {
    if (to !== null && holds(item, to)) return { steps: steps + (to.clock === item.id.clock ? 0 : 1), found: true };
    steps += 1;
    if (steps > maxSteps) break;
  }
  return { steps, found: to === null || steps > maxSteps };
}

const holds = (item: Y.Item, id: StructId): boolean =>
  item.id.client === id.client && item.id.clock <= id.clock && id.clock < item.id.clock + item.length;

/** Of an attribute only the newest value can be had at once; Yjs goes back from it as this does. */
function oldestOf({ container, key }: ItemList, maxSteps: number): { item: Y.Item | null; steps: number } {
  if (key === null) return { item: firstIn(container), steps: 0 };
  let item = newestIn(container, key);
  let steps = 0;
  for (; item !== null && item.left !== null && steps <= maxSteps; item = item.left) steps += 1;
  return { item, steps };
}
