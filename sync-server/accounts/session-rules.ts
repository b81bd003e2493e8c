import { createHash } from 'node:crypto';
import type { Random } from '#shared/ports.ts';
import { SESSION } from '#shared/limits.ts';

const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits in characters that an HTTP header and a WebSocket subprotocol may both carry (W2). */
export const newToken = (random: Random): string => Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url');

/** Rules out by its form what cannot be a token, before anything is computed or looked up. */
export const isToken = (text: string): boolean => TOKEN.test(text);

/** What is stored in a token's place (RELIABILITY E3). A fast hash is enough: there is nothing to guess. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** How far a session may seem to lie in the future before the clock that dated it is not believed (A6). */
const CLOCK_TOLERANCE_MS = 24 * 60 * 60 * 1_000;

/** "Seen" is written this often at most: each write costs a disk flush. */
const SEEN_STEP_MS = 10 * 60 * 1_000;

export interface SessionTimes {
  readonly created_at_ms: number;
  readonly seen_at_ms: number;
  readonly renew_by_ms?: number | null;
}

/**
 * E3: over after 14 days without use and after 90 days in any case; never endless because of a wrong clock. `idleMs`: a guest's, who
 * has no password to come back with, is kept without use for as long as the guest is (F016).
 */
export function isSessionOver(times: SessionTimes, nowMs: number, idleMs: number = SESSION.idleMs): boolean {
  if (times.created_at_ms > nowMs + CLOCK_TOLERANCE_MS) return true;
  if (times.renew_by_ms !== undefined && times.renew_by_ms !== null && nowMs >= times.renew_by_ms) return true;
  return nowMs - times.seen_at_ms >= idleMs || nowMs - times.created_at_ms >= SESSION.absoluteMs;
}

/** Whether its device should go on under a new token: a guest's long before its 90 days, anybody's after a rise of rank. */
export const isRenewalDue = (times: SessionTimes, isGuest: boolean, nowMs: number): boolean =>
  (times.renew_by_ms ?? null) !== null || (isGuest && nowMs - times.created_at_ms >= SESSION.guestRenewsAfterMs);

export const isSeenStale = (times: SessionTimes, nowMs: number): boolean =>
  Math.abs(nowMs - times.seen_at_ms) >= SEEN_STEP_MS;
