import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { AgeWishView, OwnAge } from '#shared/people/age-wishes.ts';
import { becauseOf } from '#shared/people/reasons.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { ok, type Result } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { act, subjectOf, type HouseParts } from './acting.ts';
import { declineAge, lastWish, noteAge } from './age-store.ts';
import { againFromMs, earlierNo } from './earlier.ts';
import { talksWith } from './impartial.ts';
import { sayTeenTitle, teenTitleOf } from './titles.ts';

/** Age groups that were noted wrongly (F082): asked for by the person, decided by somebody above them (F084, RELIABILITY D3). */
export interface Ages {
  own(account: AccountId): Promise<Result<OwnAge, Fault>>;
  /** F207. Taking the yes back is open to everybody, in any standing. */
  showTitle(account: AccountId, shown: boolean): Promise<Result<OwnAge, Fault>>;
  ask(account: AccountId, body: BodyOf<'askForAge'>): Promise<Result<OwnAge, Fault>>;
  list(by: AccountId): Promise<Result<{ wishes: AgeWishView[]; more: boolean }, Fault>>;
  settle(by: AccountId, body: BodyOf<'settleAgeWish'>): Promise<Result<null, Fault>>;
  correct(by: AccountId, body: BodyOf<'correctAge'>): Promise<Result<null, Fault>>;
}

export function createAges(parts: HouseParts): Ages {
  const { db, clock } = parts;

  const own = async (account: AccountId): Promise<Result<OwnAge, Fault>> => {
    const row = await findAccount(db, account);
    return row === null ? fail('signed-out') : ok(await ownAge(db, row, clock.nowMs()));
  };

  /** A licence that went with an age goes from the files, too (DESIGN promise 5); done whatever changed, so that no delay tells it. */
  const cleaned = async (done: Promise<Result<null, Fault>>): Promise<Result<null, Fault>> => {
    const result = await done;
    if (result.ok) await parts.erased?.();
    return result;
  };

  return {
    own,
    showTitle: async (account, shown) => {
      const said = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        const refused = shown ? refusalOf(decide(toActor(row), { action: 'profile.edit' })) : null;
        if (refused !== null) return refused;
        await sayTeenTitle(trx, account, shown && row.age_group === 'teen');
        return ok(null);
      });
      return said.ok ? own(account) : said;
    },
    ask: async (account, { wanted, text }) => {
      const asked = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        const last = await lastWish(trx, account);
        const declinedLately = againFromMs(last, clock.nowMs()) !== null;
        const refused = refusalOf(decide(toActor(row), { action: 'age.ask', wanted, waiting: last?.state === 'waiting', declinedLately }));
        if (refused !== null) return refused;
        const line = { account, wanted, text, at_ms: clock.nowMs(), state: 'waiting', answer: null, answered_at_ms: null } as const;
        await trx.insertInto('age_wishes').values(line).execute();
        return ok(null);
      });
      return asked.ok ? own(account) : asked;
    },
    list: async (by) => {
      const caller = await findAccount(db, by);
      if (caller === null) return fail('signed-out');
      return refusalOf(decide(toActor(caller), { action: 'applications.read' })) ?? ok(await listWishes(db, by));
    },
    settle: (by, { name, grant, reason }) =>
      cleaned(act(parts, by, reason, async (trx, caller, doing) => {
        const found = await subjectFor(trx, caller, name, null);
        if (!found.ok) return found;
        const wish = await lastWish(trx, found.value.id);
        if (wish?.state !== 'waiting') return fail('not-found');
        if (grant) await noteAge(trx, doing, found.value, wish.wanted);
        else await declineAge(trx, doing, found.value.id);
        return ok([found.value.id]);
      })),
    // That nothing changed is not told: the answer would say what was noted, and leave no line of who wanted to know.
    correct: (by, { name, ageGroup, reason }) =>
      cleaned(act(parts, by, reason, async (trx, caller, doing) => {
        const found = await subjectFor(trx, caller, name, ageGroup);
        if (!found.ok) return found;
        await noteAge(trx, doing, found.value, ageGroup);
        return ok([found.value.id]);
      })),
  };
}

/**
 * Whom it is about, where the caller may do something about them; to others it is not told who is there (D5). Whether a wish waits (P65)
 * is asked whatever was noted: the answer says nothing that the list of wishes does not.
 */
async function subjectFor(trx: Sql, caller: Actor, name: string, ageGroup: AgeGroup | null): Promise<Result<AccountRow, Fault>> {
  const mayAtAll = refusalOf(decide(caller, { action: 'applications.read' }));
  if (mayAtAll !== null) return mayAtAll;
  const row = await findAccountByName(trx, name);
  if (row === null) return fail('not-found');
  const wish = await lastWish(trx, row.id);
  const wished = wish?.state === 'waiting' && wish.wanted === ageGroup;
  const sharesChat = (await talksWith(trx, caller.account)).has(row.id);
  return refusalOf(decide(caller, { action: 'age.correct', person: subjectOf(row), said: row.age_group !== null, ageGroup, wished, sharesChat })) ?? ok(row);
}

async function ownAge(db: Sql, { id, age_group: ageGroup }: AccountRow, nowMs: number): Promise<OwnAge> {
  const wish = await lastWish(db, id);
  const corrected = await db
    .selectFrom('audit')
    .select(['act', 'by', 'at_ms', 'reason'])
    .where('whom', '=', id)
    .where('act', '=', 'correct-age')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return {
    ageGroup,
    correctedAtMs: corrected?.at_ms ?? null,
    correctedWhy: corrected?.reason ?? null,
    correctedBecause: corrected === undefined ? null : becauseOf(corrected),
    teenTitle: ageGroup === 'teen' ? await teenTitleOf(db, id) : null,
    wish: wish === null ? null : { wanted: wish.wanted, text: wish.text, atMs: wish.at_ms, state: wish.state, answer: wish.answer, againFromMs: againFromMs(wish, nowMs) },
  };
}

async function listWishes(db: Sql, by: AccountId): Promise<{ wishes: AgeWishView[]; more: boolean }> {
  const rows = await db
    .selectFrom('age_wishes as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['accounts.name', 'accounts.type', 'accounts.rank', 'asked.wanted', 'asked.text', 'asked.at_ms', 'asked.account'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.banned', '=', 0)
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .limit(KEEPING.maxListed + 1)
    .execute();
  const near = await talksWith(db, by);
  const wishes: AgeWishView[] = [];
  for (const { name, type, rank, wanted, text, at_ms: atMs, account } of rows.slice(0, KEEPING.maxListed)) {
    wishes.push({ name, type, rank, wanted, text, atMs, self: account === by, sharesChat: near.has(account), earlier: await earlierNo(db, 'age_wishes', account) });
  }
  return { wishes, more: rows.length > KEEPING.maxListed };
}
