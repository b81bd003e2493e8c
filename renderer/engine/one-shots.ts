import type { TimerHandle, Timers } from '#shared/ports.ts';

/** Named timers of which each runs once at a time. */
export interface OneShots<Name extends string> {
  /** Asked again before it ran, it keeps its first time. */
  once(name: Name, delayMs: number, run: () => void): void;
  stop(name: Name): void;
  /** Stops all, and takes no more. */
  close(): void;
}

export function createOneShots<Name extends string>(timers: Timers): OneShots<Name> {
  const pending = new Map<Name, TimerHandle>();
  let closed = false;

  function stop(name: Name): void {
    pending.get(name)?.cancel();
    pending.delete(name);
  }

  return {
    once(name, delayMs, run) {
      if (closed || pending.has(name)) return;
      const timer = timers.after(delayMs, () => {
        pending.delete(name);
        run();
      });
      pending.set(name, timer);
    },
    stop,
    close() {
      closed = true;
      for (const name of pending.keys()) stop(name);
    },
  };
}
