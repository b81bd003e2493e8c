import { SIGN_IN } from '#shared/limits.ts';

/** One earlier try to sign in, as far as it matters to the one that comes now. */
export interface EarlierTry {
  readonly atMs: number;
  readonly sameName: boolean;
  readonly sameAddress: boolean;
  /** The password was wrong, or is still being looked at. */
  readonly failed: boolean;
  /** It came from an address that the name had signed in from before. */
  readonly known: boolean;
}

/**
 * How long somebody has to wait before the relay looks at their password; 0 for not at all (RELIABILITY C9). An address
 * is counted over all names, and at each name hard. Over all addresses a name is counted softly, and only for those it
 * never signed in from: so a stranger who fails on purpose cannot keep a person out of their own account, at home.
 */
export function signInWaitMs(earlier: readonly EarlierTry[], isKnown: boolean, nowMs: number): number {
  const wait = (counts: (one: EarlierTry) => boolean, max: number, windowMs: number): number =>
    waitMs(earlier.filter(counts).map(({ atMs }) => atMs), max, windowMs, nowMs);
  return Math.max(
    wait((one) => one.sameAddress, SIGN_IN.maxPerAddressAndMinute, MINUTE_MS),
    wait((one) => one.sameAddress, SIGN_IN.maxPerAddressAndHour, HOUR_MS),
    wait((one) => one.sameName && one.sameAddress && one.failed, SIGN_IN.maxFailuresOfAddress, SIGN_IN.failureWindowMs),
    isKnown ? 0 : wait((one) => one.sameName && one.failed && !one.known, SIGN_IN.maxFailuresOfStrangers, SIGN_IN.failureWindowMs),
  );
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The longest time that any limit looks back; older tries may be forgotten. */
export const TRIES_KEPT_MS = Math.max(HOUR_MS, SIGN_IN.failureWindowMs);

/** Exact, by the times themselves: at most `max` within any `windowMs`. What seems to lie in the future is not believed (A6). */
function waitMs(times: readonly number[], max: number, windowMs: number, nowMs: number): number {
  const within = times.filter((atMs) => atMs > nowMs - windowMs && atMs <= nowMs).toSorted((one, other) => one - other);
  const leaves = within[within.length - max];
  return leaves === undefined ? 0 : leaves + windowMs - nowMs;
}
