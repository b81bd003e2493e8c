import { createHash } from 'node:crypto';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { AppealView, RestrictedPage, RestrictedPerson } from '#shared/people/keeping.ts';
import { becauseOf } from '#shared/people/reasons.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { talksWith } from './impartial.ts';
import { lastOf, presentAppeal, restrictionOf, toldOf } from './restriction-store.ts';

/** Where a page begins: behind an appeal that waits; or behind an account, when the appeals up to `heard` were shown. */
type Place = { readonly appeal: number } | { readonly madeAtMs: number; readonly key: string; readonly heard: number };

const BEHIND_APPEAL = /^w(\d{1,15})$/;
const BEHIND_ACCOUNT = /^r(\d{1,15})-([0-9a-f]{16})-(\d{1,15})$/;

function placeOf(after: string | null): Place {
  const account = BEHIND_ACCOUNT.exec(after ?? '');
  if (account !== null) return { madeAtMs: Number(account[1]), key: account[2] ?? '', heard: Number(account[3]) };
  return { appeal: Number(BEHIND_APPEAL.exec(after ?? '')?.[1] ?? 0) };
}

/** Tells accounts of one moment from each other, and nothing else: places stand in addresses, and ids are not for these. */
const keyOf = (id: AccountId): string => createHash('sha256').update(`restricted ${id}`).digest('hex').slice(0, 16);

/**
 * Who is banned or held, a page at a time: those whose words wait come first, the longest waiting before the others; then the
 * newest accounts. `after` is the last page's `next`, in which nobody is named.
 *
 * A page begins behind somebody and not behind a number of people, so that whoever is let go or banned between two pages moves nobody
 * out of sight. Whoever begins to wait meanwhile stands among the accounts, since that part of the list was shown already; who was
 * answered meanwhile may stand there once more.
 */
export async function listRestricted(db: Sql, by: AccountId, after: string | null): Promise<RestrictedPage> {
  const place = placeOf(after);
  const size = KEEPING.maxListed;
  const waiting = 'appeal' in place ? await restricted(db).where('appeals.seq', '>', place.appeal).orderBy('appeals.seq').limit(size + 1).execute() : [];
  const heard = 'appeal' in place ? (waiting.at(-1)?.waits ?? place.appeal) : place.heard;
  const others = waiting.length > size ? [] : await readOthers(db, 'appeal' in place ? null : place, heard, size + 1 - waiting.length);
  const rows = [...waiting, ...others];
  const page = rows.slice(0, size);
  const near = await talksWith(db, by);
  const people: RestrictedPerson[] = [];
  for (const row of page) people.push(await personOf(db, by, near, row));
  const last = page.at(-1);
  if (last === undefined || rows.length === page.length) return { people, next: null };
  return { people, next: page.length <= waiting.length ? `w${last.waits}` : `r${last.created_at_ms}-${keyOf(last.id)}-${heard}` };
}

const restricted = (db: Sql) =>
  db
    .selectFrom('accounts')
    .leftJoin('appeals', (join) => join.onRef('appeals.account', '=', 'accounts.id').on('appeals.state', '=', 'waiting'))
    .selectAll('accounts')
    .select('appeals.seq as waits')
    .where((eb) => eb.or([eb('accounts.banned', '=', 1), eb('accounts.held', '=', 1)]))
    .where('accounts.forgotten_at_ms', 'is', null);

/** All but those who wait with an appeal up to `heard`. */
async function readOthers(db: Sql, place: Extract<Place, { key: string }> | null, heard: number, limit: number) {
  const all = restricted(db)
    .where((eb) => eb.or([eb('appeals.seq', 'is', null), eb('appeals.seq', '>', heard)]))
    .orderBy('accounts.created_at_ms', 'desc')
    .orderBy('accounts.id')
    .limit(limit);
  if (place === null) return all.execute();
  const { madeAtMs } = place;
  // Whoever it is, banned or free by now: an account's row stays, also when it is erased.
  const ofMoment = await db.selectFrom('accounts').select('id').where('created_at_ms', '=', madeAtMs).execute();
  const id = ofMoment.find((one) => keyOf(one.id) === place.key)?.id ?? null;
  return all
    .where((eb) => {
      const older = eb('accounts.created_at_ms', '<', madeAtMs);
      // In another store nobody is missed: those of the moment once more.
      const same = eb('accounts.created_at_ms', '=', madeAtMs);
      return eb.or([older, id === null ? same : eb.and([same, eb('accounts.id', '>', id)])]);
    })
    .execute();
}

/** `near`: with whom the one who looks has an open chat. */
export async function personOf(db: Sql, by: AccountId, near: ReadonlySet<AccountId>, row: AccountRow): Promise<RestrictedPerson> {
  const restriction = restrictionOf(row) ?? 'held';
  const appeal = await presentAppeal(db, row.id);
  const since = await lastOf(db, row.id, restriction === 'banned' ? 'ban' : 'hold');
  return {
    name: row.name,
    type: row.type,
    rank: row.rank,
    restriction,
    reason: since === undefined || since.act === 'hold' ? null : since.reason,
    because: since === undefined || since.act === 'hold' ? null : becauseOf(since),
    told: toldOf(row),
    sinceMs: since?.at_ms ?? null,
    appeal: appeal === null ? null : toView(appeal),
    self: row.id === by,
    sharesChat: near.has(row.id),
  };
}

interface AppealRow {
  readonly text: string;
  readonly at_ms: number;
  readonly answer: string | null;
  readonly answered_at_ms: number | null;
}

export const toView = ({ text, at_ms, answer, answered_at_ms }: AppealRow): AppealView => ({ text, atMs: at_ms, answer, answeredAtMs: answered_at_ms });
