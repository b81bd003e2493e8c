import type { DocumentName } from '#shared/documents/names.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Room } from './room.ts';

/** How many documents stay in memory, and for how long after the last use. */
export interface ShelfLimits {
  readonly maxOpenDocuments: number;
  readonly documentIdleMs: number;
}

interface Place {
  readonly room: Promise<Room>;
  /** Set once it is loaded. */
  live: Room | null;
  /** Uses under way: somebody is between asking for the room and using it. */
  pins: number;
}

/**
 * The documents that are in memory, each of them once (RELIABILITY A10): whoever asks while one is being loaded gets
 * that one. One leaves only when nobody has it open and nothing of it is on its way to the disk, so a quick return
 * never reads an older state. The bound is on idle documents: those that people have open stay.
 */
export class Shelf {
  readonly #places = new Map<DocumentName, Place>();
  readonly #load: (name: DocumentName) => Promise<Room>;
  readonly #unloaded: () => void;
  readonly #limits: ShelfLimits;
  readonly #timers: Timers;
  readonly #sweeping: TimerHandle;

  constructor(parts: {
    readonly load: (name: DocumentName) => Promise<Room>;
    readonly unloaded: () => void;
    readonly limits: ShelfLimits;
    readonly timers: Timers;
  }) {
    this.#load = parts.load;
    this.#unloaded = parts.unloaded;
    this.#limits = parts.limits;
    this.#timers = parts.timers;
    this.#sweeping = parts.timers.every(parts.limits.documentIdleMs / 2, () => this.#sweep());
  }

  get size(): number {
    return this.#places.size;
  }

  /** The room if it is in memory now. */
  peek(name: DocumentName): Room | null {
    return this.#places.get(name)?.live ?? null;
  }

  *rooms(): Generator<Room> {
    for (const { live } of this.#places.values()) if (live !== null) yield live;
  }

  /** Calls `act` with the one live room, loaded if need be; it stays in memory until what `act` returns is settled. */
  async use<T>(name: DocumentName, act: (room: Room) => T | Promise<T>): Promise<T> {
    for (;;) {
      const place = this.#places.get(name) ?? this.#open(name);
      place.pins += 1;
      try {
        const room = await place.room;
        // Dropped or erased while it was loaded: what counts is in the store.
        if (this.#places.get(name) !== place) continue;
        this.#places.delete(name);
        this.#places.set(name, place); // used last, unloaded last: a Map keeps the order of insertion
        return await act(room);
      } finally {
        place.pins -= 1;
      }
    }
  }

  /** Takes a room out of memory whatever its state; null when it was not there or could not be loaded. */
  async takeOut(name: DocumentName): Promise<Room | null> {
    const place = this.#places.get(name);
    if (place === undefined) return null;
    this.#places.delete(name);
    return place.room.catch(() => null);
  }

  /** The room has failed: the next one who asks gets it from the store. */
  forget(room: Room): void {
    const { name } = room.document;
    if (this.#places.get(name)?.live === room) this.#places.delete(name);
  }

  /** Idempotent. */
  close(): void {
    this.#sweeping.cancel();
    for (const room of this.rooms()) room.document.close();
    this.#places.clear();
  }

  #open(name: DocumentName): Place {
    this.#makeRoom();
    const place: Place = { room: this.#load(name), live: null, pins: 0 };
    this.#places.set(name, place);
    void this.#settle(name, place);
    return place;
  }

  async #settle(name: DocumentName, place: Place): Promise<void> {
    try {
      place.live = await place.room;
    } catch {
      // Whoever asked for it hears why; the next one who asks tries again.
      if (this.#places.get(name) === place) this.#places.delete(name);
    }
  }

  #sweep(): void {
    const usedSinceMs = this.#timers.monotonicMs() - this.#limits.documentIdleMs;
    for (const [name, place] of this.#places) {
      if (place.live !== null && place.live.usedAtMs <= usedSinceMs) this.#unload(name, place);
    }
  }

  #makeRoom(): void {
    if (this.#places.size < this.#limits.maxOpenDocuments) return;
    for (const [name, place] of this.#places) {
      this.#unload(name, place);
      if (this.#places.size < this.#limits.maxOpenDocuments) return;
    }
  }

  /** Everything it held is committed, so leaving is one synchronous step with nothing to race against. */
  #unload(name: DocumentName, place: Place): void {
    if (place.live === null || place.pins > 0 || !place.live.isIdle) return;
    this.#places.delete(name);
    place.live.document.close();
    this.#unloaded();
  }
}
