import { createHash, timingSafeEqual } from 'node:crypto';
import type { BodyOf, ReplyOf } from '#shared/api/contract.ts';
import type { Me, Session } from '#shared/api/schemas.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import { ACCOUNT } from '#shared/limits.ts';
import { parseName } from '#shared/people/names.ts';
import { newRecoveryCode, readRecoveryCode } from '#shared/people/recovery-code.ts';
import type { AccountQuestion } from '#shared/policy/accounts.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Timers } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import type { AccountRow } from '../database/tables.ts';
import { TokenBuckets } from '../documents/token-buckets.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { markDevice } from '../house/device-marks.ts';
import type { SessionIdentity } from '../ports.ts';
import { toActor, toMe } from './account-facts.ts';
import { giveUpName } from './given-up-names.ts';
import { findAccount, findAccountByName, isNameTaken, namedAs, type Sql } from './account-store.ts';
import type { AccountPorts } from './accounts.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { normalizePassword, parseNewPassword } from './password-rules.ts';
import { wholeOrNothing } from './whole-or-nothing.ts';

/** An account in its person's own hands: password, the way back without it, name, devices (F022, F027, RELIABILITY E3, E6). */
export interface AccountKeys {
  changePassword(identity: SessionIdentity, body: BodyOf<'changePassword'>): Promise<Result<Session, Fault>>;
  readRecovery(identity: SessionIdentity): Promise<Result<ReplyOf<'readRecovery'>, Fault>>;
  makeRecoveryCode(identity: SessionIdentity, body: BodyOf<'makeRecoveryCode'>): Promise<Result<{ code: string }, Fault>>;
  recover(body: BodyOf<'recover'>): Promise<Result<Session, Fault>>;
  changeName(identity: SessionIdentity, body: BodyOf<'changeName'>): Promise<Result<Me, Fault>>;
  /** Whoever moves ranks shows once more who they are (E3). Null: the account has no password. */
  confirm(identity: SessionIdentity, password: string | null): Promise<Result<null, Fault>>;
  /** Another device of the account, or all others: a session alone, which somebody may have taken, locks nobody out (E3). */
  signOutDevice(identity: SessionIdentity, device: DeviceId, body: BodyOf<'revokeDevice'>): Promise<Result<null, Fault>>;
  signOutOthers(identity: SessionIdentity, body: BodyOf<'signOutOthers'>): Promise<Result<{ ended: number }, Fault>>;
}

export interface AccountKeyPorts extends AccountPorts {
  readonly timers: Timers;
}

export function createAccountKeys(ports: AccountKeyPorts): AccountKeys {
  const { db, timers } = ports;
  // Each costs a hash, for which everybody who signs in waits.
  const hashing = createOneAtATime<AccountId>();
  const nameChanges = new TokenBuckets<AccountId>();
  return {
    changePassword: (identity, body) => hashing(identity.account, () => changePassword(ports, identity, body)),
    readRecovery: async ({ account }) => {
      const kept = await db.selectFrom('recovery_codes').select('made_at_ms').where('account', '=', account).executeTakeFirst();
      return ok({ madeAtMs: kept?.made_at_ms ?? null });
    },
    makeRecoveryCode: (identity, body) => hashing(identity.account, () => makeRecoveryCode(ports, identity, body)),
    recover: (body) => recover(ports, body),
    changeName: async (identity, body) => {
      const nowMs = timers.monotonicMs();
      if (!nameChanges.has(identity.account, ACCOUNT.nameChange, nowMs)) return fail('too-fast');
      const changed = await hashing(identity.account, () => changeName(ports, identity, body));
      if (changed.ok) nameChanges.spend(identity.account, ACCOUNT.nameChange, nowMs, 1);
      return changed;
    },
    confirm: (identity, password) =>
      hashing(identity.account, async () => {
        const asked = await askAgain(ports, identity, null, password);
        return asked.ok ? ok(null) : asked;
      }),
    signOutDevice: (identity, device, { password }) =>
      hashing(identity.account, async () => {
        const asked = await askAgain(ports, identity, null, password);
        if (!asked.ok) return asked;
        if (!(await ports.sessions.revoke(identity.account, device))) return fail('not-found');
        await ports.events.deviceClosed(device);
        return ok(null);
      }),
    signOutOthers: (identity, { password }) =>
      hashing(identity.account, async () => {
        const asked = await askAgain(ports, identity, null, password);
        if (!asked.ok) return asked;
        const ended = await endOthers(db, identity.account, identity.device);
        for (const other of ended) await ports.events.deviceClosed(other);
        return ok({ ended: ended.length });
      }),
  };
}

