import type { LogEntry } from '#shared/documents/log.ts';
import type { SegmentRange } from '#shared/documents/segments.ts';
import { EMPTY_LOG, type LogView } from './log-view.ts';

/**
 * Segments as one log, oldest first. Each id stands once, where it stood first (RELIABILITY B4). A mark in a newer
 * segment is newer: nobody goes back in a closed one once the next is there.
 */
export function joinViews(views: readonly LogView[]): LogView {
  const [only] = views;
  if (only === undefined) return EMPTY_LOG;
  if (views.length === 1) return only;
  const seen = new Set<string>();
  const entries: LogEntry[] = [];
  for (const view of views) {
    for (const entry of view.entries) {
      if (seen.has(entry.id)) continue;
      seen.add(entry.id);
      entries.push(entry);
    }
  }
  return { entries, marks: Object.assign({}, ...views.map(({ marks }) => marks)) as LogView['marks'] };
}

/** Fewer entries than this are too few to begin with: the segment before is shown as well. */
export const FEW_ENTRIES = 100;
/** So many segments that are not on this device are passed over offline, to find one that is. */
const MAX_ABSENT = 2;

/** What is known of a segment here: its kept copy is being read, there is none, or so many entries. */
export type Held = 'reading' | 'absent' | number;

/**
 * Opens, by `look`, what is to be shown of a log: the newest segment, and those before it while there is little to see,
 * or down to `wantedFrom`. Waits for each before it goes further, but offline not for what cannot come.
 */
export function lookBack(of: {
  readonly range: SegmentRange;
  readonly wantedFrom: number;
  readonly online: boolean;
  readonly look: (segment: number) => Held;
}): void {
  let entries = 0;
  let absent = 0;
  for (let segment = of.range.newest; segment >= of.range.first; segment -= 1) {
    const held = of.look(segment);
    if (held === 'reading') return;
    if (held === 'absent') absent += 1;
    else entries += held;
    if (absent > (of.online ? 0 : MAX_ABSENT)) return;
    if (entries >= FEW_ENTRIES && segment <= of.wantedFrom) return;
  }
}
