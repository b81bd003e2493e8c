import type { Device } from '#shared/api/schemas.ts';
import { newId, type AccountId, type DeviceId } from '#shared/ids.ts';
import { SESSION } from '#shared/limits.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { isStorageError } from '../database/storage-error.ts';
import type { SessionIdentity } from '../ports.ts';
import type { Sql } from './account-store.ts';
import { hashToken, isSeenStale, isSessionOver, isToken, newToken } from './session-rules.ts';

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
   * The same device goes on under a new token, as if it had signed in now; the old token is nobody's from here on
   * (RELIABILITY E3: a new one at each change of rank). Null when the session is over. `db`: within a transaction.
   */
  renew(identity: SessionIdentity, db: Sql): Promise<string | null>;
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

/** Sessions in SQL: one for each device, found by the hash of its token. */
export function createSessions(ports: { db: Sql; clock: Clock; random: Random }): Sessions {
  const { db, clock, random } = ports;

  const ofAccount = (account: AccountId) => db.selectFrom('sessions').selectAll().where('account', '=', account);

  const open: Sessions['open'] = async (account, deviceName) => {
    const nowMs = clock.nowMs();
    const held = (await ofAccount(account).execute()).filter((row) => !isSessionOver(row, nowMs));
    if (held.length >= SESSION.maxDevicesPerAccount) return err('too-many-devices');
    const token = newToken(random);
    const device = newId<DeviceId>(random);
    const times = { created_at_ms: nowMs, seen_at_ms: nowMs };
    const row = { token_hash: hashToken(token), account, device, device_name: deviceName, ...times };
    await db.insertInto('sessions').values(row).execute();
    return ok({ token, device });
  };

  /** Whoever may read still may when the disk takes nothing (RELIABILITY A3): that they came is noted another time. */
  const noteSeen = async (token_hash: string, nowMs: number): Promise<void> => {
    try {
      await db.updateTable('sessions').set({ seen_at_ms: nowMs }).where('token_hash', '=', token_hash).execute();
    } catch (error) {
      if (!isStorageError(error)) throw error;
    }
  };

  const renew: Sessions['renew'] = async ({ account, device }, within) => {
    const nowMs = clock.nowMs();
    const token = newToken(random);
    const { numUpdatedRows } = await within
      .updateTable('sessions')
      .set({ token_hash: hashToken(token), created_at_ms: nowMs, seen_at_ms: nowMs })
      .where('account', '=', account)
      .where('device', '=', device)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? token : null;
  };

  /** Finds a session that is not over, and notes that it was seen. */
  const see = async (token_hash: string): Promise<SessionIdentity | null> => {
    const row = await db.selectFrom('sessions').selectAll().where('token_hash', '=', token_hash).executeTakeFirst();
    const nowMs = clock.nowMs();
    if (row === undefined || isSessionOver(row, nowMs)) return null;
    if (isSeenStale(row, nowMs)) await noteSeen(token_hash, nowMs);
    return { account: row.account, device: row.device };
  };
  const authenticate: Sessions['authenticate'] = async (token) => (isToken(token) ? see(hashToken(token)) : null);
  const touch: Sessions['touch'] = async (tokenHashes) => {
    for (const tokenHash of tokenHashes) await see(tokenHash);
  };

  const list: Sessions['list'] = async (identity) => {
    const rows = await ofAccount(identity.account).orderBy('seen_at_ms', 'desc').execute();
    const nowMs = clock.nowMs();
    return rows
      .filter((row) => !isSessionOver(row, nowMs))
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
    const row = await db.selectFrom('sessions').select('device').where('token_hash', '=', token_hash).executeTakeFirst();
    if (row === undefined) return null;
    await db.deleteFrom('sessions').where('token_hash', '=', token_hash).execute();
    return row.device;
  };

  const sweep: Sessions['sweep'] = async () => {
    const nowMs = clock.nowMs();
    const over = (await db.selectFrom('sessions').selectAll().execute()).filter((row) => isSessionOver(row, nowMs));
    for (const row of over) await db.deleteFrom('sessions').where('token_hash', '=', row.token_hash).execute();
    return over.map((row) => row.device);
  };

  return { open, renew, authenticate, touch, list, revoke, end, revokeAll, sweep };
}
