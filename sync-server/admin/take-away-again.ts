import type { AccountId } from '#shared/ids.ts';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import { ENTITLEMENTS } from '#shared/words.ts';
import { entitlementsOf } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import type { Database } from '../database/open.ts';
import type { AccountRow } from '../database/tables.ts';
import { noteAge } from '../house/age-store.ts';
import { setCleared } from '../house/clearances.ts';
import { SAID } from '../house/closing.ts';
import { setEntitlement } from '../house/entitlement-store.ts';
import type { Doing } from '../house/role-store.ts';
import { endTherapist } from '../house/therapist-store.ts';
import { WAITING, waitingKey, type StillThere } from './still-there.ts';

const SINCE = RELAY_REASONS['taken-since-backup'];

/**
 * Takes away from a backup what people, or those who keep the house, have taken away since it was made: else it would be public again
 * from the first moment (DESIGN promise 5, F084, F085). Of two answers the one that shows less holds. Gives what was done, in words.
 */
export async function takeAwayAgain({ db }: Database, still: StillThere, nowMs: number): Promise<readonly string[]> {
  const doing: Doing = { by: null, reason: SINCE, nowMs };
  const counts = await db.transaction().execute(async (trx): Promise<readonly (readonly [number, string])[]> => {
    const pictures = await dropPictures(trx, still);
    const [teens, therapists, cleared, open] = [
      await each(trx, await correctedSince(trx, still), async (row) => noteAge(trx, doing, row, 'teen')),
      await each(trx, await goneFrom(trx, still, 'therapists'), async (row) => endTherapist(trx, doing, row)),
      await each(trx, await goneFrom(trx, still, 'cleared'), async (row) => {
        if (row.cleared_for_teens === 0) return false; // with the age
        await setCleared(trx, doing, row, false);
        return true;
      }),
      await closeOpened(trx, doing, still),
    ];
    const waiting = await closeAnswered(trx, still, nowMs);
    return [
      [pictures, 'pictures that were taken away or replaced since this backup are not shown again.'],
      [teens, 'noted as teens since this backup: they are teens again.'],
      [therapists, 'therapists no more since this backup: name and licence are erased again.'],
      [cleared, 'not cleared for teens any more since this backup: they are not.'],
      [open, 'entitlements that were taken back since this backup: they are taken back again.'],
      [waiting, 'applications and wishes that were answered or withdrawn since this backup: they do not wait again.'],
    ];
  });
  return counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
}

async function each(trx: Sql, ids: readonly AccountId[], change: (row: AccountRow) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (const id of ids) {
    const row = await findAccount(trx, id);
    if (row !== null && (await change(row))) count += 1;
  }
  return count;
}

async function dropPictures(trx: Sql, { accounts, pictures }: StillThere): Promise<number> {
  if (pictures === null) return 0;
  const gone = (await trx.selectFrom('pictures').select(['id', 'account']).execute()).filter(({ id, account }) => accounts.has(account) && !pictures.has(id));
  for (const { id } of gone) await trx.deleteFrom('pictures').where('id', '=', id).execute();
  return gone.length;
}

async function correctedSince(trx: Sql, { teens }: StillThere): Promise<AccountId[]> {
  const rows = await trx.selectFrom('accounts').select('id').where('age_group', '=', 'adult').execute();
  return rows.map(({ id }) => id).filter((id) => teens.has(id));
}

/** Accounts of the backup that are so there, and in the store no more. */
async function goneFrom(trx: Sql, still: StillThere, which: 'therapists' | 'cleared'): Promise<AccountId[]> {
  const known = still[which];
  if (known === null) return [];
  const all = trx.selectFrom('accounts').select('id');
  const rows = await (which === 'therapists' ? all.where('type', '=', 'therapist') : all.where('cleared_for_teens', '=', 1)).execute();
  return rows.map(({ id }) => id).filter((id) => still.accounts.has(id) && !known.has(id));
}

async function closeOpened(trx: Sql, doing: Doing, { entitlements }: StillThere): Promise<number> {
  if (entitlements === null) return 0;
  let count = 0;
  for (const { id } of await trx.selectFrom('accounts').select('id').where('entitlements', '!=', '[]').execute()) {
    const known = entitlements.get(id);
    if (known === undefined) continue;
    const left = entitlementsOf({ entitlements: known });
    for (const entitlement of ENTITLEMENTS.filter((one) => !left.includes(one))) {
      const now = await findAccount(trx, id); // as the one before has left it
      if (now !== null && (await setEntitlement(trx, doing, now, { entitlement, granted: false, untilMs: null }))) count += 1;
    }
  }
  return count;
}

async function closeAnswered(trx: Sql, { accounts, waiting }: StillThere, nowMs: number): Promise<number> {
  const closed = { state: 'declined', answered_at_ms: nowMs } as const;
  let count = 0;
  for (const table of WAITING) {
    const known = waiting[table];
    if (known === null) continue;
    for (const { seq, account, at_ms: atMs } of await trx.selectFrom(table).select(['seq', 'account', 'at_ms']).where('state', '=', 'waiting').execute()) {
      if (!accounts.has(account) || known.has(waitingKey(account, atMs))) continue;
      if (table === 'therapist_applications') await trx.updateTable(table).set({ ...SAID, ...closed }).where('seq', '=', seq).execute();
      else await trx.updateTable(table).set(closed).where('seq', '=', seq).execute();
      count += 1;
    }
  }
  return count;
}
