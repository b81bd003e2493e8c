import type { AccountId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { Subject } from '#shared/policy/house.ts';
import type { Clock } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, type Fault } from '../fault.ts';
import type { Doing } from './role-store.ts';

export interface HouseParts {
  readonly db: Sql;
  readonly clock: Clock;
  /** An account's standing changed: open connections are judged anew before this resolves (RELIABILITY D3). */
  readonly changed: (account: AccountId) => Promise<void>;
  /** Personal data was deleted: the files are cleaned of it (DESIGN promise 5). */
  readonly erased?: () => Promise<void>;
}

/**
 * An act with power: who does it is read, judged and obeyed in one transaction, so that a power that was just taken away does
 * nothing any more (D3). `perform` gives the accounts whose standing it changed; they are told before this answers.
 */
export async function act(
  { db, clock, changed }: HouseParts,
  by: AccountId,
  reason: string,
  perform: (trx: Sql, caller: Actor, doing: Doing) => Promise<Result<readonly AccountId[], Fault>>,
): Promise<Result<null, Fault>> {
  const done = await db.transaction().execute(async (trx): Promise<Result<readonly AccountId[], Fault>> => {
    const row = await findAccount(trx, by);
    if (row === null) return fail('signed-out');
    return perform(trx, toActor(row), { by, reason, nowMs: clock.nowMs() });
  });
  if (!done.ok) return done;
  await tellAll(done.value, changed);
  return ok(null);
}

/** Everybody is told, whatever fails for one of them: the act itself is done, and holds for all. */
async function tellAll(accounts: readonly AccountId[], changed: HouseParts['changed']): Promise<void> {
  const failures: unknown[] = [];
  for (const account of accounts) await changed(account).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** An account as rules see it whom somebody else does something to. */
export const subjectOf = ({ id, type, rank }: AccountRow): Subject => ({ account: id, type, rank });
