import type { LogEntry } from '#shared/documents/log.ts';

/** D7: the continuity window of a chat, whichever is less. */
export interface RetentionWindow {
  readonly windowMessages: number;
  readonly windowMs: number;
}

/** What retention does to one chat now. */
export type Due =
  /** Nothing before `dueAtMs`, unless somebody writes. */
  | { readonly what: 'keep'; readonly dueAtMs: number }
  /** The oldest `entries` of the list go, and the rest stays until `dueAtMs`. */
  | { readonly what: 'trim'; readonly entries: number; readonly dueAtMs: number }
  | { readonly what: 'expire' };

/**
 * F093, D7. Time runs from the newest message, or from the opening of a chat in which nobody wrote. Nothing goes
 * early: at one millisecond before the window is over all is kept, and of the newest messages none is ever cut.
 */
export function whatIsDue(
  chat: { readonly openedAtMs: number; readonly entries: readonly LogEntry[] },
  nowMs: number,
  window: RetentionWindow,
): Due {
  let lastMs = chat.openedAtMs;
  let messages = 0;
  for (const entry of chat.entries) {
    if (entry.kind !== 'message') continue;
    messages += 1;
    lastMs = Math.max(lastMs, entry.at);
  }
  const dueAtMs = lastMs + window.windowMs;
  if (nowMs >= dueAtMs) return { what: 'expire' };
  const excess = messages - window.windowMessages;
  if (excess <= 0) return { what: 'keep', dueAtMs };
  return { what: 'trim', entries: entriesBefore(chat.entries, excess), dueAtMs };
}

/** How many entries stand before the message that follows the first `excess` ones: notices among them go, too. */
function entriesBefore(entries: readonly LogEntry[], excess: number): number {
  let skipped = 0;
  return entries.findIndex((entry) => {
    if (entry.kind !== 'message') return false;
    skipped += 1;
    return skipped > excess;
  });
}
