import type { Device } from '#shared/api/schemas.ts';
import { newId, type AccountId, type DeviceId } from '#shared/ids.ts';
import { GUEST, SESSION } from '#shared/limits.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AccountRow, SessionRow } from '../database/tables.ts';
import { isStorageError } from '../database/storage-error.ts';
import type { SessionIdentity } from '../ports.ts';
import type { Sql } from './account-store.ts';
import { hashToken, isRenewalDue, isSeenStale, isSessionOver, isToken, newToken, type SessionTimes } from './session-rules.ts';

/** A session just opened. The token leaves the relay this once. */
export interface OpenedSession {
  readonly token: string;
  readonly device: DeviceId;
}

export interface Sessions {
  open(account: AccountId, deviceName: string): Promise<Result<OpenedSession, 'too-many-devices'>>;
  /** Null for a token that is unknown, revoked or expired (RELIABILITY E3). */
  authenticate(token: string): Promise<SessionIdentity | null>;
  /**
   * The same for whoever opens a socket, which no app does any more by a token behind which it has used the next one. Where a token is dialled
   * with whose successor was used after a rise of rank, two hold what was one session, and it ends for both: its person has a password.
   */
  dial(token: string): Promise<SessionIdentity | null>;
  /**
   * The same device goes on under a new token, as if it had signed in now; the old token is nobody's from here on
   * (RELIABILITY E3: a new one at each change of rank). Null when the session is over. `db`: within a transaction.
   */
  renew(identity: SessionIdentity, db: Sql): Promise<string | null>;
  /** Whether the device should go on under a new token, by `succeed`. */
  isRenewalDue(identity: SessionIdentity): Promise<boolean>;
  /**
   * A new token for the same device where one is due. The old one holds until the new one is first used: an answer that is lost on its way
   * locks out nobody who has no password. Null where none is due.
   */
  succeed(identity: SessionIdentity): Promise<string | null>;
  /** These are in use, though nobody asked anything: seen now, unless they are over. */
  touch(tokenHashes: readonly string[]): Promise<void>;
  /** The account's devices, the one seen last first. */
  list(identity: SessionIdentity): Promise<Device[]>;
  /** False when the account has no such device. */
  revoke(account: AccountId, device: DeviceId): Promise<boolean>;
  /** By the hash of its token. The device whose session ended; null where there is no such session. */
  end(tokenHash: string): Promise<DeviceId | null>;
  /** Gives back the devices whose sessions ended by it. */
  revokeAll(account: AccountId): Promise<DeviceId[]>;
  /** Removes what has expired and gives back its devices. */
  sweep(): Promise<DeviceId[]>;
}

export interface SessionPorts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly random: Random;
  /** Time in which people could come (A6), by which guests are kept; where nothing is said, `clock`. */
  readonly steady?: Clock;
  /** For how long a guest is kept without being seen, and with it the session. */
  readonly guestIdleMs?: number;
  /** The device goes on under its next token, and the one before is nobody's: its sockets are closed before anybody is let in by the next. */
  readonly tookOver?: (device: DeviceId) => Promise<void>;
  /** The device's session is over, since two had it: its sockets are closed. */
  readonly ended?: (device: DeviceId) => Promise<void>;
}

