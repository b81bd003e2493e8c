import type { TimerHandle, Timers } from '#shared/ports.ts';

/** Puts one thing off; asked again meanwhile, the newest takes its place and the time stays. */
export interface Later<Value> {
  ask(value: Value, waitMs: number): void;
  /** Idempotent. Nothing runs afterwards. */
  close(): void;
}

export function createLater<Value>(timers: Timers, run: (value: Value) => void): Later<Value> {
  let waiting: { readonly timer: TimerHandle; value: Value } | null = null;
  let closed = false;
  return {
    ask: (value, waitMs) => {
      if (closed) return;
      if (waiting !== null) {
        waiting.value = value;
        return;
      }
      const timer = timers.after(waitMs, () => {
        const due = waiting;
        waiting = null;
        if (due !== null) run(due.value);
      });
      waiting = { timer, value };
    },
    close: () => {
      closed = true;
      waiting?.timer.cancel();
      waiting = null;
    },
  };
}
