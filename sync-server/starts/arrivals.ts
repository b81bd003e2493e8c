import { PROFILE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { TimerHandle } from '#shared/ports.ts';
import type { StartsParts } from './parts.ts';

/**
 * Behind a start of the relay nobody is connected yet, and everybody is on their way back: to what waits, they count as here for
 * as long as a break of their connection would have been no going (F160).
 */
export interface Arrivals {
  isHere(account: AccountId): boolean;
  /** The relay has started. */
  begin(): void;
  /** Idempotent. Waits for the look that is under way. */
  close(): Promise<void>;
}

/** `arrived`: whoever is not here now is away; called once. */
export function createArrivals({ timers, isHere }: Pick<StartsParts, 'timers' | 'isHere'>, arrived: () => Promise<void>): Arrivals {
  let timer: TimerHandle | null = null;
  let untilMs = -Infinity;
  let looking: Promise<void> = Promise.resolve();
  return {
    isHere: (account) => timers.monotonicMs() < untilMs || isHere(account),
    begin: () => {
      untilMs = timers.monotonicMs() + PROFILE.absentAfterMs;
      timer ??= timers.after(PROFILE.absentAfterMs, () => {
        looking = arrived();
      });
    },
    close: async () => {
      timer?.cancel();
      await looking;
    },
  };
}
