import type { TimerHandle, Timers } from '#shared/ports.ts';

/** Runs at most once an interval: the first ask at once, of those meanwhile only the newest, when the time has come. */
export interface Paced<Value> {
  ask(value: Value): void;
  /** Idempotent. Nothing runs afterwards. */
  close(): void;
}

export function createPaced<Value>(timers: Timers, intervalMs: number, run: (value: Value) => void): Paced<Value> {
  let resting: TimerHandle | null = null;
  let newest: { readonly value: Value } | null = null;
  let closed = false;

  const fire = (value: Value): void => {
    newest = null;
    resting = timers.after(intervalMs, () => {
      resting = null;
      if (newest !== null) fire(newest.value);
    });
    run(value);
  };

  return {
    ask: (value) => {
      if (closed) return;
      if (resting === null) fire(value);
      else newest = { value };
    },
    close: () => {
      closed = true;
      newest = null;
      resting?.cancel();
      resting = null;
    },
  };
}
