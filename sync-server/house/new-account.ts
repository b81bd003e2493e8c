import { createHmac } from 'node:crypto';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { insertAccount, type Sql } from '../accounts/account-store.ts';
import type { NewAccountRow } from '../database/tables.ts';
import { readSalt } from '../accounts/store-salt.ts';
import { writeAct } from './audit.ts';
import { closeWaiting } from './closing.ts';

interface Ports {
  readonly db: Sql;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Puts a new account into the store, held where it begins on the device of somebody who is banned or held (F104). What the
 * device says of itself is kept as a hash alone, made with the store's salt and the account's id: it can be compared with
 * when the device comes again, and two accounts of one device cannot be told to be so (F037). Null: the name is taken.
 */
export async function insertWithDevice({ db, clock, random }: Ports, row: NewAccountRow, deviceKey: string | undefined): Promise<NewAccountRow | null> {
  if (deviceKey === undefined) return (await db.transaction().execute((trx) => insertAccount(trx, row))) ? row : null;
  const salt = await readSalt(db, random);
  const nowMs = clock.nowMs();
  return db.transaction().execute(async (trx) => {
    const held = await isWatched(trx, salt, deviceKey);
    const made: NewAccountRow = { ...row, held: held ? 1 : 0 };
    if (!(await insertAccount(trx, made))) return null;
    await trx.insertInto('device_marks').values({ account: row.id, mark: markOf(salt, row.id, deviceKey), at_ms: nowMs }).execute();
    if (held) await writeAct(trx, nowMs, { act: 'hold', by: null, whom: row.id, reason: 'it began on a device of somebody banned or held', before: null, after: 'held' });
    return made;
  });
}

const markOf = (salt: Uint8Array, account: AccountId, deviceKey: string): string =>
  createHmac('sha256', salt).update(`device ${account} ${deviceKey}`).digest('hex');

/** One hash for each account that is banned or held and has a mark: some microseconds apiece. */
async function isWatched(db: Sql, salt: Uint8Array, deviceKey: string): Promise<boolean> {
  const rows = await db
    .selectFrom('device_marks')
    .innerJoin('accounts', 'accounts.id', 'device_marks.account')
    .select(['device_marks.account', 'device_marks.mark'])
    .where((eb) => eb.or([eb('accounts.banned', '=', 1), eb('accounts.held', '=', 1)]))
    .execute();
  return rows.some(({ account, mark }) => mark === markOf(salt, account, deviceKey));
}

/** Removes what has been kept long enough: marks of devices (G7), what was said and answered, and what nobody answered. */
export async function sweepHouse(db: Sql, nowMs: number): Promise<void> {
  await db.deleteFrom('device_marks').where('at_ms', '<', nowMs - KEEPING.deviceMarkKeptMs).execute();
  const before = nowMs - KEEPING.answeredKeptMs;
  await db.deleteFrom('appeals').where('state', '!=', 'waiting').where('at_ms', '<', before).where((eb) =>
    eb.or([eb('answered_at_ms', 'is', null), eb('answered_at_ms', '<', before)])).execute();
  await db.transaction().execute((trx) => closeWaiting(trx, { beforeMs: nowMs - KEEPING.waitingKeptMs }, nowMs));
  for (const table of ['clearance_applications', 'therapist_applications', 'age_wishes'] as const) {
    await db.deleteFrom(table).where('state', '!=', 'waiting').where('answered_at_ms', '<', before).execute();
  }
}
