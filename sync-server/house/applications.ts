import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { ApplicationKind, ApplicationView } from '#shared/people/keeping.ts';
import type { Actor, Caller } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { act, type HouseParts } from './acting.ts';
import type { Doing } from './role-store.ts';

/** What applications of one kind differ in; how they wait, are read and settled is the same for all. */
export interface Applying {
  /** Those that wait, the longest waiting first, each with what the caller may do about it; null: whoever sits at the console. */
  waiting(db: Sql, caller: Caller, limit: number): Promise<ApplicationView[]>;
  /** Judges and settles the one that waits, within the transaction; gives the accounts whose standing that changed. */
  settle(trx: Sql, caller: Actor, doing: Doing, account: AccountRow, grant: boolean): Promise<Result<readonly AccountId[], Fault>>;
}

/** Whoever applied for something, and those who decide (F042, F085). */
export interface Applications {
  list(by: AccountId): Promise<Result<{ applications: ApplicationView[]; more: boolean }, Fault>>;
  settle(by: AccountId, body: BodyOf<'settleApplication'>): Promise<Result<null, Fault>>;
}

export function createApplications(parts: HouseParts, kinds: Readonly<Record<ApplicationKind, Applying>>): Applications {
  const { db } = parts;
  return {
    async list(by) {
      const caller = await findAccount(db, by);
      if (caller === null) return fail('signed-out');
      const actor = toActor(caller);
      const refused = refusalOf(decide(actor, { action: 'applications.read' }));
      if (refused !== null) return refused;
      const waiting = await Promise.all(Object.values(kinds).map((kind) => kind.waiting(db, actor, KEEPING.maxListed + 1)));
      const all = waiting.flat().toSorted((one, other) => one.atMs - other.atMs);
      return ok({ applications: all.slice(0, KEEPING.maxListed), more: all.length > KEEPING.maxListed });
    },
    async settle(by, { kind, name, grant, reason }) {
      const done = await act(parts, by, reason, async (trx, caller, doing) => {
        const mayAtAll = refusalOf(decide(caller, { action: 'applications.read' }));
        if (mayAtAll !== null) return mayAtAll;
        const account = await findAccountByName(trx, name);
        return account === null ? fail('not-found') : kinds[kind].settle(trx, caller, doing, account, grant);
      });
      // What somebody said for it is kept no longer than it waits: out of the files as well (DESIGN promise 5).
      if (done.ok) await parts.erased?.();
      return done;
    },
  };
}
