import { z } from 'zod';
import { PLACE } from '#shared/limits.ts';

/**
 * The collection of a vault that keeps what its person calls the other places, by their ids. It lies in this vault, so
 * it can be read only while this one is open; the other place knows nothing of it.
 */
export const PLACE_NAMES = 'place-names';
export const placeName = z.strictObject({ name: z.string().max(PLACE.maxNameLength) });

/** What is kept of what was typed; null: nothing, so that the sign is shown again. */
export function nameToKeep(typed: string): string | null {
  const name = typed.trim().replace(/\s+/gu, ' ').slice(0, PLACE.maxNameLength).trim();
  return name === '' ? null : name;
}
