import type { Readable } from '../engine/types.ts';

/**
 * Something of the engine that is open exactly as long as a component watches it: opened with the first watcher,
 * closed with the last. Null in between, so that nothing is opened while React is only trying a render out.
 */
export function openWhileWatched<Opened>(open: () => Opened, close: (opened: Opened) => void): Readable<Opened | null> {
  let opened: Opened | null = null;
  const watchers = new Set<() => void>();
  return {
    getSnapshot: () => opened,
    subscribe(listener) {
      watchers.add(listener);
      opened ??= open();
      return () => {
        if (!watchers.delete(listener) || watchers.size > 0 || opened === null) return;
        close(opened);
        opened = null;
      };
    },
  };
}
