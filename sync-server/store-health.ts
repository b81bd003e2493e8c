import type { Timers } from '#shared/ports.ts';
import type { Database } from './database/open.ts';
import type { StoreState } from './database/store-state.ts';

/** Everybody may ask for the health of the relay, and each look at the disk costs it a write. */
const LOOK_AT_DISK_EVERY_MS = 2_000;

/** The state of the store, tried out at most every `LOOK_AT_DISK_EVERY_MS`; what is known without trying is told at once. */
export function createStoreHealth(database: Pick<Database, 'state' | 'probe'>, timers: Timers): () => Promise<StoreState> {
  let looked: { readonly atMs: number; readonly state: Promise<StoreState> } | null = null;
  return async () => {
    // Bringing it back is the watch's work, which asks at its own pace.
    if (database.state().at === 'read-only') return database.state();
    const atMs = timers.monotonicMs();
    if (looked === null || atMs - looked.atMs >= LOOK_AT_DISK_EVERY_MS) looked = { atMs, state: database.probe() };
    await looked.state;
    return database.state();
  };
}

/** In words for an operator, such as `read-only, disk-full`. */
export const describeStore = (state: StoreState): string => (state.at === 'writable' ? state.at : `${state.at}, ${state.reason}`);
