import type { QueueRequest } from '#shared/documents/queue.ts';

/** Those in `now` that were not there `before`, in the order of waiting. `before` is null at the first look. */
export function arrivals(
  before: ReadonlySet<string> | null,
  now: readonly QueueRequest[],
): readonly QueueRequest[] {
  return before === null ? [] : now.filter((request) => !before.has(request.request));
}

/** Between two system notifications about the queue: one that comes with every request would be an alarm. */
export const NOTIFY_AT_MOST_EVERY_MS = 60_000;

export interface NotifyFacts {
  readonly arrived: number;
  /** The window is hidden or minimised. */
  readonly hidden: boolean;
  readonly lastNotifiedAtMs: number | null;
  readonly nowMs: number;
  /** P18: somebody whose hands are full is not called. */
  readonly mayTake: boolean;
}

export const shouldNotify = (facts: NotifyFacts): boolean =>
  facts.arrived > 0 &&
  facts.hidden &&
  facts.mayTake &&
  (facts.lastNotifiedAtMs === null || facts.nowMs - facts.lastNotifiedAtMs >= NOTIFY_AT_MOST_EVERY_MS);
