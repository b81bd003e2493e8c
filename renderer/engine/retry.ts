import type { Random, TimerHandle, Timers } from '#shared/ports.ts';
import { backoffMs } from './come-back.ts';

/** One pending attempt at a time, with a back-off that grows until something succeeds. */
export interface Retry {
  isPending(): boolean;
  /** Tries again after so long, instead of whatever was pending. */
  after(delayMs: number): void;
  /** Tries again after the back-off, which grows. */
  backOff(): void;
  /** It worked: the next back-off begins anew. */
  succeeded(): void;
  stop(): void;
}

export function createRetry(timers: Timers, random: Random, attempt: () => void): Retry {
  let timer: TimerHandle | null = null;
  let failures = 0;

  function after(delayMs: number): void {
    timer?.cancel();
    timer = timers.after(delayMs, () => {
      timer = null;
      attempt();
    });
  }

  return {
    isPending: () => timer !== null,
    after,
    backOff() {
      after(backoffMs(failures, (random.bytes(1)[0] ?? 0) / 256));
      failures += 1;
    },
    succeeded() {
      failures = 0;
    },
    stop() {
      timer?.cancel();
      timer = null;
    },
  };
}
