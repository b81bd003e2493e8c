import type { DocumentName } from '#shared/documents/names.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Room } from './room.ts';

/** How many documents stay in memory, and for how long after the last use. */
export interface ShelfLimits {
  readonly maxOpenDocuments: number;
  readonly documentIdleMs: number;
}

/** Every document that may be in memory is there, and in use. */
export class TooManyDocuments extends Error {
  override readonly name = 'TooManyDocuments';
}

/**
 * Who asks for a document. People are refused past the bound. The relay's own writes go on: a command that has happened
 * in SQL must show, and what they open is idle again, and leaves, as soon as they are done.
 */
export type Asker = 'people' | 'relay';

interface Place {
  readonly room: Promise<Room>;
  /** Set once it is loaded. */
  live: Room | null;
  /** Uses under way: somebody is between asking for the room and using it. */
  pins: number;
  /** People have asked for it, and not only the relay itself. */
  forPeople: boolean;
}

/**
 * The documents that are in memory, each of them once (RELIABILITY A10): whoever asks while one is being loaded gets
 * that one. One leaves only when nobody has it open and nothing of it is on its way to the disk, so a quick return
 * never reads an older state. Past the bound the one that has been idle longest leaves first; where none is idle, people
 * are refused another, since memory that runs out would end everybody's.
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

  /**
   * Calls `act` with the one live room, loaded if need be; it stays in memory until what `act` returns is settled. Rejects
   * with `TooManyDocuments` where people ask for one too many.
   */
  async use<T>(name: DocumentName, asker: Asker, act: (room: Room) => T | Promise<T>): Promise<T> {
    for (;;) {
      const place = this.#places.get(name) ?? this.#open(name, asker);
      place.pins += 1;
      place.forPeople ||= asker === 'people';
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

  #open(name: DocumentName, asker: Asker): Place {
    this.#makeRoom();
    if (asker === 'people' && this.#isFull()) throw new TooManyDocuments('every document that may be in memory is in use');
    const place: Place = { room: this.#load(name), live: null, pins: 0, forPeople: false };
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

  /** People fill it, that is: what the relay has open for a moment takes nobody's place. */
  #isFull(): boolean {
    if (this.#places.size < this.#limits.maxOpenDocuments) return false;
    let inUse = 0;
    for (const { live, forPeople } of this.#places.values()) if (forPeople && live?.isIdle !== true) inUse += 1;
    return inUse >= this.#limits.maxOpenDocuments;
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
