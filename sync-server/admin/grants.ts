import { THERAPIST } from '#shared/limits.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Entitlement } from '#shared/words.ts';
import { findAccountByName, noteChange, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { setEntitlement } from '../house/entitlement-store.ts';
import type { Reasoned } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';

/**
 * F109, F043: an operator opens something for an account, or takes it back, and a line stays of each (`list grants`). Twice is
 * once. The account's person is told by `me`; a window that is open asks again when it comes to the front.
 */
export async function setGrant(
  { ports, say }: AdminContext,
  db: Sql,
  command: { readonly do: 'grant' | 'revoke'; readonly entitlement: Entitlement; readonly untilMs: number | null } & Reasoned,
): Promise<Outcome> {
  const { entitlement, untilMs, reason } = command;
  const granted = command.do === 'grant';
  const nowMs = ports.clock.nowMs();
  // Read where it is written: what a running relay gives meanwhile is not lost.
  const done = await db.transaction().execute(async (trx): Promise<Result<string, string>> => {
    const account = await findAccountByName(trx, command.name);
    if (account === null) return err(`There is no account @${command.name.replace(/^@/, '')}.`);
    const fault = granted ? whyNot(account, command, nowMs) : null;
    if (fault !== null) return err(fault);
    const changed = await setEntitlement(trx, { by: null, reason, nowMs }, account, { entitlement, granted, untilMs });
    if (changed) await noteChange(trx, account.id, nowMs);
    return ok(granted ? `${entitlement} is open to @${account.name}.` : `${entitlement} is not open to @${account.name}.`);
  });
  if (!done.ok) return done;
  say(done.value);
  return DONE;
}

/** F043, F077: some of it is for some kinds of account alone. */
function whyNot({ name, type, rank }: AccountRow, { entitlement, untilMs }: { entitlement: Entitlement; untilMs: number | null }, nowMs: number): string | null {
  switch (entitlement) {
    case 'premium-paths':
      return null;
    case 'directory-entry':
      if (type !== 'therapist') return `@${name} is no therapist; only those stand in their directory.`;
      return untilMs !== null && (untilMs <= nowMs || untilMs > nowMs + THERAPIST.maxEntryMs) ? '--until is a day to come, within about two years.' : null;
    case 'contact-details':
      return type === 'therapist' || rank > 0 ? null : `@${name} is neither a therapist nor holds a role; contact details are for nobody else.`;
  }
}

/** Every grant and every taking back, oldest first. */
export async function listGrants(db: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.id', 'grants.account')
    .select(['grants.at_ms', 'grants.granted', 'grants.entitlement', 'grants.until_ms', 'accounts.name'])
    .orderBy('grants.seq')
    .execute();
  if (rows.length === 0) return ['none'];
  return rows.map(({ at_ms: atMs, granted, entitlement, until_ms: untilMs, name }) =>
    `${new Date(atMs).toISOString()}  ${granted === 1 ? 'grant ' : 'revoke'}  ${entitlement}  @${name}${untilMs === null ? '' : `  until ${new Date(untilMs).toISOString().slice(0, 10)}`}`);
}