/** Sessions in SQL: one for each device, found by the hash of its token, or of the one that follows. */
export function createSessions(ports: SessionPorts): Sessions {
  const { db, clock, random } = ports;
  const guestIdleMs = ports.guestIdleMs ?? GUEST.idleMs;

  const steady = ports.steady ?? clock;

  const isOver = (row: SessionTimes & Pick<AccountRow, 'type' | 'guest_seen_at_ms'>, nowMs: number): boolean => {
    if (row.type !== 'guest') return isSessionOver(row, nowMs);
    // Both: a step of the clock is no absence of theirs (A6), and a restored store does not know when it last saw them.
    const seen_at_ms = Math.max(row.seen_at_ms, nowMs - steady.nowMs() + (row.guest_seen_at_ms ?? -Infinity));
    return isSessionOver({ ...row, seen_at_ms }, nowMs, guestIdleMs);
  };
  const ofAccount = (account: AccountId) => withType(db).where('account', '=', account);

  const open: Sessions['open'] = async (account, deviceName) => {
    const nowMs = clock.nowMs();
    const token = newToken(random);
    const device = newId<DeviceId>(random);
    const times = { created_at_ms: nowMs, seen_at_ms: nowMs };
    const row = { token_hash: hashToken(token), account, device, device_name: deviceName, ...times, ...AS_IT_IS };
    // Counted and added in one: of many who sign in at the same moment none is one too many.
    const isRoom = await db.transaction().execute(async (trx) => {
      const held = (await withType(trx).where('account', '=', account).execute()).filter((one) => !isOver(one, nowMs));
      if (held.length >= SESSION.maxDevicesPerAccount) return false;
      await trx.insertInto('sessions').values(row).execute();
      return true;
    });
    if (!isRoom) return err('too-many-devices');
    await noteGuest(account);
    return ok({ token, device });
  };

  /** Kept with the account, since a guest is kept for longer than a session that ends by its age. */
  const noteGuest = (account: AccountId): Promise<unknown> =>
    db.updateTable('accounts').set({ guest_seen_at_ms: steady.nowMs() }).where('id', '=', account).where('type', '=', 'guest').execute();

  const noteSeen = async (token_hash: string, nowMs: number): Promise<void> => {
    await db.updateTable('sessions').set({ seen_at_ms: nowMs }).where('token_hash', '=', token_hash).execute();
  };

  const renew: Sessions['renew'] = async ({ account, device }, within) => {
    const nowMs = clock.nowMs();
    const token = newToken(random);
    const { numUpdatedRows } = await within
      .updateTable('sessions')
      .set({ token_hash: hashToken(token), created_at_ms: nowMs, seen_at_ms: nowMs, ...AS_IT_IS })
      .where('account', '=', account)
      .where('device', '=', device)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? token : null;
  };

  const dueIn = async (sql: Sql, { account, device }: SessionIdentity): Promise<SessionRow | null> => {
    const row = await withType(sql).where('account', '=', account).where('device', '=', device).executeTakeFirst();
    const nowMs = clock.nowMs();
    return row !== undefined && !isOver(row, nowMs) && isRenewalDue(row, row.type === 'guest', nowMs) ? row : null;
  };

  const succeed: Sessions['succeed'] = (identity) =>
    db.transaction().execute(async (trx) => {
      const row = await dueIn(trx, identity);
      if (row === null) return null;
      const token = newToken(random);
      // In the place of one whose answer was lost.
      await trx.updateTable('sessions').set({ next_hash: hashToken(token) }).where('token_hash', '=', row.token_hash).execute();
      return token;
    });

  /** Its first use: the one before it ends, with whatever is open by it, and its time begins. */
  const takeOver = async (next_hash: string, { token_hash, type }: SessionRow & Pick<AccountRow, 'type'>, nowMs: number): Promise<void> => {
    const times = { created_at_ms: nowMs, seen_at_ms: nowMs };
    // A guest's is forgotten: who has no password to come back with must not be thrown out by a token that has no power any more (F016).
    const before = type === 'guest' ? null : asBefore(token_hash);
    const taken = db.updateTable('sessions').set({ token_hash: next_hash, ...times, ...AS_IT_IS, next_hash: before }).where('next_hash', '=', next_hash);
    for (const { device } of await taken.returning('device').execute()) await ports.tookOver?.(device);
  };

  /** Finds a session that is not over, and notes that it was seen. */
  const see = async (hash: string): Promise<SessionIdentity | null> => {
    const row = await withType(db).where((eb) => eb.or([eb('token_hash', '=', hash), eb('next_hash', '=', hash)])).executeTakeFirst();
    const nowMs = clock.nowMs();
    if (row === undefined || isOver(row, nowMs)) return null;
    const isNew = row.next_hash === hash;
    if (!isNew && !isSeenStale(row, nowMs)) return { account: row.account, device: row.device };
    await unlessFull(async () => {
      await (isNew ? takeOver(hash, row, nowMs) : noteSeen(hash, nowMs));
      if (row.type === 'guest') await noteGuest(row.account);
    });
    return { account: row.account, device: row.device };
  };
  const authenticate: Sessions['authenticate'] = async (token) => (isToken(token) ? see(hashToken(token)) : null);
  const dial: Sessions['dial'] = async (token) => {
    const identity = await authenticate(token);
    if (identity !== null || !isToken(token)) return identity;
    const row = await db.selectFrom('sessions').select('device').where('next_hash', '=', asBefore(hashToken(token))).executeTakeFirst();
    if (row === undefined) return null;
    await db.deleteFrom('sessions').where('next_hash', '=', asBefore(hashToken(token))).execute();
    await ports.ended?.(row.device);
    return null;
  };
  const touch: Sessions['touch'] = async (tokenHashes) => {
    for (const tokenHash of tokenHashes) await see(tokenHash);
  };

  const list: Sessions['list'] = async (identity) => {
    const rows = await ofAccount(identity.account).orderBy('seen_at_ms', 'desc').execute();
    const nowMs = clock.nowMs();
    return rows
      .filter((row) => !isOver(row, nowMs))
      .map((row) => ({
        device: row.device,
        name: row.device_name,
        createdAtMs: row.created_at_ms,
        seenAtMs: row.seen_at_ms,
        current: row.device === identity.device,
      }));
  };

  const revokeAll: Sessions['revokeAll'] = async (account) => {
    const rows = await db.deleteFrom('sessions').where('account', '=', account).returning('device').execute();
    return rows.map((row) => row.device);
  };

  const revoke: Sessions['revoke'] = async (account, device) => {
    const query = db.deleteFrom('sessions').where('account', '=', account).where('device', '=', device);
    return (await query.executeTakeFirst()).numDeletedRows === 1n;
  };

  const end: Sessions['end'] = async (token_hash) => {
    // Looked for first: whoever asks in vain must not make the store write.
    const of = db.selectFrom('sessions').select(['account', 'device']);
    const row = await of.where((eb) => eb.or([eb('token_hash', '=', token_hash), eb('next_hash', '=', token_hash)])).executeTakeFirst();
    if (row === undefined) return null;
    await revoke(row.account, row.device);
    return row.device;
  };

  const sweep: Sessions['sweep'] = async () => {
    const nowMs = clock.nowMs();
    const over = (await withType(db).execute()).filter((row) => isOver(row, nowMs));
    for (const row of over) await db.deleteFrom('sessions').where('token_hash', '=', row.token_hash).execute();
    return over.map((row) => row.device);
  };

  const due: Sessions['isRenewalDue'] = async (identity) => (await dueIn(db, identity)) !== null;
  return { open, renew, isRenewalDue: due, succeed, authenticate, dial, touch, list, revoke, end, revokeAll, sweep };
}

/** With whose they are: a guest's lasts otherwise. */
const withType = (sql: Sql) =>
  sql.selectFrom('sessions').innerJoin('accounts', 'accounts.id', 'sessions.account').selectAll('sessions').select(['accounts.type', 'accounts.guest_seen_at_ms']);

/** Nothing follows it, and nothing has to. */
const AS_IT_IS = { next_hash: null, renew_by_ms: null } as const;

/** How the hash of the token before stands in the place of the next one's, where none was given out since. As it is, no token finds it. */
const asBefore = (token_hash: string): string => `-${token_hash}`;

/** Whoever may read still may when the disk takes nothing (RELIABILITY A3): that they came is noted another time. */
async function unlessFull(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}
