import type { Timers } from '#shared/ports.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import type { Sql } from './account-store.ts';

/** Below a second, so that a ban by an admin command closes what must be closed within one (RELIABILITY D3). */
const LOOK_EVERY_MS = 500;

/**
 * Follows what admin commands, which are processes of their own, change about accounts while the relay runs. Every
 * HTTP command reads its account from SQL and needs no telling; open sockets do. Looking costs one indexed query.
 */
export async function watchAccountChanges(ports: {
  readonly db: Sql;
  readonly timers: Timers;
  readonly log: Log;
  /** Called once for each account and look, however often it was changed. */
  readonly changed: (account: AccountId) => Promise<void>;
  readonly deviceClosed: (device: DeviceId) => Promise<void>;
}): Promise<{ look(): Promise<void>; /** Idempotent. */ close(): Promise<void> }> {
  const { db, timers, log, changed, deviceClosed } = ports;
  const newest = await db.selectFrom('account_changes').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirst();
  let seenSeq = newest?.seq ?? 0;
  let looking: Promise<void> | null = null;
  let isFailing = false;

  const lookOnce = async (): Promise<void> => {
    try {
      const query = db.selectFrom('account_changes').selectAll().where('seq', '>', seenSeq).orderBy('seq');
      const rows = await query.execute();
      for (const { device } of rows) if (device !== null) await deviceClosed(device);
      for (const account of new Set(rows.map((row) => row.account))) await changed(account);
      seenSeq = rows.at(-1)?.seq ?? seenSeq;
      isFailing = false;
    } catch (error) {
      // Said once, not twice a second, by a store that tells nothing any more.
      if (!isFailing) log.error('account changes could not be followed', errorFacts(error));
      isFailing = true;
    } finally {
      looking = null;
    }
  };
  const look = (): Promise<void> => {
    looking ??= lookOnce();
    return looking;
  };
  const timer = timers.every(LOOK_EVERY_MS, () => void look());
  const close = async (): Promise<void> => {
    timer.cancel();
    await looking;
  };
  return { look, close };
}
