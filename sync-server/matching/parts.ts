import type { Kysely } from 'kysely';
import type { ProblemCode } from '#shared/api/problem.ts';
import { CHAT, INBOX, PROFILE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { RuleId } from '#shared/policy/verdict.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import { err, type Result } from '#shared/result.ts';
import type { Tables } from '../database/tables.ts';
import type { Documents, Log } from '../ports.ts';
import type { Projector } from '../projections/projector.ts';

/** What matching needs from around it. */
export interface MatchingDependencies {
  readonly db: Kysely<Tables>;
  readonly documents: Documents;
  /** Null for an account that does not exist (any more). */
  readonly actorOf: (account: AccountId) => Promise<Actor | null>;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly log: Log;
  /** By it words are let go of (RELIABILITY A6); `clock` where there is no other. */
  readonly ageing?: Clock;
  /** Who is connected, or was a moment ago (F160); nobody, where nobody says. */
  readonly isHere?: (account: AccountId) => boolean;
  readonly limits?: Partial<MatchingLimits>;
}

/** The same for the parts of matching, with the projector that they share. */
export interface MatchingParts extends MatchingDependencies {
  readonly projector: Projector;
  readonly limits: MatchingLimits;
}

/** What an operator or a test may set; the rest is in the rule book. */
export interface MatchingLimits {
  readonly requestLapseMs: number;
  /** How often lapsed requests, and those of banned people, are looked for. */
  readonly housekeepingMs: number;
  readonly typicalWaitSample: number;
  /** Messages that make a chat that came to its end a completed one (F154, D5). */
  readonly countedMessages: number;
  /** Completed chats that open writing to a member first (F154, D6). */
  readonly chatsBeforeStarting: number;
  readonly maxNotices: number;
  /** A burst of changes tells everybody their place at most this often. */
  readonly placesIntervalMs: number;
  /** How soon a projection that failed is tried again. */
  readonly retryMs: number;
  readonly maxRemembered: number;
}

export const MATCHING_LIMITS: MatchingLimits = {
  requestLapseMs: CHAT.requestLapseMs,
  housekeepingMs: 60_000,
  typicalWaitSample: CHAT.typicalWaitSample,
  countedMessages: CHAT.countedMessages,
  chatsBeforeStarting: PROFILE.chatsBeforeStarting,
  maxNotices: INBOX.maxNotices,
  placesIntervalMs: 1_000,
  retryMs: 5_000,
  maxRemembered: 50_000,
};

/** Why a command did not happen. The rule is named only to those who may know that the thing exists (D5). */
export interface MatchingFailure {
  readonly code: ProblemCode;
  readonly rule?: RuleId;
}
export type MatchingResult<T> = Result<T, MatchingFailure>;

/** "Not there" and "not yours" in the same words (RELIABILITY D5). */
export const NOT_FOUND = err<MatchingFailure>({ code: 'not-found' });

export const refused = (rule: RuleId) => err<MatchingFailure>({ code: 'denied', rule });
