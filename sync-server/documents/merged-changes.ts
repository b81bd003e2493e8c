import type { DocumentName } from '#shared/documents/names.ts';
import type { ClientBinding, DocumentChange } from './store.ts';

/** All that one commit brings of one document. */
export interface MergedChange {
  readonly name: DocumentName;
  readonly clients: readonly ClientBinding[];
  /** Takes the place of everything before it. */
  readonly snapshot: Uint8Array | null;
  /** On top of that. */
  readonly updates: readonly Uint8Array[];
}

/** One change for each document; of several, what is left of them at the end. */
export function mergedByName(changes: readonly DocumentChange[]): readonly MergedChange[] {
  const byName = new Map<DocumentName, MergedChange>();
  for (const { name, clients, content } of changes) {
    const before = byName.get(name) ?? { name, clients: [], snapshot: null, updates: [] };
    const after =
      content.kind === 'snapshot'
        ? { ...before, snapshot: content.snapshot, updates: [] }
        : { ...before, updates: joined(before.updates, content.updates) };
    byName.set(name, { ...after, clients: joined(before.clients, clients) });
  }
  return [...byName.values()];
}

/** Nearly always one of them is empty, and nothing has to be copied. */
const joined = <Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] =>
  first.length === 0 ? second : second.length === 0 ? first : [...first, ...second];
