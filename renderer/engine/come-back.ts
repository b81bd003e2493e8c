import { unreachable } from '#shared/result.ts';

/** Why a connection ended, as far as it changes when to come back. */
export type DropReason = 'unreachable' | 'lost' | 'silent' | 'relay-down' | 'crowded';

/**
 * RELIABILITY F12. A connection that breaks again before `steadyAfterMs` comes back ever more slowly, but by at most so
 * many doublings: the relay answers, and whoever it cut off must be level again within ten seconds (B2).
 */
export const BACKOFF = { firstMs: 1_000, maxMs: 30_000, steadyAfterMs: 10_000, maxUnsteady: 3 } as const;
/**
 * A relay that went away took everybody's connection at once (RELIABILITY A5). Each draws a place in a window by lot, and
 * keeps it for so many tries, one window apart: whenever the relay serves again, all come back within one window, and at
 * no time more of them than the window has room for.
 */
const RETURN = { firstMs: 500, windowMs: 8_000, tries: 6 } as const;

/** How long to wait before dialling again after so many attempts that failed. `jitter` is in [0, 1). */
export function waitMs(attempt: number, because: DropReason, jitter: number): number {
  switch (because) {
    case 'relay-down':
    case 'unreachable':
      if (attempt <= 1) return RETURN.firstMs + jitter * RETURN.windowMs;
      return attempt <= RETURN.tries ? RETURN.windowMs : backoffMs(attempt, jitter);
    case 'crowded':
      return backoffMs(Math.max(attempt, 3), jitter);
    case 'lost':
    case 'silent':
      return backoffMs(attempt, jitter);
    default:
      return unreachable(because);
  }
}

/** How long to wait before attempt number `attempt` (0 first): doubling, capped, the last quarter by lot. */
export const backoffMs = (attempt: number, jitter: number): number =>
  Math.min(BACKOFF.maxMs, BACKOFF.firstMs * 2 ** attempt) * (0.75 + 0.25 * jitter);
