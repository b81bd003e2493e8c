import { PROFILE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';

/** Who is connected, or was a moment ago (F160): a socket that breaks and comes back is no going. */
export interface Presence {
  came(account: AccountId): void;
  left(account: AccountId): void;
  isHere(account: AccountId): boolean;
  /** Idempotent. Waits for what is being written. */
  close(): Promise<void>;
}

export interface PresenceParts {
  readonly timers: Timers;
  readonly log: Log;
  /** Writes down that these came or went. */
  readonly moved: (accounts: readonly AccountId[]) => Promise<void>;
}

/** Comings and goings are gathered and told together, so that a thousand apps coming back cost one transaction. */
export function createPresence({ timers, log, moved }: PresenceParts): Presence {
  const sockets = new Map<AccountId, number>();
  const leftAtMs = new Map<AccountId, number>();
  const due = new Set<AccountId>();
  let ticking: TimerHandle | null = null;
  let telling: Promise<void> | null = null;
  let closed = false;

  const tell = async (): Promise<void> => {
    const accounts = [...due];
    due.clear();
    try {
      await moved(accounts);
    } catch (error) {
      log.error('presence-failed', errorFacts(error));
      for (const account of accounts) due.add(account);
    } finally {
      telling = null;
    }
  };

  const tick = (): void => {
    const nowMs = timers.monotonicMs();
    for (const [account, atMs] of leftAtMs) {
      if (nowMs - atMs < PROFILE.absentAfterMs) break; // in the order in which they left
      leftAtMs.delete(account);
      due.add(account);
    }
    if (due.size > 0) telling ??= tell();
    else if (leftAtMs.size === 0) stop();
  };
  const stop = (): void => {
    ticking?.cancel();
    ticking = null;
  };
  const start = (): void => {
    if (!closed) ticking ??= timers.every(PROFILE.presenceWriteMs, tick);
  };

  return {
    came(account) {
      const before = sockets.get(account) ?? 0;
      sockets.set(account, before + 1);
      if (before > 0 || leftAtMs.delete(account)) return;
      due.add(account);
      start();
    },
    left(account) {
      const rest = (sockets.get(account) ?? 0) - 1;
      if (rest > 0) return void sockets.set(account, rest);
      if (!sockets.delete(account)) return;
      leftAtMs.set(account, timers.monotonicMs());
      start();
    },
    isHere: (account) => sockets.has(account) || leftAtMs.has(account),
    async close() {
      closed = true;
      stop();
      await telling;
    },
  };
}
