import type { Clock } from '#shared/ports.ts';
import { diskFaultOf, isRefusedWrite } from './storage-error.ts';
import { nextStoreState, WRITABLE, type StoreEvent, type StoreState } from './store-state.ts';

/** Holds the state of one open store. Every statement's failure comes by here, so that no writer can overlook one. */
export class StoreGuard {
  readonly #clock: Clock;
  readonly #refuseWrites: (refuse: boolean) => void;
  readonly #listeners = new Set<(state: StoreState) => void>();
  #state: StoreState = WRITABLE;

  /** `refuseWrites` makes the connection itself refuse every change, in the same moment. */
  constructor(clock: Clock, refuseWrites: (refuse: boolean) => void) {
    this.#clock = clock;
    this.#refuseWrites = refuseWrites;
  }

  get state(): StoreState {
    return this.#state;
  }

  get isWritable(): boolean {
    return this.#state.at === 'writable';
  }

  /** A statement failed with this. */
  failed(error: unknown): void {
    if (!this.isWritable && isRefusedWrite(error)) return; // our own refusal says nothing about the disk
    const fault = diskFaultOf(error);
    if (fault === null) return;
    this.#step({ type: 'failed', fault, nowMs: this.#clock.nowMs() });
  }

  /** A trial write has come all the way to the disk. */
  took(): void {
    this.#step({ type: 'took' });
  }

  /** Called at each change, in the moment it happens. Returns how to stop it. */
  subscribe(listener: (state: StoreState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #step(event: StoreEvent): void {
    const before = this.#state;
    this.#state = nextStoreState(before, event);
    if (this.#state === before) return;
    this.#refuseWrites(this.#state.at === 'read-only');
    for (const listener of this.#listeners) listener(this.#state);
  }
}
