import type { BodyOf } from '#shared/api/contract.ts';
import type { ConsentAnswer, Me, Session } from '#shared/api/schemas.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import { AGREEMENTS, consentState } from '#shared/people/consent.ts';
import { parseName, randomGuestName } from '#shared/people/names.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import { toFlag, type AccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { markDevice } from '../house/device-marks.ts';
import { insertWithDevice } from '../house/new-account.ts';
import type { SessionIdentity } from '../ports.ts';
import { toActor, toMe } from './account-facts.ts';
import { findAccount, findAccountByName, isNameTaken, namedAs, newAccount, type Sql } from './account-store.ts';
import { eraseAccount } from './erasing.ts';
import { giveUpName } from './given-up-names.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import type { PasswordHasher } from './password-hash.ts';
import { normalizePassword, parseNewPassword } from './password-rules.ts';
import type { Sessions } from './sessions.ts';

export { finishErasures } from './erasing.ts';

/** Who else must know, and is told before the command answers. */
export interface AccountEvents {
  /** Type, name, consent or ban changed: open connections are judged anew. */
  changed(account: AccountId): Promise<void>;
  /** The device's session is over, or goes on under a new token: its sockets are closed. */
  deviceClosed(device: DeviceId, why?: 'over' | 'renewed'): Promise<void>;
  /** Somebody signed in with the password, on a device that was not there before. */
  signedIn(account: AccountId, device: DeviceId): Promise<void>;
  /** The account was forgotten: its requests and chats end now. */
  forgotten(account: AccountId): Promise<void>;
  /** Personal data was deleted: the files are cleaned of it. */
  erased(): Promise<void>;
}

/** Accounts and who is signed in to them. Commands answer with a value or a `Fault` of the HTTP contract. */
export interface Accounts {
  createGuest(body: BodyOf<'createGuest'>): Promise<Result<Session, Fault>>;
  signIn(body: BodyOf<'signIn'>): Promise<Result<Session, Fault>>;
  me(identity: SessionIdentity): Promise<Result<Me, Fault>>;
  /** The same session under a new token, where it is time (RELIABILITY E3). */
  renewSession(identity: SessionIdentity): Promise<Result<Session, Fault>>;
  becomeMember(identity: SessionIdentity, body: BodyOf<'becomeMember'>): Promise<Result<Session, Fault>>;
  giveConsent(identity: SessionIdentity, answer: ConsentAnswer): Promise<Result<Me, Fault>>;
  forgetMe(identity: SessionIdentity): Promise<Result<null, Fault>>;
  /** This device, at once and without a question. */
  signOut(identity: SessionIdentity): Promise<Result<null, Fault>>;
  /** For a device that was signed out while it could not say so: `proof` is the hash of the token that it had. */
  endSession(proof: string): Promise<Result<null, Fault>>;
  /** Null for an account that does not exist any more. */
  actor(account: AccountId): Promise<Actor | null>;
}

export interface AccountPorts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly random: Random;
  readonly sessions: Sessions;
  readonly hasher: PasswordHasher;
  readonly events: AccountEvents;
}

