import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import type { OwnRestriction, RestrictedPage } from '#shared/people/keeping.ts';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { removePicture } from '../people/picture-store.ts';
import { act, subjectOf, type HouseParts } from './acting.ts';
import { talksWith } from './impartial.ts';
import { listRestricted, toView } from './restricted-list.ts';
import { answerAppeal, ban, presentAppeal, release, restrictionOf, standsAs, toldOf, unban } from './restriction-store.ts';
import type { Doing } from './role-store.ts';

/** In the record; what was answered is the person's. */
export const ANSWERED_BECAUSE = RELAY_REASONS['appeal-waited'];

type Done = Promise<Result<null, Fault>>;

/** What is done to somebody, whether or not anything changed by it; or why it is not done. */
type Change = (trx: Sql, doing: Doing, row: AccountRow) => Promise<boolean | Result<never, Fault>>;

/** Bans, holds, and what people say to them (F103, F104). */
export interface Restrictions {
  /** A page of them; `after`: the last page's `next`. */
  list(by: AccountId, after?: string): Promise<Result<RestrictedPage, Fault>>;
  ban(by: AccountId, body: BodyOf<'banPerson'>): Done;
  unban(by: AccountId, body: BodyOf<'unbanPerson'>): Done;
  release(by: AccountId, body: BodyOf<'releasePerson'>): Done;
  removePicture(by: AccountId, body: BodyOf<'removePicture'>): Done;
  answer(by: AccountId, body: BodyOf<'answerAppeal'>): Done;
  own(account: AccountId): Promise<Result<OwnRestriction, Fault>>;
  appeal(account: AccountId, text: string): Promise<Result<OwnRestriction, Fault>>;
}

export function createRestrictions(parts: HouseParts): Restrictions {
  const { db, clock } = parts;

  const about = (how: 'restrict' | 'settle', change: Change) => (by: AccountId, { name, reason }: BodyOf<'banPerson'>): Done =>
    act(parts, by, reason, async (trx, caller, doing) => {
      const found = await subjectFor(trx, caller, name, how);
      if (!found.ok) return found;
      const refused = await change(trx, doing, found.value);
      return typeof refused === 'boolean' ? ok([found.value.id]) : refused;
    });

  const own = async (account: AccountId): Promise<Result<OwnRestriction, Fault>> => {
    const row = await findAccount(db, account);
    if (row === null) return fail('signed-out');
    const restriction = restrictionOf(row);
    const appeal = restriction === null ? null : await presentAppeal(db, account);
    return ok({ restriction, told: toldOf(row), appeal: appeal === null ? null : toView(appeal) });
  };

  return {
    list: async (by, after) => {
      const caller = await findAccount(db, by);
      if (caller === null) return fail('signed-out');
      const refused = refusalOf(decide(toActor(caller), { action: 'restrictions.read' }));
      return refused ?? ok(await listRestricted(db, by, after ?? null));
    },
    async ban(by, body) {
      const told = body.told ?? null;
      const banned = await about('restrict', async (trx, doing, row) => {
        // Whoever bans by other words than those that stand would believe that theirs are read.
        const isDone = (await ban(trx, doing, row, told)) || (await standsAs(trx, row, doing.reason, told));
        return isDone || fail('already-banned');
      })(by, body);
      // What they had applied with goes from the files, too (DESIGN promise 5).
      if (banned.ok) await parts.erased?.();
      return banned;
    },
    unban: about('settle', unban),
    release: about('settle', release),
    removePicture: about('restrict', removePicture),
    answer: (by, { name, answer }) =>
      act(parts, by, ANSWERED_BECAUSE, async (trx, caller, doing) => {
        const found = await subjectFor(trx, caller, name, 'settle');
        if (!found.ok) return found;
        return (await answerAppeal(trx, doing, found.value.id, answer)) ? ok([]) : fail('not-found');
      }),
    own,
    appeal: async (account, text) => {
      const said = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        const waiting = (await presentAppeal(trx, account))?.state === 'waiting';
        const refused = refusalOf(decide(toActor(row), { action: 'appeal.write', waiting }));
        if (refused !== null) return refused;
        await trx.insertInto('appeals').values({ account, text, at_ms: clock.nowMs(), state: 'waiting', answer: null, answered_at_ms: null }).execute();
        return ok(null);
      });
      return said.ok ? own(account) : said;
    },
  };
}

/** Whom it is about, where the caller may do something about them; to others it is not told who is there (D5). */
async function subjectFor(trx: Sql, caller: Actor, name: string, how: 'restrict' | 'settle'): Promise<Result<AccountRow, Fault>> {
  const mayAtAll = refusalOf(decide(caller, { action: 'restrictions.read' }));
  if (mayAtAll !== null) return mayAtAll;
  const row = await findAccountByName(trx, name);
  if (row === null) return fail('not-found');
  const person = subjectOf(row);
  const sharesChat = (await talksWith(trx, caller.account)).has(row.id);
  return refusalOf(decide(caller, how === 'restrict' ? { action: 'person.restrict', person } : { action: 'appeal.settle', person, sharesChat })) ?? ok(row);
}
