import { noonOf, stepDays } from '../notes/calendar.ts';
import type { MoodMark, MoodWeek } from './mood.ts';

/** Everything in the units of the chart's own box. */
export interface Chart {
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** A band over each week that has a mark, at its middle. No line between them: nobody knows what lay between. */
  readonly bands: readonly { readonly from: number; readonly to: number; readonly y: number }[];
  /** Where weeks begin. */
  readonly weeks: readonly { readonly x: number; readonly week: MoodWeek }[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** In a script from right to left time runs from right to left as well. */
  readonly mirrored: boolean;
}

const WEEK_MS = 7 * 86_400_000;

/** The height of a level in the box: 5 at the top. */
export const heightOf = (level: number, { height, margin }: Box): number =>
  margin + ((5 - level) / 4) * (height - 2 * margin);

export function chartOf(
  marks: readonly MoodMark[],
  weeks: readonly MoodWeek[],
  what: 'mood' | 'energy',
  box: Box,
): Chart {
  const [first] = weeks;
  if (first === undefined) return { dots: [], bands: [], weeks: [] };
  const fromMs = startMs(first.start);
  const spanMs = weeks.length * WEEK_MS;
  const across = (atMs: number): number => {
    const x = ((atMs - fromMs) / spanMs) * box.width;
    return box.mirrored ? box.width - x : x;
  };
  const dots = marks.flatMap((mark) => {
    const level = mark[what];
    const inside = mark.atMs >= fromMs && mark.atMs < fromMs + spanMs;
    return level === null || !inside ? [] : [{ x: across(mark.atMs), y: heightOf(level, box) }];
  });
  const bands = weeks.flatMap((week) => {
    const level = week[what];
    const fromX = across(startMs(week.start));
    const toX = across(startMs(week.start) + WEEK_MS);
    return level === null ? [] : [{ from: Math.min(fromX, toX), to: Math.max(fromX, toX), y: heightOf(level, box) }];
  });
  return { dots, bands, weeks: weeks.map((week) => ({ x: across(startMs(week.start)), week })) };
}

/** Midnight on the wall at the beginning of that day. */
function startMs(day: string): number {
  const noon = noonOf(day);
  return new Date(noon.getUTCFullYear(), noon.getUTCMonth(), noon.getUTCDate()).getTime();
}

/** The last day of a week. */
export const weekEnd = (week: MoodWeek): string => stepDays(week.start, 6);
