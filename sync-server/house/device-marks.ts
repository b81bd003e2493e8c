import { createHmac } from 'node:crypto';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import { readSalt } from '../accounts/store-salt.ts';
import type { Flag } from '../database/tables.ts';

/**
 * F104: on which devices an account is used, so that somebody who was banned is looked at when they begin anew there. What a
 * device says of itself is kept as a hash alone, made with the store's salt and the account's id: it can be compared with
 * when the device comes again, and two accounts of one device cannot be told to be so (F037).
 * Only who was judged is watched wherever they were: a hold, which nobody has looked at, stays with the device on which it began, or it
 * would go from account to account through every device that somebody shares.
 */
export interface MarkPorts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly random: Random;
  /** Lets others have their turn, in between. */
  readonly rest?: () => Promise<void>;
}

/** A mark for each is computed at one go: some milliseconds. */
const WATCHED_AT_ONCE = 256;

/**
 * Somebody came in on a device with what they know of their account. Nothing is kept of who was forgotten meanwhile; nor of who is banned,
 * whose devices were marked before: they could have everybody held who begins on a device that they only go to.
 */
export async function markDevice({ db, clock, random }: MarkPorts, account: AccountId, deviceKey: string | undefined): Promise<void> {
  if (deviceKey === undefined) return;
  const salt = await readSalt(db, random);
  const nowMs = clock.nowMs();
  await db.transaction().execute(async (trx) => {
    const row = await findAccount(trx, account);
    if (row !== null && row.banned !== 1) await keepMark(trx, salt, { account, deviceKey, began: 0 }, nowMs);
  });
}

interface Mark {
  readonly account: AccountId;
  readonly deviceKey: string;
  /** The account begins there. */
  readonly began: Flag;
}

/** Within a transaction. A device that is known already is known for longer; of too many the ones unused for longest go. */
export async function keepMark(trx: Sql, salt: Uint8Array, { account, deviceKey, began }: Mark, nowMs: number): Promise<void> {
  await trx
    .insertInto('device_marks')
    .values({ account, mark: markOf(salt, account, deviceKey), at_ms: nowMs, began })
    .onConflict((conflict) => conflict.columns(['account', 'mark']).doUpdateSet({ at_ms: nowMs }))
    .execute();
  const kept = await trx.selectFrom('device_marks').select('mark').where('account', '=', account).orderBy('at_ms', 'desc').orderBy('mark').execute();
  const over = kept.slice(KEEPING.maxDeviceMarks).map(({ mark }) => mark);
  if (over.length > 0) await trx.deleteFrom('device_marks').where('account', '=', account).where('mark', 'in', over).execute();
}

/**
 * Whether somebody who is banned used this device, or somebody who is held began on it. One hash for each of those accounts, however many
 * devices they have, some at a time: never within a transaction, in which everybody would wait for all of them. `seen`: who was looked
 * at, added to, so that to look once more costs no more than who was banned or held meanwhile.
 */
export async function isWatched({ db, rest = aTurn }: MarkPorts, salt: Uint8Array, deviceKey: string, seen: Set<string>): Promise<boolean> {
  const watched: { readonly id: AccountId; readonly state: 'banned' | 'held' }[] = [];
  // Who is both stands as banned, which says more.
  for (const state of ['held', 'banned'] as const) {
    for (const { id } of await db.selectFrom('accounts').select('id').where(state, '=', 1).execute()) {
      if (!seen.has(`${state} ${id}`)) watched.push({ id, state });
      seen.add(`${state} ${id}`);
    }
  }
  for (let at = 0; at < watched.length; at += WATCHED_AT_ONCE) {
    if (at > 0) await rest();
    const marks = new Map(watched.slice(at, at + WATCHED_AT_ONCE).map(({ id, state }) => [markOf(salt, id, deviceKey), state]));
    // By the marks alone, which their index finds: next to never is there one.
    const found = await db.selectFrom('device_marks').select(['mark', 'began']).where('mark', 'in', [...marks.keys()]).execute();
    if (found.some(({ mark, began }) => began === 1 || marks.get(mark) === 'banned')) return true;
  }
  return false;
}

const aTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const markOf = (salt: Uint8Array, account: AccountId, deviceKey: string): string =>
  createHmac('sha256', salt).update(`device ${account} ${deviceKey}`).digest('hex');
