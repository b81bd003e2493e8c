import type { DocumentName } from '#shared/documents/names.ts';
import { MemoryDocumentStore } from '../store.memory.ts';
import type { DocumentChange, DocumentStore, StoredDocument } from '../store.ts';

/** A store whose commits wait or fail as a test wants. Test support. */
export class HeldStore implements DocumentStore {
  readonly inner = new MemoryDocumentStore();
  /** Every group that was committed. */
  readonly commits: (readonly DocumentChange[])[] = [];
  loads = 0;
  failing = false;
  #held: (() => void)[] | null = null;

  /** Commits wait from now on. */
  hold(): void {
    this.#held ??= [];
  }

  get holding(): boolean {
    return this.#held !== null;
  }

  get waiting(): number {
    return this.#held?.length ?? 0;
  }

  letGo(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
  }

  async load(name: DocumentName): Promise<StoredDocument> {
    this.loads += 1;
    return this.inner.load(name);
  }

  async commit(changes: readonly DocumentChange[]): Promise<void> {
    const held = this.#held;
    if (held !== null) await new Promise<void>((go) => held.push(go));
    if (this.failing) throw new Error('disk full');
    await this.inner.commit(changes);
    this.commits.push(changes);
  }

  erase(name: DocumentName): Promise<void> {
    return this.inner.erase(name);
  }
}
