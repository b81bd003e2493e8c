import { KEEPING } from '#shared/limits.ts';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import { insertAccount, type Sql } from '../accounts/account-store.ts';
import { readSalt } from '../accounts/store-salt.ts';
import type { NewAccountRow } from '../database/tables.ts';
import { writeAct } from './audit.ts';
import { closeWaiting } from './closing.ts';
import { isWatched, keepMark, type MarkPorts } from './device-marks.ts';

/** Puts a new account into the store, held where it begins on a device of somebody who is banned or held (F104). Null: the name is taken. */
export async function insertWithDevice({ db, clock, random }: MarkPorts, row: NewAccountRow, deviceKey: string | undefined): Promise<NewAccountRow | null> {
  if (deviceKey === undefined) return (await db.transaction().execute((trx) => insertAccount(trx, row))) ? row : null;
  const salt = await readSalt(db, random);
  const nowMs = clock.nowMs();
  return db.transaction().execute(async (trx) => {
    const held = await isWatched(trx, salt, deviceKey);
    const made: NewAccountRow = { ...row, held: held ? 1 : 0 };
    if (!(await insertAccount(trx, made))) return null;
    await keepMark(trx, salt, row.id, deviceKey, nowMs);
    if (held) await writeAct(trx, nowMs, { act: 'hold', by: null, whom: row.id, reason: RELAY_REASONS['watched-device'], before: null, after: 'held' });
    return made;
  });
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
