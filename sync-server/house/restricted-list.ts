import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { AppealView, RestrictedPage, RestrictedPerson } from '#shared/people/keeping.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { presentAppeal, restrictionOf } from './restriction-store.ts';

/** Where a page begins: behind an appeal that waits, or behind those made at a moment, of whom some were shown already. */
type Place = { readonly behindAppeal: number } | { readonly madeAtMs: number; readonly shown: number };

const BEHIND_APPEAL = /^w(\d{1,15})$/;
const BEHIND_MOMENT = /^r(\d{1,15})-(\d{1,6})$/;

function placeOf(after: string | null): Place | null {
  const appeal = BEHIND_APPEAL.exec(after ?? '');
  if (appeal !== null) return { behindAppeal: Number(appeal[1]) };
  const moment = BEHIND_MOMENT.exec(after ?? '');
  return moment === null ? null : { madeAtMs: Number(moment[1]), shown: Number(moment[2]) };
}

/**
 * Who is banned or held, a page at a time: those whose words wait come first, the longest waiting before the others; then the
 * newest accounts. `after` is the last page's `next`, in which nobody is named.
 */
export async function listRestricted(db: Sql, by: AccountId, after: string | null): Promise<RestrictedPage> {
  const place = placeOf(after);
  const all = db
    .selectFrom('accounts')
    .leftJoin('appeals', (join) => join.onRef('appeals.account', '=', 'accounts.id').on('appeals.state', '=', 'waiting'))
    .selectAll('accounts')
    .select('appeals.seq as waits')
    .where((eb) => eb.or([eb('accounts.banned', '=', 1), eb('accounts.held', '=', 1)]))
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy((eb) => eb.case().when('appeals.seq', 'is', null).then(1).else(0).end())
    .orderBy('appeals.seq')
    .orderBy('accounts.created_at_ms', 'desc')
    .orderBy('accounts.id')
    .limit(KEEPING.maxListed + 1);
  const from =
    place === null
      ? all
      : 'behindAppeal' in place
        ? all.where((eb) => eb.or([eb('appeals.seq', '>', place.behindAppeal), eb('appeals.seq', 'is', null)]))
        : all.where('appeals.seq', 'is', null).where('accounts.created_at_ms', '<=', place.madeAtMs).offset(place.shown);
  const rows = await from.execute();
  const page = rows.slice(0, KEEPING.maxListed);
  const people: RestrictedPerson[] = [];
  for (const row of page) people.push(await personOf(db, by, row));
  return { people, next: rows.length > page.length ? nextOf(page, place) : null };
}

interface Listed {
  readonly waits: number | null;
  readonly created_at_ms: number;
}

function nextOf(page: readonly Listed[], place: Place | null): string | null {
  const last = page.at(-1);
  if (last === undefined) return null;
  if (last.waits !== null) return `w${last.waits}`;
  const here = page.filter(({ waits, created_at_ms }) => waits === null && created_at_ms === last.created_at_ms).length;
  const before = place !== null && 'madeAtMs' in place && place.madeAtMs === last.created_at_ms ? place.shown : 0;
  return `r${last.created_at_ms}-${here + before}`;
}

export async function personOf(db: Sql, by: AccountId, row: AccountRow): Promise<RestrictedPerson> {
  const restriction = restrictionOf(row) ?? 'held';
  const appeal = await presentAppeal(db, row.id);
  const since = await db
    .selectFrom('audit')
    .select(['reason', 'at_ms', 'act'])
    .where('whom', '=', row.id)
    .where('act', '=', restriction === 'banned' ? 'ban' : 'hold')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return {
    name: row.name,
    type: row.type,
    rank: row.rank,
    restriction,
    reason: since === undefined || since.act === 'hold' ? null : since.reason,
    sinceMs: since?.at_ms ?? null,
    appeal: appeal === null ? null : toView(appeal),
    self: row.id === by,
  };
}

interface AppealRow {
  readonly text: string;
  readonly at_ms: number;
  readonly answer: string | null;
  readonly answered_at_ms: number | null;
}

export const toView = ({ text, at_ms, answer, answered_at_ms }: AppealRow): AppealView => ({ text, atMs: at_ms, answer, answeredAtMs: answered_at_ms });
