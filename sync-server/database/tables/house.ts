import type { Generated } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import type { AuditedAct } from '#shared/people/keeping.ts';
import type { AgeGroup } from '#shared/words.ts';

/** The house's own; about nobody. Names, titles and purposes are JSON by language. */
export interface RoleTracksTable {
  id: string;
  position: number;
  names: string;
}
export interface RolesTable {
  id: string;
  track: string;
  rank: number;
  names: string;
  teen_names: string | null;
  purposes: string;
  /** JSON list of `CAPABILITIES`. */
  capabilities: string;
}

/** Whose: the holder's. Why: to know who may what, shown on "Our Team". How long: until taken back. Exported. Erased: the row. */
export interface RoleHoldersTable {
  role: string;
  account: AccountId;
  at_ms: number;
  /** A teen's yes to the title that says so (F207). */
  teen_title: Generated<0 | 1>;
}

/**
 * Who did what to whom and why, by ids alone and without any words of theirs (RELIABILITY G3). Whose: the house's. How long:
 * as long as the house stands; an account that is erased leaves its id here, which by then is nobody's.
 */
export interface AuditTable {
  seq: number;
  at_ms: number;
  act: AuditedAct;
  /** Null: whoever runs the relay, at its console, or the relay by itself. */
  by: AccountId | null;
  whom: AccountId | null;
  reason: string;
  before: string | null;
  after: string | null;
  /** The hash of the line before. */
  previous: string;
  hash: string;
}

/** One row: the newest line, so that one cut off at the end is missed. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

/**
 * F104: a salted hash of each device on which an account began or was signed in, different for each account, so that two of one
 * device cannot be told to be so. Kept for `KEEPING.deviceMarkKeptMs` from the last time on. Exported but for the hash. Erased
 * with the account unless it is banned.
 */
export interface DeviceMarksTable {
  account: AccountId;
  mark: string;
  at_ms: number;
  /** The account began there; otherwise it was only used there. */
  began: Generated<0 | 1>;
}

/** What somebody said to their ban or hold. Kept for `KEEPING.answeredKeptMs` after the answer. Exported. Erased: the row. */
export interface AppealsTable {
  seq: Generated<number>;
  account: AccountId;
  text: string;
  at_ms: number;
  /** `closed`: what it was about is over. */
  state: 'waiting' | 'answered' | 'closed';
  answer: string | null;
  answered_at_ms: number | null;
}

/** F085: who asks to be cleared for talking to teens. Kept, exported and erased like appeals. */
export interface ClearanceApplicationsTable {
  seq: Generated<number>;
  account: AccountId;
  text: string;
  at_ms: number;
  state: 'waiting' | 'granted' | 'declined';
  answer: string | null;
  answered_at_ms: number | null;
}

/** F082: who asks to be noted in the other age group. Kept, exported and erased like appeals. */
export interface AgeWishesTable {
  seq: Generated<number>;
  account: AccountId;
  wanted: AgeGroup;
  text: string;
  at_ms: number;
  state: 'waiting' | 'granted' | 'declined';
  answer: string | null;
  answered_at_ms: number | null;
}
