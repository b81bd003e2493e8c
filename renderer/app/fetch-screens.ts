import type { Timers } from '#shared/ports.ts';
import type { Feature } from './feature.ts';
import { allRoutes } from './features.ts';

/** What is on screen first has the machine to itself for so long. */
export const FETCH_AFTER_MS = 2_000;

/**
 * Fetches the screens that did not come along with the start, one after the other: whoever loses the network a moment after
 * the first visit has the whole app (DESIGN promise 1), and nobody waits at a door.
 */
export function fetchScreens(features: readonly Feature[], timers: Pick<Timers, 'after'>): void {
  timers.after(FETCH_AFTER_MS, () => void fetchAll(features));
}

async function fetchAll(features: readonly Feature[]): Promise<void> {
  for (const { Screen } of allRoutes(features)) {
    // One that cannot be had now is asked for again by whoever opens it.
    if ('fetch' in Screen) await Screen.fetch().catch(() => undefined);
  }
}
