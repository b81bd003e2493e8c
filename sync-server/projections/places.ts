import type { Kysely } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import type { Timers } from '#shared/ports.ts';
import { AGE_GROUPS, type AgeGroup } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import { atMostEvery, type AtMostEvery } from './at-most-every.ts';
import { createLanes } from './lanes.ts';
import { readTypicalWaitMs, readWaiting } from './waiting-rows.ts';

/** Tells everybody who waits their new place when the queue moves, and only those whose place or wait changed. */
export interface Places {
  moved(ageGroup: AgeGroup): void;
  /** The typical wait, computed once for each time that the queue moved. Milliseconds; null for too few to say. */
  typicalWaitMs(ageGroup: AgeGroup): Promise<number | null>;
  close(): Promise<void>;
}

/** Inboxes written at a time, so that a long queue does not open a thousand documents at once. */
const INBOXES_AT_ONCE = 32;

export function createPlaces(parts: {
  readonly db: Kysely<Tables>;
  readonly timers: Timers;
  readonly log: Log;
  readonly limits: { readonly typicalWaitSample: number; readonly placesIntervalMs: number };
  /** Projects one inbox. */
  readonly tell: (account: AccountId) => Promise<void>;
}): Places {
  const { db, timers, log, limits, tell } = parts;
  const told = new Map<AgeGroup, ReadonlyMap<AccountId, string>>();
  const typicalWaits = new Map<AgeGroup, Promise<number | null>>();

  const typicalWaitMs = (ageGroup: AgeGroup): Promise<number | null> => {
    const known = typicalWaits.get(ageGroup);
    if (known !== undefined) return known;
    const asked = readTypicalWaitMs(db, ageGroup, limits.typicalWaitSample);
    typicalWaits.set(ageGroup, asked);
    // A failure is for those who asked now, not for everybody after them.
    asked.catch(() => typicalWaits.delete(ageGroup));
    return asked;
  };

  const tellChanged = async (ageGroup: AgeGroup): Promise<void> => {
    const waiting = await readWaiting(db, ageGroup);
    const typical = await typicalWaitMs(ageGroup);
    const before = told.get(ageGroup);
    const now = new Map(waiting.map((row, index) => [row.seeker.account, `${row.request} ${index} ${typical}`]));
    told.set(ageGroup, now);
    const changed = [...now].filter(([account, place]) => before?.get(account) !== place).map(([account]) => account);
    for (let from = 0; from < changed.length; from += INBOXES_AT_ONCE) {
      await Promise.all(changed.slice(from, from + INBOXES_AT_ONCE).map(tell));
    }
  };

  const lanes = createLanes<AgeGroup>(async (ageGroup) => {
    try {
      await tellChanged(ageGroup);
    } catch (error) {
      log.error('places-failed', { ageGroup, ...errorFacts(error) });
      told.delete(ageGroup);
      burstOf.get(ageGroup)?.ask();
    }
  });

  const burstOf: ReadonlyMap<AgeGroup, AtMostEvery> = new Map(
    AGE_GROUPS.map((ageGroup) => [
      ageGroup,
      atMostEvery(timers, limits.placesIntervalMs, () => void lanes.run(ageGroup)),
    ]),
  );

  return {
    moved: (ageGroup) => {
      typicalWaits.delete(ageGroup);
      burstOf.get(ageGroup)?.ask();
    },
    typicalWaitMs,
    close: async () => {
      for (const burst of burstOf.values()) burst.close();
      await lanes.idle();
    },
  };
}
