import { useSyncExternalStore } from 'react';
import type { Readable } from '../engine/types.ts';

/** A snapshot of the engine as React state. Renders again only when the snapshot's identity changes. */
export function useReadable<Snapshot>(readable: Readable<Snapshot>): Snapshot {
  return useSyncExternalStore(readable.subscribe, readable.getSnapshot);
}
