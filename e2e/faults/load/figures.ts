import { median, percentile } from '../../../bench/statistics.ts';

/** Times in milliseconds in few words: the middle one and the longest. */
export function spread(timesMs: readonly number[]): string {
  if (timesMs.length === 0) return 'not tried';
  return `median ${Math.round(median(timesMs))} ms, most ${Math.round(percentile(timesMs, 1))}`;
}

/** The most of these moments (in milliseconds) that lie within any one second. */
export function mostInASecond(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  sorted.forEach((moment, upTo) => {
    while (moment - (sorted[from] ?? moment) >= 1_000) from += 1;
    most = Math.max(most, upTo - from + 1);
  });
  return most;
}
