import type { StartId } from '#shared/ids.ts';

/**
 * From which network address each of what waits was begun, so that one address never takes all places of a listener. In memory
 * alone: a relay that starts anew has forgotten it, and no address stands beside a name in any file (RELIABILITY H5).
 */
export interface Shares {
  begun(start: StartId, address: string | null): void;
  /** How many of these came from there. */
  countOf(address: string | null, starts: readonly StartId[]): number;
  /** Those that do not wait any more are forgotten. */
  keepOnly(waiting: ReadonlySet<StartId>): void;
  readonly size: number;
}

/** `maxKept`: the oldest go first; whose address is forgotten counts as from nowhere. */
export function createShares(maxKept: number): Shares {
  const addresses = new Map<StartId, string>();
  return {
    begun(start, address) {
      if (address === null || address === '') return;
      addresses.set(start, address);
      if (addresses.size <= maxKept) return;
      for (const oldest of addresses.keys()) {
        addresses.delete(oldest);
        break;
      }
    },
    countOf: (address, starts) => (address === null || address === '' ? 0 : starts.filter((start) => addresses.get(start) === address).length),
    keepOnly(waiting) {
      for (const start of addresses.keys()) if (!waiting.has(start)) addresses.delete(start);
    },
    get size() {
      return addresses.size;
    },
  };
}
