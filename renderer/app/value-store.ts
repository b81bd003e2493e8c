import type { Readable } from '../engine/types.ts';

/** A value that can be watched. `set` with the same value tells nobody. */
export interface ValueStore<Value> extends Readable<Value> {
  set(value: Value): void;
}

export function createValueStore<Value>(initial: Value): ValueStore<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
