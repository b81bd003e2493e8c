import type { Readable } from './types.ts';

/** A value that its owner sets and others watch. */
export interface Cell<T> extends Readable<T> {
  /** Tells listeners only when the value is another one. */
  set(value: T): void;
}

/** A snapshot computed from other things. The owner says when those may have changed. */
export interface Derived<T> extends Readable<T> {
  invalidate(): void;
}

export function createCell<T>(initial: T, same: (a: T, b: T) => boolean = Object.is): Cell<T> {
  const listeners = createListeners();
  let value = initial;
  return {
    getSnapshot: () => value,
    subscribe: listeners.subscribe,
    set(next) {
      if (same(value, next)) return;
      value = next;
      listeners.tell();
    },
  };
}

/**
 * `compute` is given its previous answer and gives the very same object back when nothing in it changed. It runs when
 * somebody looks, and at most once for any number of invalidations in one turn of the event loop.
 */
export function createDerived<T>(compute: (previous: T | null) => T): Derived<T> {
  const listeners = createListeners();
  let value: T | null = null;
  let told: T | null = null;
  let stale = true;
  let scheduled = false;

  function getSnapshot(): T {
    if (stale || value === null) {
      stale = false;
      value = compute(value);
    }
    return value;
  }

  function tell(): void {
    scheduled = false;
    const current = getSnapshot();
    if (current === told) return;
    told = current;
    listeners.tell();
  }

  return {
    getSnapshot,
    subscribe(listener) {
      // What a newcomer sees when it subscribes is what it has been told.
      told ??= getSnapshot();
      return listeners.subscribe(listener);
    },
    invalidate() {
      stale = true;
      if (scheduled || listeners.size() === 0) return;
      scheduled = true;
      queueMicrotask(tell);
    },
  };
}

interface Listeners {
  subscribe(listener: () => void): () => void;
  tell(): void;
  size(): number;
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      // Wrapped, so that the same function may be given twice and stopped once.
      const entry = () => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    tell() {
      for (const listener of listeners) listener();
    },
    size: () => listeners.size,
  };
}
