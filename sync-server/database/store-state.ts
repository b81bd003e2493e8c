import { unreachable } from '#shared/result.ts';

/**
 * Why the store takes nothing. `disk-full` passes when there is space again. `disk-failed` does not: after a write or a
 * flush that failed, the system's cache holds bytes that it will never write and yet calls clean, so nothing in this
 * process can tell any more what is on the disk. Only a start reads it anew (RELIABILITY A3).
 */
export type DiskFault = 'disk-full' | 'disk-failed';

export type StoreState =
  | { readonly at: 'writable' }
  /** Reads go on; every change is refused before it is tried. `sinceMs`: since the epoch, UTC. */
  | { readonly at: 'read-only'; readonly reason: DiskFault; readonly sinceMs: number };

export type StoreEvent =
  | { readonly type: 'failed'; readonly fault: DiskFault; readonly nowMs: number }
  /** A trial write went all the way to the disk. */
  | { readonly type: 'took' };

export const WRITABLE: StoreState = { at: 'writable' };

/** One step (RELIABILITY A3, A4). Gives back the same object when nothing changed. */
export function nextStoreState(state: StoreState, event: StoreEvent): StoreState {
  switch (event.type) {
    case 'failed': {
      const isWorse = state.at === 'writable' || (state.reason === 'disk-full' && event.fault === 'disk-failed');
      return isWorse ? { at: 'read-only', reason: event.fault, sinceMs: event.nowMs } : state;
    }
    case 'took':
      return state.at === 'read-only' && state.reason === 'disk-full' ? WRITABLE : state;
    default:
      return unreachable(event);
  }
}
