import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import { insertAccount, type Sql } from '../accounts/account-store.ts';
import { readSalt } from '../accounts/store-salt.ts';
import type { NewAccountRow } from '../database/tables.ts';
import { writeAct } from './audit.ts';
import { closeWaiting } from './closing.ts';
import { isWatched, keepMark, type MarkPorts } from './device-marks.ts';

/**
 * Puts a new account into the store, held where it begins on a device of somebody banned, or on which somebody held began (F104). Null: the
 * name is taken. Looked for before the transaction, so that nobody waits for it, and once more behind it for who was banned meanwhile.
 */
export async function insertWithDevice(ports: MarkPorts, row: NewAccountRow, deviceKey: string | undefined): Promise<NewAccountRow | null> {
  const { db, clock, random } = ports;
  if (deviceKey === undefined) return (await db.transaction().execute((trx) => insertAccount(trx, row))) ? row : null;
  const salt = await readSalt(db, random);
  const nowMs = clock.nowMs();
  const seen = new Set<string>();
  const held = await isWatched(ports, salt, deviceKey, seen);
  const made: NewAccountRow = { ...row, held: held ? 1 : 0 };
  const inserted = await db.transaction().execute(async (trx) => {
    if (!(await insertAccount(trx, made))) return false;
    await keepMark(trx, salt, { account: row.id, deviceKey, began: 1 }, nowMs);
    if (held) await writeHold(trx, row.id, nowMs);
    return true;
  });
  if (!inserted) return null;
  if (held || !(await isWatched(ports, salt, deviceKey, seen))) return made;
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('accounts').set({ held: 1 }).where('id', '=', row.id).execute();
    await writeHold(trx, row.id, nowMs);
  });
  return { ...made, held: 1 };
}

const writeHold = (trx: Sql, whom: AccountId, nowMs: number): Promise<void> =>
  writeAct(trx, nowMs, { act: 'hold', by: null, whom, reason: RELAY_REASONS['watched-device'], before: null, after: 'held' });

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
