import { createHmac } from 'node:crypto';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import { readSalt } from '../accounts/store-salt.ts';

/**
 * F104: on which devices an account is used, so that somebody who was banned is looked at when they begin anew there. What a
 * device says of itself is kept as a hash alone, made with the store's salt and the account's id: it can be compared with
 * when the device comes again, and two accounts of one device cannot be told to be so (F037).
 */
export interface MarkPorts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly random: Random;
}

/** Somebody came in on a device with what they know of their account. Nothing is kept of who was forgotten meanwhile. */
export async function markDevice({ db, clock, random }: MarkPorts, account: AccountId, deviceKey: string | undefined): Promise<void> {
  if (deviceKey === undefined) return;
  const salt = await readSalt(db, random);
  const nowMs = clock.nowMs();
  await db.transaction().execute(async (trx) => {
    if ((await findAccount(trx, account)) !== null) await keepMark(trx, salt, account, deviceKey, nowMs);
  });
}

/** Within a transaction. A device that is known already is known for longer; of too many the ones unused for longest go. */
export async function keepMark(trx: Sql, salt: Uint8Array, account: AccountId, deviceKey: string, nowMs: number): Promise<void> {
  await trx
    .insertInto('device_marks')
    .values({ account, mark: markOf(salt, account, deviceKey), at_ms: nowMs })
    .onConflict((conflict) => conflict.columns(['account', 'mark']).doUpdateSet({ at_ms: nowMs }))
    .execute();
  const kept = await trx.selectFrom('device_marks').select('mark').where('account', '=', account).orderBy('at_ms', 'desc').orderBy('mark').execute();
  const over = kept.slice(KEEPING.maxDeviceMarks).map(({ mark }) => mark);
  if (over.length > 0) await trx.deleteFrom('device_marks').where('account', '=', account).where('mark', 'in', over).execute();
}

/** Whether somebody who is banned or held used this device. One hash for each of their marks: some microseconds apiece. */
export async function isWatched(db: Sql, salt: Uint8Array, deviceKey: string): Promise<boolean> {
  const rows = await db
    .selectFrom('device_marks')
    .innerJoin('accounts', 'accounts.id', 'device_marks.account')
    .select(['device_marks.account', 'device_marks.mark'])
    .where((eb) => eb.or([eb('accounts.banned', '=', 1), eb('accounts.held', '=', 1)]))
    .execute();
  return rows.some(({ account, mark }) => mark === markOf(salt, account, deviceKey));
}

const markOf = (salt: Uint8Array, account: AccountId, deviceKey: string): string =>
  createHmac('sha256', salt).update(`device ${account} ${deviceKey}`).digest('hex');
