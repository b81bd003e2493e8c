import type { Entitlement } from '#shared/words.ts';
import { entitlementsOf } from '../accounts/account-facts.ts';
import type { Sql } from '../accounts/account-store.ts';
import { toFlag, type AccountRow } from '../database/tables.ts';
import { findTherapist } from '../people/therapist-rows.ts';
import { writeAct } from './audit.ts';
import type { Doing } from './role-store.ts';

export interface Grant {
  readonly entitlement: Entitlement;
  readonly granted: boolean;
  /** Of a directory entry: when it ends by itself (F043); null: when it is taken back. */
  readonly untilMs: number | null;
}

/**
 * Opens something for an account, or takes it back, with a line among the grants and one in the record of acts (F109, F043).
 * Twice is once, and then false; the same with another end is another grant.
 */
export async function setEntitlement(trx: Sql, { by, reason, nowMs }: Doing, account: AccountRow, { entitlement, granted, untilMs }: Grant): Promise<boolean> {
  const before = entitlementsOf(account);
  const had = before.includes(entitlement);
  const therapist = entitlement === 'directory-entry' ? await findTherapist(trx, account.id) : null;
  const isSame = had === granted && (!granted || therapist === null || therapist.entry_until_ms === untilMs);
  if (isSame) return false;
  const after = granted ? [...before.filter((one) => one !== entitlement), entitlement] : before.filter((one) => one !== entitlement);
  await trx.updateTable('accounts').set({ entitlements: JSON.stringify(after) }).where('id', '=', account.id).execute();
  if (therapist !== null) {
    await trx.updateTable('therapists').set({ entry_until_ms: granted ? untilMs : null }).where('account', '=', account.id).execute();
  }
  await trx.insertInto('grants').values({ account: account.id, entitlement, granted: toFlag(granted), at_ms: nowMs, until_ms: untilMs }).execute();
  await writeAct(trx, nowMs, {
    act: granted ? 'grant' : 'revoke', by, whom: account.id, reason,
    before: inWords(before, therapist?.entry_until_ms ?? null), after: inWords(after, untilMs),
  });
  return true;
}

const inWords = (entitlements: readonly string[], entryUntilMs: number | null): string =>
  entitlements
    .map((one) => (one === 'directory-entry' && entryUntilMs !== null ? `${one} until ${new Date(entryUntilMs).toISOString().slice(0, 10)}` : one))
    .join(',');
