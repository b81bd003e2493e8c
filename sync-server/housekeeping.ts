import { RELAY_LIMITS } from '#shared/limits.ts';
import type { Timers } from '#shared/ports.ts';
import { watchAccountChanges } from './accounts/change-watch.ts';
import type { SignInTries } from './accounts/sign-in-tries.ts';
import type { Database } from './database/open.ts';
import { errorFacts } from './log/json-log.ts';
import type { Log } from './ports.ts';
import type { RelayServices } from './services.ts';

/** How often sessions that ran out are removed, and their sockets closed (RELIABILITY E3). */
const SESSION_SWEEP_MS = 60 * 60 * 1_000;

/**
 * How often an erasure that was cut short is tried again, from as long after it began (RELIABILITY H3): often enough that a disk that was
 * full for an evening keeps nobody's words until the next start, and seldom enough that one that always fails fills no log.
 */
const ERASURE_RETRY_MS = 2 * 60 * 1_000;

export interface Housekeeping {
  /** Idempotent. Waits for what is under way. */
  close(): Promise<void>;
}

/** What the relay does by itself: cleans its write-ahead log, ends old sessions, finishes erasures, follows admin commands. */
export async function createHousekeeping(parts: {
  readonly services: Pick<RelayServices, 'sessions' | 'documents' | 'accountChanged' | 'forgetOld' | 'finishErasures'> & { readonly house: Pick<RelayServices['house'], 'sweep'> };
  readonly signInTries: Pick<SignInTries, 'sweep'>;
  readonly database: Database;
  readonly timers: Timers;
  readonly log: Log;
  /** Sessions with an open socket, by the hash of their token. */
  readonly sessionsInUse: () => readonly string[];
}): Promise<Housekeeping> {
  const { services, signInTries, database, timers, log, sessionsInUse } = parts;
  const underWay = new Set<Promise<void>>();
  /** Runs every so often, never twice at once, and never stops the relay. */
  const every = (intervalMs: number, event: string, task: () => Promise<unknown>) => {
    let running = false;
    return timers.every(intervalMs, () => {
      if (running) return;
      running = true;
      const run = task()
        .then(() => undefined)
        .catch((error: unknown) => log.error(event, errorFacts(error)))
        .finally(() => {
          running = false;
          underWay.delete(run);
        });
      underWay.add(run);
    });
  };

  const watch = await watchAccountChanges({
    db: database.db,
    timers,
    log,
    changed: (account) => services.accountChanged(account),
    deviceClosed: (device) => services.documents.closeDevice(device),
  });
  const checkpoints = every(RELAY_LIMITS.walCheckpointIntervalMs, 'checkpoint-failed', () => database.checkpoint());
  const sweeps = every(SESSION_SWEEP_MS, 'session-sweep-failed', async () => {
    if (database.state().at === 'read-only') return; // the next one does it
    await services.sessions.touch(sessionsInUse());
    await signInTries.sweep();
    await services.house.sweep();
    for (const device of await services.sessions.sweep()) await services.documents.closeDevice(device);
    // Behind the sessions: a guest goes when the last one is over.
    await services.forgetOld();
  });
  const erasures = every(ERASURE_RETRY_MS, 'erasure-retry-failed', async () => {
    if (database.state().at === 'writable') await services.finishErasures(ERASURE_RETRY_MS);
  });

  return {
    close: async () => {
      await watch.close();
      checkpoints.cancel();
      erasures.cancel();
      sweeps.cancel();
      await Promise.all(underWay);
    },
  };
}
