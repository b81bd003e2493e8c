import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentAnswer } from '#shared/api/schemas.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { createAccountKeys, type AccountKeys } from './account-keys.ts';
import { FORGOTTEN_NAME } from './account-store.ts';
import { createAccounts, currentVersions, type Accounts } from './accounts.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { createPasswordHasher, type PasswordHasher } from './password-hash.ts';
import { createSessions, type Sessions } from './sessions.ts';

const PASSWORD = 'tall pines beside a slow river';

let database: Database;
let accounts: Accounts;
let listeners: Listeners;
let keys: AccountKeys;
let sessions: Sessions;
/** What happens while a password is being hashed, which is when a command takes longest. */
let meanwhile: () => Promise<unknown>;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  const { clock, random, timers } = createFakePorts();
  const ports = { db: database.db, clock, random };
  const real = createPasswordHasher(random, { memoryKib: 8, passes: 1, lanes: 1 });
  const hasher: PasswordHasher = {
    hash: async (password) => {
      const hash = await real.hash(password);
      await meanwhile();
      return hash;
    },
    check: real.check,
  };
  const nobody = async (): Promise<void> => undefined;
  const events = { changed: nobody, deviceClosed: nobody, signedIn: nobody, forgotten: nobody, erased: nobody };
  sessions = createSessions(ports);
  const accountPorts = { ...ports, sessions, hasher, events };
  accounts = createAccounts(accountPorts);
  listeners = createListeners(accountPorts);
  keys = createAccountKeys({ ...accountPorts, timers });
  meanwhile = nobody;
});
afterEach(() => database.close());

const guest = async () => {
  const made = await accounts.createGuest({ deviceName: 'laptop' });
  if (!made.ok) throw new Error(made.error.code);
  const { account, device } = made.value.me;
  return { account, device };
};

const rowOf = ({ account }: { account: string }) =>
  database.db.selectFrom('accounts').selectAll().where('id', '=', account as never).executeTakeFirstOrThrow();

describe('F016: a guest who is forgotten in the middle of another command', () => {
  it('leaves neither name nor password behind, and the name is free', async () => {
    const identity = await guest();
    meanwhile = () => accounts.forgetMe(identity);
    const become = { name: 'Rowan', password: PASSWORD };
    expect(await accounts.becomeMember(identity, become)).toEqual({ ok: false, error: { code: 'signed-out' } });
    expect(await rowOf(identity)).toMatchObject({ name: FORGOTTEN_NAME, type: 'guest', password_hash: null });
    meanwhile = async () => undefined;
    expect(await accounts.becomeMember(await guest(), become)).toMatchObject({ ok: true, value: { me: { name: 'Rowan' } } });
  });

  it('leaves no answers behind', async () => {
    const identity = await guest();
    const answer: ConsentAnswer = {
      ageGroup: 'adult',
      parentalConsent: false,
      certified: true,
      versions: currentVersions(),
    };
    const [, consented] = await Promise.all([accounts.forgetMe(identity), accounts.giveConsent(identity, answer)]);
    expect(consented).toEqual({ ok: false, error: { code: 'signed-out' } });
    expect(await rowOf(identity)).toMatchObject({ age_group: null, consent_versions: null, consented_at_ms: null });
  });
});

it('D3: nothing is agreed to after a ban that came in the middle', async () => {
  const identity = await guest();
  const { db } = database;
  await db.updateTable('accounts').set({ type: 'listener' }).execute();
  const [, atBan] = await Promise.all([
    listeners.agree(identity, { version: LISTENER_AGREEMENT.version, atLeast15: true }),
    db.updateTable('accounts').set({ banned: 1 }).returning('listener_version').executeTakeFirstOrThrow(),
  ]);
  expect((await rowOf(identity)).listener_version).toBe(atBan.listener_version);
});

describe('E3, E6: a new password is set whole or not at all', () => {
  const NEXT = 'four unhurried copper forks';
  const withCode = async () => {
    const made = await accounts.becomeMember(await guest(), { name: 'Rowan', password: PASSWORD });
    if (!made.ok) throw new Error(made.error.code);
    const { account, device } = made.value.me;
    const elsewhere = await signIn(PASSWORD);
    const code = await keys.makeRecoveryCode({ account, device }, { password: PASSWORD });
    if (!code.ok || !elsewhere.ok) throw new Error('not made');
    return { identity: { account, device }, elsewhere: elsewhere.value.token, code: code.value.code };
  };
  const signIn = (password: string) => accounts.signIn({ name: 'Rowan', password, deviceName: 'phone' });
  const recover = (code: string) => keys.recover({ name: 'Rowan', code, password: NEXT, deviceName: 'phone' });
  const anotherHash = () => database.db.updateTable('accounts').set({ password_hash: 'another' }).execute();

  it('a device that is signed out in the middle leaves password, code and sessions as they were', async () => {
    const { identity, elsewhere, code } = await withCode();
    meanwhile = () => sessions.revoke(identity.account, identity.device);
    expect(await keys.changePassword(identity, { current: PASSWORD, next: NEXT })).toEqual({ ok: false, error: { code: 'signed-out' } });
    expect((await signIn(PASSWORD)).ok).toBe(true);
    expect(await sessions.authenticate(elsewhere)).not.toBeNull();
    expect((await recover(code)).ok).toBe(true);
  });

  it('one that comes too late does not end the code', async () => {
    const { identity } = await withCode();
    meanwhile = anotherHash;
    expect((await keys.changePassword(identity, { current: PASSWORD, next: NEXT })).ok).toBe(false);
    expect(await keys.readRecovery(identity)).not.toEqual({ ok: true, value: { madeAtMs: null } });
  });

  it('a code is not used up when the password was hashed anew in the middle', async () => {
    const { code } = await withCode();
    meanwhile = anotherHash;
    expect(await recover(code)).toEqual({ ok: false, error: { code: 'wrong-name-or-code' } });
    meanwhile = async () => undefined;
    expect((await recover(code)).ok).toBe(true);
  });
});
