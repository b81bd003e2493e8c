import type { DocumentName } from '#shared/documents/names.ts';
import { MemoryDocumentStore } from '../store.memory.ts';
import type { DocumentChange, DocumentStore, StoredDocument } from '../store.ts';

/** A store whose loads and commits wait or fail as a test wants. Test support. */
export class HeldStore implements DocumentStore {
  readonly inner = new MemoryDocumentStore();
  /** Every group that was committed. */
  readonly commits: (readonly DocumentChange[])[] = [];
  loads = 0;
  failing = false;
  #held: (() => void)[] | null = null;
  #heldLoads: (() => void)[] | null = null;

  /** Loads have read, and wait from now on before they say what. */
  holdLoads(): void {
    this.#heldLoads ??= [];
  }

  letLoadsGo(): void {
    const held = this.#heldLoads ?? [];
    this.#heldLoads = null;
    for (const go of held) go();
  }

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
    const stored = await this.inner.load(name);
    const held = this.#heldLoads;
    if (held !== null) await new Promise<void>((go) => held.push(go));
    return stored;
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
