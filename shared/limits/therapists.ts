import { DAY_MS } from './units.ts';

/** Therapists and their directory (F042–F046). Lengths are in UTF-16 units. */
export const THERAPIST = {
  maxLegalNameLength: 80,
  maxLicenceNumberLength: 40,
  maxRegionLength: 60,
  /** How far ahead the end of a directory entry may lie. */
  maxEntryMs: 800 * DAY_MS,
  /** Words that one search looks at; a name is found by so many of its own. */
  maxSearchWords: 4,
  maxNameWords: 12,
  /** What the app keeps of the directory on the device, to show without a network. */
  maxKeptCards: 100,
} as const;
