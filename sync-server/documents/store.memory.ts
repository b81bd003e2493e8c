import type { DocumentName } from '#shared/documents/names.ts';
import type { ClientBinding, DocumentChange, DocumentStore, StoredDocument } from './store.ts';

const EMPTY: StoredDocument = { snapshot: null, updates: [], clients: [] };

/** Keeps documents in memory: for tests, and to see what the store costs. */
export class MemoryDocumentStore implements DocumentStore {
  readonly #documents = new Map<DocumentName, StoredDocument>();

  async load(name: DocumentName): Promise<StoredDocument> {
    return this.#documents.get(name) ?? EMPTY;
  }

  async commit(changes: readonly DocumentChange[]): Promise<void> {
    for (const change of changes) {
      this.#documents.set(change.name, changed(this.#documents.get(change.name) ?? EMPTY, change));
    }
  }

  async erase(name: DocumentName): Promise<void> {
    this.#documents.delete(name);
  }
}

function changed(before: StoredDocument, { clients, content }: DocumentChange): StoredDocument {
  const bindings = firstUseWins(before.clients, clients);
  return content.kind === 'snapshot'
    ? { snapshot: content.snapshot, updates: [], clients: bindings }
    : { snapshot: before.snapshot, updates: [...before.updates, ...content.updates], clients: bindings };
}

function firstUseWins(before: readonly ClientBinding[], more: readonly ClientBinding[]): readonly ClientBinding[] {
  const known = new Set(before.map(([client]) => client));
  return [...before, ...more.filter(([client]) => !known.has(client))];
}