/** The account, when the rule book allows (null: it is everybody's to do) and the password that was asked for again is right (RELIABILITY E3). */
export async function askAgain(
  { db, hasher }: Pick<AccountPorts, 'db' | 'hasher'>,
  { account }: SessionIdentity,
  question: AccountQuestion | null,
  password: string | null,
): Promise<Result<AccountRow, Fault>> {
  const row = await findAccount(db, account);
  if (row === null) return fail('signed-out');
  const refused = question === null ? null : refusalOf(decide(toActor(row), question));
  if (refused !== null) return refused;
  if (row.password_hash === null) return ok(row);
  const { matches } = await hasher.check(normalizePassword(password ?? ''), row.password_hash);
  return matches ? ok(row) : fail('wrong-password');
}

/** Whoever knew the old password may have made a code by it: that ends with it, and every other session. */
async function changePassword(
  ports: AccountKeyPorts,
  identity: SessionIdentity,
  { current, next }: BodyOf<'changePassword'>,
): Promise<Result<Session, Fault>> {
  const { db, hasher, sessions, events } = ports;
  const asked = await askAgain(ports, identity, { action: 'keys.change' }, current);
  if (!asked.ok) return asked;
  const row = asked.value;
  const password = parseNewPassword(next, row.name);
  if (!password.ok) return fail(password.error);
  const password_hash = await hasher.hash(password.value.text);
  const done = await wholeOrNothing<{ token: string; ended: DeviceId[] }, Fault>(db, async (trx) => {
    // Not if it changed meanwhile, on another device, or the account was erased.
    if (!(await setPassword(trx, row, password_hash))) return fail('signed-out');
    const ended = await endOthers(trx, row.id, identity.device);
    const token = await sessions.renew(identity, trx);
    return token === null ? fail('signed-out') : ok({ token, ended });
  });
  if (!done.ok) return done;
  await events.deviceClosed(identity.device, 'renewed');
  for (const device of done.value.ended) await events.deviceClosed(device);
  return ok({ token: done.value.token, me: toMe({ ...row, password_hash }, identity.device) });
}

