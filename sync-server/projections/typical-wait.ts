/** With fewer waits than this nothing is said about a typical one: a guess from two would mislead. */
export const MIN_WAITS = 5;

/** The median of recent waits, in milliseconds; null while there are too few to say. */
export function typicalWaitMs(waitsMs: readonly number[]): number | null {
  if (waitsMs.length < MIN_WAITS) return null;
  const sorted = waitsMs.map((wait) => Math.max(0, wait)).toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return Math.round((lower + upper) / 2);
}
