import { z } from 'zod';
import type { Kept } from '../../vault/types.ts';

/** One meditation heard to its end, for oneself alone: which, and when. No row of days is made of it. */
export const finishedSchema = z.strictObject({ meditation: z.string().max(48), finishedAtMs: z.number() });
export type Finished = z.infer<typeof finishedSchema>;

/** The collection of the vault that holds them. */
export const FINISHED = 'meditations';

/** When each was heard last. */
export function lastHeard(finished: readonly Kept<Finished>[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { value } of finished) {
    last.set(value.meditation, Math.max(value.finishedAtMs, last.get(value.meditation) ?? 0));
  }
  return last;
}

/** Newest first. */
export const newestFirst = (finished: readonly Kept<Finished>[]): readonly Kept<Finished>[] =>
  finished.toSorted((one, other) => other.value.finishedAtMs - one.value.finishedAtMs || one.id.localeCompare(other.id));
