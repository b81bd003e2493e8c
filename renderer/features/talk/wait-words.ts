const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A span of waiting as people say it; `key` is under `duration` in the translation files. */
export interface WaitWords {
  readonly key: 'moment' | 'minutes' | 'hours' | 'long';
  readonly count: number;
}

/** Coarse on purpose: a number that changes once a minute is calm, and seconds would be a promise. */
export function waitWords(spanMs: number): WaitWords {
  if (spanMs < MINUTE_MS) return { key: 'moment', count: 0 };
  // Whole minutes up to an hour and a half, so that "an hour" is not said of 30 minutes.
  if (spanMs < 1.5 * HOUR_MS) return { key: 'minutes', count: Math.floor(spanMs / MINUTE_MS) };
  if (spanMs < DAY_MS) return { key: 'hours', count: Math.round(spanMs / HOUR_MS) };
  return { key: 'long', count: 0 };
}
