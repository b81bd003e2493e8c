import { STORE } from '#shared/limits.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import type { Database } from './open.ts';
import type { StoreState } from './store-state.ts';

export interface StoreWatch {
  /** Idempotent. Waits for a look under way. */
  close(): Promise<void>;
}

/**
 * Says in the log when the store stops taking changes and when it takes them again, once each time; and while the disk
 * is full, looks every `STORE.probeIntervalMs` whether it still is (RELIABILITY A4). A disk that failed is left alone.
 */
export function watchStore(database: Pick<Database, 'state' | 'onState' | 'probe'>, timers: Timers, log: Log): StoreWatch {
  let looking: TimerHandle | null = null;
  let underWay: Promise<void> | null = null;

  const look = (): void => {
    underWay ??= database
      .probe()
      .then(
        () => undefined,
        (error: unknown) => log.error('store-probe-failed', errorFacts(error)),
      )
      .finally(() => {
        underWay = null;
      });
  };
  const follow = (state: StoreState): void => {
    looking?.cancel();
    looking = null;
    if (state.at === 'writable') return log.info('store-writable');
    log.error('store-read-only', { reason: state.reason });
    if (state.reason === 'disk-full') looking = timers.every(STORE.probeIntervalMs, look);
  };

  const stop = database.onState(follow);
  if (database.state().at === 'read-only') follow(database.state());
  return {
    close: async () => {
      stop();
      looking?.cancel();
      await underWay;
    },
  };
}
