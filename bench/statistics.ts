/** The value below which this share of all lies (`share` from 0 to 1); NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Of two in the middle the larger. NaN of nothing. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);