/** False, and nothing written, when the password is not the one of `row` any more. */
async function setPassword(trx: Sql, row: AccountRow, password_hash: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('accounts')
    .set({ password_hash })
    .where('id', '=', row.id)
    .where('password_hash', '=', row.password_hash)
    .where('forgotten_at_ms', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await trx.deleteFrom('recovery_codes').where('account', '=', row.id).execute();
  return true;
}

/** Gives the devices whose sessions ended by it. `but: null`: all of them. */
async function endOthers(db: Sql, account: AccountId, but: DeviceId | null): Promise<DeviceId[]> {
  const all = db.deleteFrom('sessions').where('account', '=', account);
  const rows = await (but === null ? all : all.where('device', '!=', but)).returning('device').execute();
  return [...new Set(rows.map(({ device }) => device))];
}

/** A fast hash is enough: there are 130 bits to guess. */
const hashCode = (letters: string): Buffer => createHash('sha256').update(`samovar-recovery-code/1/${letters}`).digest();
const NO_CODE = Buffer.alloc(32);

async function makeRecoveryCode(
  ports: AccountKeyPorts,
  identity: SessionIdentity,
  { password }: BodyOf<'makeRecoveryCode'>,
): Promise<Result<{ code: string }, Fault>> {
  const asked = await askAgain(ports, identity, { action: 'keys.change' }, password);
  if (!asked.ok) return asked;
  const code = newRecoveryCode(ports.random);
  const values = { code_hash: hashCode(code.replaceAll('-', '')).toString('hex'), made_at_ms: ports.clock.nowMs() };
  const kept = await ports.db.transaction().execute(async (trx) => {
    const row = await findAccount(trx, identity.account);
    if (row?.password_hash !== asked.value.password_hash) return false;
    await trx
      .insertInto('recovery_codes')
      .values({ account: identity.account, ...values })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
      .execute();
    return true;
  });
  return kept ? ok({ code }) : fail('signed-out');
}

/** E2, E6: whether the name, the code or both are wrong, the answer and the time it takes are the same. */
async function recover(ports: AccountKeyPorts, body: BodyOf<'recover'>): Promise<Result<Session, Fault>> {
  const { db, hasher, sessions, events } = ports;
  const password = parseNewPassword(body.password, body.name);
  if (!password.ok) return fail(password.error);
  const row = await findAccountByName(db, body.name);
  const account = row?.id ?? NOBODY;
  const kept = await db.selectFrom('recovery_codes').select('code_hash').where('account', '=', account).executeTakeFirst();
  const read = readRecoveryCode(body.code);
  const given = hashCode(read.ok ? read.value : '');
  const matches = timingSafeEqual(given, kept === undefined ? NO_CODE : Buffer.from(kept.code_hash, 'hex'));
  if (row === null || kept === undefined || !read.ok || !matches) return fail('wrong-name-or-code');

  const password_hash = await hasher.hash(password.value.text);
  const done = await wholeOrNothing<DeviceId[], Fault>(db, async (trx) => {
    const used = await trx
      .deleteFrom('recovery_codes')
      .where('account', '=', row.id)
      .where('code_hash', '=', kept.code_hash)
      .executeTakeFirst();
    // Single use: a second one at the same time finds it gone.
    if (used.numDeletedRows !== 1n || !(await setPassword(trx, row, password_hash))) return fail('wrong-name-or-code');
    return ok(await endOthers(trx, row.id, null));
  });
  if (!done.ok) return done;
  for (const device of done.value) await events.deviceClosed(device);
  const opened = await sessions.open(row.id, body.deviceName);
  if (!opened.ok) return fail(opened.error);
  await markDevice(ports, row.id, body.deviceKey);
  await events.signedIn(row.id, opened.value.device);
  return ok({ token: opened.value.token, me: toMe(row, opened.value.device) });
}

/** An id that no account has. */
const NOBODY = '-' as AccountId;

/**
 * F027, F092. Whoever sees the name sees the new one when this answers. It is also by what one signs in and comes back, so that it
 * asks for the password like what ends a session.
 */
async function changeName(ports: AccountKeyPorts, identity: SessionIdentity, body: BodyOf<'changeName'>): Promise<Result<Me, Fault>> {
  const { db, clock, events } = ports;
  const { account, device } = identity;
  const name = parseName(body.name);
  if (!name.ok) return fail(name.error);
  const asked = await askAgain(ports, identity, { action: 'name.change' }, body.password);
  if (!asked.ok) return asked;
  const changed = await db.transaction().execute(async (trx): Promise<Result<boolean, Fault>> => {
    const row = await findAccount(trx, account);
    if (row === null) return fail('signed-out');
    const refused = refusalOf(decide(toActor(row), { action: 'name.change' }));
    if (refused !== null) return refused;
    if (row.name === name.value) return ok(false);
    if (await isNameTaken(trx, name.value, account)) return fail('name-taken');
    await giveUpName(trx, row, name.value, clock.nowMs());
    await trx.updateTable('accounts').set(namedAs(name.value)).where('id', '=', account).execute();
    return ok(true);
  });
  if (!changed.ok) return changed;
  if (changed.value) await events.changed(account);
  const row = await findAccount(db, account);
  return row === null ? fail('signed-out') : ok(toMe(row, device));
}
