import { err, type Result } from '#shared/result.ts';
import { findAccountByName, noteChange, type Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import type { Doing } from '../house/role-store.ts';
import type { Reasoned } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';

/** An act of the operator on one account, in one transaction with its line in the record and the word to a running relay. */
export async function onAccount(
  { ports, say }: AdminContext,
  db: Sql,
  { name, reason }: Reasoned,
  perform: (trx: Sql, doing: Doing, account: AccountRow) => Promise<Result<string, string>>,
): Promise<Outcome> {
  const nowMs = ports.clock.nowMs();
  const done = await db.transaction().execute(async (trx): Promise<Result<string, string>> => {
    const account = await findAccountByName(trx, name);
    if (account === null) return err(`There is no account @${name.replace(/^@/, '')}.`);
    const said = await perform(trx, { by: null, reason, nowMs }, account);
    if (said.ok) await noteChange(trx, account.id, nowMs);
    return said;
  });
  if (!done.ok) return done;
  say(done.value);
  return DONE;
}
