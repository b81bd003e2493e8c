import type { ReadingPlace } from './progress.ts';

/** Where a section stands on screen, in pixels from the top of what can be seen. */
export interface SectionBox {
  readonly id: string;
  readonly top: number;
  readonly bottom: number;
}

/** Below this share of the first section nobody has gone anywhere. */
const BEGINNING = 0.15;

/** The place one reads at: a line a fifth of the way down, where eyes mostly are. */
export const eyeLine = (heightPx: number): number => heightPx / 5;

/**
 * The section at the eye line and how much of it is above; null at the beginning. Past the last section one reads
 * something else (when it is more, where to go on), and the place kept before stays.
 */
export function placeAt(boxes: readonly SectionBox[], heightPx: number): ReadingPlace | 'past' | null {
  const line = eyeLine(heightPx);
  const at = boxes.findLastIndex(({ top }) => top <= line);
  const box = boxes[at];
  if (box === undefined || box.bottom <= box.top) return null;
  if (box.bottom < line) return 'past';
  const share = (line - box.top) / (box.bottom - box.top);
  if (at === 0 && share < BEGINNING) return null;
  return { section: box.id, share };
}

/** Sections whose end stands in sight. What was leapt over (the End key, a link to the foot) was not read. */
export const endsInSight = (boxes: readonly SectionBox[], heightPx: number): readonly string[] =>
  boxes.filter(({ bottom }) => bottom > 0 && bottom <= heightPx).map(({ id }) => id);
