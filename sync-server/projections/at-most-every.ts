import type { TimerHandle, Timers } from '#shared/ports.ts';

/** A burst of calls makes one run at once and one at its end, with at least `intervalMs` between two. */
export interface AtMostEvery {
  ask(): void;
  /** Idempotent. Nothing runs afterwards. */
  close(): void;
}

export function atMostEvery(timers: Timers, intervalMs: number, run: () => void): AtMostEvery {
  let resting: TimerHandle | null = null;
  let askedMeanwhile = false;
  let closed = false;

  const fire = (): void => {
    askedMeanwhile = false;
    resting = timers.after(intervalMs, () => {
      resting = null;
      if (askedMeanwhile) fire();
    });
    run();
  };

  return {
    ask: () => {
      if (closed) return;
      if (resting === null) fire();
      else askedMeanwhile = true;
    },
    close: () => {
      closed = true;
      askedMeanwhile = false;
      resting?.cancel();
    },
  };
}
