import type { AccountId } from '#shared/ids.ts';
import type { Sql } from '../accounts/account-store.ts';

/** Of one account, or whatever waits since before then. */
type Which = { readonly account: AccountId } | { readonly beforeMs: number };

/** What was said to be looked at has been looked at: of an answered application only the answer stays. */
export const SAID = { legal_name: null, country: null, region: null, number: null, text: '' } as const;

const closedAt = (nowMs: number) => ({ state: 'declined', answered_at_ms: nowMs }) as const;

/** Applications that can be granted no more wait for nobody: of somebody who turns out to be a teen (F085), for one. */
export async function closeApplications(trx: Sql, which: Which, nowMs: number): Promise<void> {
  await close(trx, 'clearance_applications', which, nowMs);
  const [column, operator, value] = chosen(which);
  const said = { ...SAID, ...closedAt(nowMs) };
  await trx.updateTable('therapist_applications').set(said).where('state', '=', 'waiting').where(column, operator, value as never).execute();
}

/**
 * The same, and a wish about an age: of somebody banned, whom the lists of those who decide do not show, and of whatever nobody
 * answered (RELIABILITY H4). Who comes back may ask again.
 */
export async function closeWaiting(trx: Sql, which: Which, nowMs: number): Promise<void> {
  await closeApplications(trx, which, nowMs);
  await close(trx, 'age_wishes', which, nowMs);
}

async function close(trx: Sql, table: 'clearance_applications' | 'age_wishes', which: Which, nowMs: number): Promise<void> {
  const [column, operator, value] = chosen(which);
  await trx.updateTable(table).set(closedAt(nowMs)).where('state', '=', 'waiting').where(column, operator, value as never).execute();
}

const chosen = (which: Which) => ('account' in which ? (['account', '=', which.account] as const) : (['at_ms', '<', which.beforeMs] as const));
