import type { Transaction } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import type { Clock } from '#shared/ports.ts';
import type { StartKind, StartState } from '#shared/words.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { Tables } from '../database/tables.ts';
import type { MatchingParts } from '../matching/parts.ts';
import type { Shares } from './shares.ts';
import type { Looking } from './start-facts.ts';

export type Trx = Transaction<Tables>;

/** How often something was begun, and how it ended, since the relay started; no names, no words. */
export type StartCounters = Record<StartKind | Exclude<StartState, 'waiting'>, number>;

/** What it takes to look at somebody, within a transaction or without. */
export const looking = (parts: StartsParts, db: Sql, address: string | null = null): Looking => ({
  db,
  nowMs: parts.clock.nowMs(),
  isHere: parts.isHere,
  neededChats: parts.limits.chatsBeforeStarting,
  shares: parts.shares,
  address,
});

export const noCounts = (): StartCounters => ({ ask: 0, message: 0, invitation: 0, accepted: 0, withdrawn: 0, declined: 0, lapsed: 0, over: 0 });

/** What the parts of it share. */
export interface StartsParts extends MatchingParts {
  /** By it words are let go of: a clock that jumped takes nothing away (RELIABILITY A6). */
  readonly ageing: Clock;
  readonly isHere: (account: AccountId) => boolean;
  readonly counters: StartCounters;
  readonly shares: Shares;
}
