import { isDamage } from '../database/storage-error.ts';
import type { DocumentChange, DocumentStore } from './store.ts';

interface Waiting {
  /** Null for whoever waits only for what was added before. */
  readonly change: DocumentChange | null;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One commit at a time for all documents together: what is added while one is under way goes into the next. A commit
 * costs the same for one row or ten (GATE, figures), so the busier the relay, the larger its groups.
 */
export class GroupCommit {
  readonly #store: DocumentStore;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  /** Resolves when the change is durable. Rejects when its group could not be kept; then nothing of it was. */
  add(change: DocumentChange): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // Not at once: the other documents of the same turn are about to add theirs.
      queueMicrotask(() => void this.#run());
    });
  }

  /** Resolves when all that was added before is durable or has failed, and whoever added it knows. */
  settled(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ change: null, resolve, reject: () => resolve() });
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      await commit(this.#store, group);
    }
    this.#running = false;
  }
}

async function commit(store: DocumentStore, group: readonly Waiting[]): Promise<void> {
  try {
    const changes = group.map((waiting) => waiting.change).filter((change) => change !== null);
    if (changes.length > 0) await store.commit(changes);
    for (const waiting of group) waiting.resolve();
  } catch (error) {
    // Damage is somewhere, and most documents are elsewhere: each by itself, so that one takes no others along (A7).
    if (isDamage(error) && group.length > 1) return commitEach(store, group);
    for (const waiting of group) waiting.reject(error);
  }
}

async function commitEach(store: DocumentStore, group: readonly Waiting[]): Promise<void> {
  for (const waiting of group) await commit(store, [waiting]);
}
