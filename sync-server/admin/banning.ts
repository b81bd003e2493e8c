import { err, ok } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import { ban } from '../house/restriction-store.ts';
import type { BanCommand } from './command.ts';
import type { AdminContext, Outcome } from './context.ts';
import { onAccount } from './on-account.ts';

/** F103. Twice is once, so that a script may run again; but words that nobody would read are not taken silently. */
export async function banSomebody(context: AdminContext, db: Sql, command: BanCommand): Promise<Outcome> {
  const { told } = command;
  return onAccount(context, db, command, async (trx, doing, account) => {
    const isNew = await ban(trx, doing, account, told);
    if (!isNew && told !== null && told !== account.ban_told) {
      return err(`@${account.name} was banned before, and reads what was written then. For other words take the ban back first.`);
    }
    return ok(`@${account.name} is banned.`);
  });
}
