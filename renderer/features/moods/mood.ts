import { z } from 'zod';
import { MOOD } from '#shared/limits.ts';
import type { Collection, Kept, Vault } from '../../vault/types.ts';
import { dayOf, stepDays, weekStart, type Day } from '../notes/calendar.ts';

/** From 1, heaviest and least, to 5, lightest and most. Each has its words; none of them is better than another. */
export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];

const level = z.literal(LEVELS);

/** How somebody was at one moment, marked by themselves for themselves. */
const markSchema = z.strictObject({
  atMs: z.int(),
  mood: level,
  energy: level.nullable(),
  /** A few words of their own, or none. */
  words: z.string().max(MOOD.maxWordsLength),
});
export type MoodMark = z.infer<typeof markSchema>;
export type KeptMark = Kept<MoodMark>;

export const moodMarks = (vault: Pick<Vault, 'collection'>): Collection<MoodMark> => vault.collection('moods', markSchema);

export const newestFirst = (marks: readonly KeptMark[]): readonly KeptMark[] =>
  marks.toSorted((one, other) => other.value.atMs - one.value.atMs || (one.id < other.id ? -1 : 1));

/** What a week held. Nothing is said about weeks without a mark but that they had none. */
export interface MoodWeek {
  readonly start: Day;
  readonly marks: number;
  /** The one in the middle, so that a single hour does not speak for a week; null where nothing was marked. */
  readonly mood: number | null;
  readonly energy: number | null;
}

/** The last weeks up to this one, oldest first. */
export function weeksUntil(marks: readonly MoodMark[], nowMs: number, count: number, firstWeekday: number): readonly MoodWeek[] {
  const thisWeek = weekStart(dayOf(nowMs), firstWeekday);
  const starts = Array.from({ length: count }, (_, index) => stepDays(thisWeek, -7 * (count - 1 - index)));
  const held = new Map<Day, MoodMark[]>(starts.map((start) => [start, []]));
  for (const mark of marks) held.get(weekStart(dayOf(mark.atMs), firstWeekday))?.push(mark);
  return starts.map((start) => {
    const inWeek = held.get(start) ?? [];
    return {
      start,
      marks: inWeek.length,
      mood: middleOf(inWeek.map(({ mood }) => mood)),
      energy: middleOf(inWeek.flatMap(({ energy }) => energy ?? [])),
    };
  });
}

/** The median; between two neighbours where the number is even. */
function middleOf(levels: readonly number[]): number | null {
  const sorted = levels.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The level whose words fit a middle; of two the one nearer to the centre, so that nothing sounds larger than it was. */
export function levelNear(middle: number): Level {
  const rounded = middle < 3 ? Math.ceil(middle) : Math.floor(middle);
  return LEVELS.find((one) => one === rounded) ?? 3;
}
