import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/**
 * The only module that looks into Yjs's struct store (GATE-RULES G13): the next major version moves these things, and
 * then this file changes and no other. Nothing here changes a document.
 */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}

/** A piece with content. */
export type Item = Y.Item;

/** A piece of a document: an item with content, or the bare space that a collected one left behind. */
export type Struct = Item | Y.GC;

/** An update as Yjs reads it. */
export interface DecodedUpdate {
  readonly structs: readonly (Struct | Y.Skip)[];
  /** Client to the ranges it deletes, in the order written. */
  readonly deletes: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
}

/** Null for bytes that Yjs cannot read. Only this call is guarded: whatever else throws is a fault of ours. */
export function decodeUpdate(update: Uint8Array): DecodedUpdate | null {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    return { structs, deletes: ds.clients };
  } catch {
    return null;
  }
}

export const EMPTY_DELETES: DecodedUpdate['deletes'] = new Map();

/** The item that Yjs's decoder would make of this: not integrated, with JSON values as its content. */
export function itemOf(
  id: StructId,
  origin: StructId | null,
  parent: string | StructId | null,
  key: string | null,
  values: unknown[],
): Y.Item {
  const declared = parent === null || typeof parent === 'string' ? parent : yjsId(parent);
  // Yjs's own types leave out that a root is a name until integration.
  return new Y.Item(yjsId(id), null, origin && yjsId(origin), null, null, declared as Y.ID | null, key, new Y.ContentAny(values));
}

const yjsId = ({ client, clock }: StructId): Y.ID => Y.createID(client, clock);

/** Cuts off what is below `state`, so that known history is never judged twice (G4). */
export function cutBelow(update: Uint8Array, state: ReadonlyMap<number, number>): Uint8Array {
  const stateVector = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, state.size);
    for (const [client, clock] of state) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
    }
  });
  return Y.diffUpdate(update, stateVector);
}

/** Exact constructors: a subclass is something else (G7). */
export const isItem = (struct: Struct | Y.Skip): struct is Y.Item => struct.constructor === Y.Item;
export const isSkip = (struct: Struct | Y.Skip): struct is Y.Skip => struct.constructor === Y.Skip;

/** What an item holds: JSON values, a tombstone in their place, or something that no log holds. */
export type Content =
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'other' };

const TOMBSTONE: Content = { kind: 'tombstone' };
const OTHER: Content = { kind: 'other' };

export function contentOf(item: Y.Item): Content {
  const { content } = item;
  if (content.constructor === Y.ContentAny) return { kind: 'values', values: (content as Y.ContentAny).arr };
  return content.constructor === Y.ContentDeleted ? TOMBSTONE : OTHER;
}

/** Where a decoded item says that it goes, when it has no origin to take that from: a root's name, or an item. */
export function declaredParent(item: Y.Item): string | StructId | null {
  const parent: unknown = item.parent; // a string before integration, which Yjs's own types do not say
  if (typeof parent === 'string') return parent;
  return parent instanceof Y.ID ? parent : null;
}

/** The next clock that the document expects of `client`; 0 when it has nothing of it. */
export function stateOf(doc: Y.Doc, client: number): number {
  const structs = doc.store.clients.get(client);
  const last = structs?.[structs.length - 1];
  return last === undefined ? 0 : last.id.clock + last.length;
}

/** The struct that holds `id`, or null. */
export function findStruct(doc: Y.Doc, id: StructId): Struct | null {
  const structs = doc.store.clients.get(id.client);
  const struct = structs?.[indexAt(structs, id.clock)];
  return struct !== undefined && id.clock < struct.id.clock + struct.length ? struct : null;
}

/** How many pieces the document keeps, those that are only a memory of what was removed included. */
export function structCount(doc: Y.Doc): number {
  let count = 0;
  for (const structs of doc.store.clients.values()) count += structs.length;
  return count;
}

/** The structs of `client` that reach into `[from, to)`, in order of clock. */
export function structsWithin(doc: Y.Doc, client: number, from: number, to: number): readonly Struct[] {
  const structs = doc.store.clients.get(client) ?? [];
  const first = Math.max(0, indexAt(structs, from));
  let end = first;
  while (end < structs.length && (structs[end]?.id.clock ?? Infinity) < to) end += 1;
  return structs.slice(first, end);
}

/** Index of the last struct that starts at or before `clock`; -1 when there is none. Works on any sorted run. */
export function indexAt(structs: readonly Struct[], clock: number): number {
  let low = -1;
  let high = structs.length - 1;
  // The newest struct is asked for most often.
  if (high >= 0 && (structs[high]?.id.clock ?? 0) <= clock) return high;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((structs[middle]?.id.clock ?? Infinity) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}

// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
export const firstOf = <T>(list: Y.Array<T>): Y.Item | null => list._start;
// oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
export const newestUnder = (map: Y.Map<unknown>, key: string): Y.Item | null => map._map.get(key) ?? null;

/** True when something lies in wait for what is missing. After an admitted update it never does (G5). */
export const hasPending = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