export function createAccounts(ports: AccountPorts): Accounts {
  const becoming = createOneAtATime<AccountId>();
  return {
    createGuest: (body) => createGuest(ports, body),
    signIn: (body) => signIn(ports, body),
    me: (identity) =>
      withAccount(ports, identity, async (row) => {
        const me = toMe(row, identity.device);
        return ok((await ports.sessions.isRenewalDue(identity)) ? { ...me, renew: true } : me);
      }),
    renewSession: (identity) =>
      withAccount(ports, identity, async (row) => {
        const token = await ports.sessions.succeed(identity);
        return token === null ? fail('not-found') : ok({ token, me: toMe(row, identity.device) });
      }),
    // One behind the other: each costs a hash, for which everybody who signs in waits, and only one can succeed.
    becomeMember: (identity, body) =>
      becoming(identity.account, () =>
        withAccount(ports, identity, (row) => becomeMember(ports, row, identity.device, body)),
      ),
    giveConsent: (identity, answer) =>
      withAccount(ports, identity, (row) => giveConsent(ports, row, identity.device, answer)),
    forgetMe: (identity) => withAccount(ports, identity, (row) => forgetMe(ports, row)),
    signOut: async ({ account, device }) => {
      if (!(await ports.sessions.revoke(account, device))) return fail('not-found');
      await ports.events.deviceClosed(device);
      return ok(null);
    },
    endSession: async (proof) => {
      const device = await ports.sessions.end(proof);
      if (device !== null) await ports.events.deviceClosed(device);
      return ok(null);
    },
    actor: async (account) => {
      const row = await findAccount(ports.db, account);
      return row === null ? null : toActor(row);
    },
  };
}

/** The session was valid a moment ago; its account may be forgotten since. */
async function withAccount<T>(
  ports: AccountPorts,
  identity: SessionIdentity,
  run: (row: AccountRow) => Promise<Result<T, Fault>>,
): Promise<Result<T, Fault>> {
  const row = await findAccount(ports.db, identity.account);
  return row === null ? fail('signed-out') : run(row);
}

/** Among 30 million names a taken one is rare, and ten in a row would be a broken source of randomness. */
const MAX_NAME_TRIES = 10;

/** F013, F014: somebody at once, under a name that nobody has. */
async function createGuest(ports: AccountPorts, body: BodyOf<'createGuest'>): Promise<Result<Session, Fault>> {
  for (let tries = 0; tries < MAX_NAME_TRIES; tries += 1) {
    const row = newAccount(ports.random, randomGuestName(ports.random), 'guest', ports.clock.nowMs());
    const made = await insertWithDevice(ports, row, body.deviceKey);
    if (made !== null) return openSession(ports, made as AccountRow, body.deviceName);
  }
  throw new Error('no free guest name was found');
}

async function openSession(ports: AccountPorts, row: AccountRow, deviceName: string): Promise<Result<Session, Fault>> {
  const opened = await ports.sessions.open(row.id, deviceName);
  if (!opened.ok) return fail(opened.error);
  return ok({ token: opened.value.token, me: toMe(row, opened.value.device) });
}

/** E2: whether the name, the password or both are wrong, the answer and the time it takes are the same. */
async function signIn(ports: AccountPorts, body: BodyOf<'signIn'>): Promise<Result<Session, Fault>> {
  const row = await findAccountByName(ports.db, body.name);
  const password = normalizePassword(body.password);
  const check = await ports.hasher.check(password, row?.password_hash ?? null);
  if (row === null || !check.matches) return fail('wrong-name-or-password');
  if (check.stale) await keepHash(ports, row, await ports.hasher.hash(password));
  const session = await openSession(ports, row, body.deviceName);
  if (!session.ok) return session;
  await markDevice(ports, row.id, body.deviceKey);
  await ports.events.signedIn(row.id, session.value.me.device);
  return session;
}

/** E1: a hash made at a lower cost is made anew while its password is at hand. Not if it changed meanwhile. */
const keepHash = ({ db }: AccountPorts, row: AccountRow, password_hash: string): Promise<unknown> =>
  db
    .updateTable('accounts')
    .set({ password_hash })
    .where('id', '=', row.id)
    .where('password_hash', '=', row.password_hash)
    .execute();

/**
 * F021, F027: a guest becomes a member under the same account, so chats and notes stay. The device goes on under a new
 * token (E3): whoever learned the guest's has nothing of the member's. A guest, who cannot sign in, has but this device.
 */
