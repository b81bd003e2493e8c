import { err } from '#shared/result.ts';
import type { Entitlement } from '#shared/words.ts';
import { entitlementsOf } from '../accounts/account-facts.ts';
import { findAccountByName, noteChange, type Sql } from '../accounts/account-store.ts';
import { writeAct } from '../house/audit.ts';
import type { Reasoned } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';

/**
 * F109: an operator opens something for an account, or takes it back, and a line stays of each (`list grants`). Twice is
 * once. The account's person is told by `me`; a window that is open asks again when it comes to the front.
 */
export async function setGrant(
  { ports, say }: AdminContext,
  db: Sql,
  command: { readonly do: 'grant' | 'revoke'; readonly entitlement: Entitlement } & Reasoned,
): Promise<Outcome> {
  const { entitlement } = command;
  const granted = command.do === 'grant';
  const account = await findAccountByName(db, command.name);
  if (account === null) return err(`There is no account @${command.name.replace(/^@/, '')}.`);
  const before = entitlementsOf(account);
  if (before.includes(entitlement) !== granted) {
    const after = granted ? [...before, entitlement] : before.filter((one) => one !== entitlement);
    const nowMs = ports.clock.nowMs();
    await db.transaction().execute(async (trx) => {
      await trx.updateTable('accounts').set({ entitlements: JSON.stringify(after) }).where('id', '=', account.id).execute();
      const line = { account: account.id, entitlement, granted: granted ? 1 : 0, at_ms: nowMs } as const;
      await trx.insertInto('grants').values(line).execute();
      const { reason } = command;
      await writeAct(trx, nowMs, { act: command.do, by: null, whom: account.id, reason, before: before.join(','), after: after.join(',') });
      await noteChange(trx, account.id, nowMs);
    });
  }
  say(granted ? `${entitlement} is open to @${account.name}.` : `${entitlement} is not open to @${account.name}.`);
  return DONE;
}

/** Every grant and every taking back, oldest first. */
export async function listGrants(db: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.id', 'grants.account')
    .select(['grants.at_ms', 'grants.granted', 'grants.entitlement', 'accounts.name'])
    .orderBy('grants.seq')
    .execute();
  if (rows.length === 0) return ['none'];
  return rows.map(({ at_ms: atMs, granted, entitlement, name }) =>
    `${new Date(atMs).toISOString()}  ${granted === 1 ? 'grant ' : 'revoke'}  ${entitlement}  @${name}`);
}
