import { err, ok } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountRow } from '../database/tables.ts';
import { ban, lastOf, standsAs, toldOf } from '../house/restriction-store.ts';
import type { BanCommand } from './command.ts';
import type { AdminContext, Outcome } from './context.ts';
import { onAccount } from './on-account.ts';

/** F103. Twice is once, so that a script may run again; but words that nobody would read, now or in the record, are not taken silently. */
export async function banSomebody(context: AdminContext, db: Sql, command: BanCommand): Promise<Outcome> {
  return onAccount(context, db, command, async (trx, doing, account) => {
    const isDone = (await ban(trx, doing, account, command.told)) || (await standsAs(trx, account, doing.reason, command.told));
    return isDone ? ok(`@${account.name} is banned.`) : err(await standing(trx, account));
  });
}

/** The ban that stands, as `show` has it, and the way to another. */
async function standing(trx: Sql, account: AccountRow): Promise<string> {
  const line = await lastOf(trx, account.id, 'ban');
  const told = toldOf(account);
  const since = line === undefined ? '' : `, since ${new Date(line.at_ms).toISOString()}: ${JSON.stringify(line.reason)}`;
  const reads = told === null ? 'that no reason was written down' : JSON.stringify(told);
  return `@${account.name} is banned already${since}, and reads ${reads}. Nothing was changed. For other words take that ban back first (unban), then ban anew.`;
}