async function becomeMember(
  ports: AccountPorts,
  row: AccountRow,
  device: DeviceId,
  body: BodyOf<'becomeMember'>,
): Promise<Result<Session, Fault>> {
  const refused = refusalOf(decide(toActor(row), { action: 'member.become' }));
  if (refused !== null) return refused;
  const name = body.name === undefined ? ok(row.name) : parseName(body.name);
  if (!name.ok) return fail(name.error);
  const password = parseNewPassword(body.password, name.value);
  if (!password.ok) return fail(password.error);
  // Before the hash as well: who tried taken names all day would keep everybody else from signing in (C1).
  if (await isNameTaken(ports.db, name.value, row.id)) return fail('name-taken');

  const password_hash = await ports.hasher.hash(password.value.text);
  const token = await ports.db.transaction().execute(async (trx): Promise<Result<string, Fault>> => {
    if (await isNameTaken(trx, name.value, row.id)) return fail('name-taken');
    const { numUpdatedRows } = await trx
      .updateTable('accounts')
      .set({ type: 'member', ...namedAs(name.value), password_hash, guest_seen_at_ms: null })
      .where('id', '=', row.id)
      .where('type', '=', 'guest') // a second click, or a second device, was faster
      .where('forgotten_at_ms', 'is', null) // F016: nothing about a person comes back after they were forgotten
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return fail('signed-out');
    await giveUpName(trx, row, name.value, ports.clock.nowMs());
    const renewed = await ports.sessions.renew({ account: row.id, device }, trx);
    // Signed out from elsewhere in this very moment: they are a member all the same, and sign in as one.
    return renewed === null ? fail('signed-out') : ok(renewed);
  });
  if (!token.ok) return token;
  // First of all the old token's sockets, so that nobody asks who they are by a token that is nobody's any more.
  await ports.events.deviceClosed(device, 'renewed');
  await ports.events.changed(row.id);
  const session = async (member: AccountRow) => ok({ token: token.value, me: toMe(member, device) });
  return withAccount(ports, { account: row.id, device }, session);
}

/** F079–F083, F087, F090: kept with its time. The age group is said once; an operator corrects a mistake. */
async function giveConsent(
  ports: AccountPorts,
  row: AccountRow,
  device: DeviceId,
  answer: ConsentAnswer,
): Promise<Result<Me, Fault>> {
  if (row.age_group !== null && row.age_group !== answer.ageGroup) return fail('age-fixed');
  const { ageGroup, parentalConsent, versions } = answer;
  switch (consentState({ ageGroup, parentalConsent, versions })) {
    case 'missing': // F081: a teen without a parent's consent
      return fail('bad-request');
    case 'outdated':
      return fail('outdated-agreement');
    case 'given':
      break;
  }
  const { numUpdatedRows } = await ports.db
    .updateTable('accounts')
    .set({
      age_group: ageGroup,
      parental_consent: toFlag(parentalConsent),
      consent_versions: JSON.stringify(currentVersions()),
      consented_at_ms: ports.clock.nowMs(),
    })
    .where('id', '=', row.id)
    .where('forgotten_at_ms', 'is', null)
    .where((eb) => eb.or([eb('age_group', 'is', null), eb('age_group', '=', ageGroup)]))
    .executeTakeFirst();
  const answered = numUpdatedRows === 1n;
  if (answered) await ports.events.changed(row.id);
  // Otherwise two devices answered differently at once, or one of them had the account forgotten.
  return withAccount(ports, { account: row.id, device }, async (now) => (answered ? ok(toMe(now, device)) : fail('age-fixed')));
}

export const currentVersions = (): Record<keyof typeof AGREEMENTS, string> => ({
  member: AGREEMENTS.member.version,
  privacy: AGREEMENTS.privacy.version,
  certification: AGREEMENTS.certification.version,
});

/** F016: a guest asks to be forgotten. What others said to them stays theirs until their chats are over. */
async function forgetMe(ports: AccountPorts, row: AccountRow): Promise<Result<null, Fault>> {
  const refused = refusalOf(decide(toActor(row), { action: 'account.forget' }));
  if (refused !== null) return refused;
  await eraseAccount(ports, row.id);
  return ok(null);
}
