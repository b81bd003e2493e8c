import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { ACCOUNT } from '#shared/limits.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { SessionIdentity } from '../ports.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { createAccountKeys, type AccountKeys } from './account-keys.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { sweepGivenUpNames } from './given-up-names.ts';
import { createPasswordHasher } from './password-hash.ts';
import { createSessions, type Sessions } from './sessions.ts';

const PASSWORD = 'tall pines beside a slow river';
const OTHER_PASSWORD = 'four unhurried copper forks';

let database: Database;
let fake: FakePorts;
let sessions: Sessions;
let accounts: Accounts;
let keys: AccountKeys;
let events: string[];

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  events = [];
  const ports = { db: database.db, clock: fake.clock, random: fake.random };
  sessions = createSessions(ports);
  const note = async (what: string): Promise<void> => void events.push(what);
  const accountPorts = {
    ...ports,
    sessions,
    hasher: createPasswordHasher(fake.random, { memoryKib: 8, passes: 1, lanes: 1 }),
    events: {
      changed: () => note('changed'),
      deviceClosed: (_: unknown, why?: string) => note(why === 'renewed' ? 'renewed' : 'closed'),
      signedIn: () => note('signed-in'),
      forgotten: () => note('forgotten'),
      erased: () => note('erased'),
    },
  };
  accounts = createAccounts(accountPorts);
  keys = createAccountKeys({ ...accountPorts, timers: fake.timers });
});
afterEach(() => database.close());

type Signed = Session & { readonly identity: SessionIdentity };
const of = (session: Session): Signed => ({ ...session, identity: { account: session.me.account, device: session.me.device } });
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const guest = async (): Promise<Signed> => of(must(await accounts.createGuest({ deviceName: 'laptop' })));
const member = async (name: string): Promise<Signed> =>
  of(must(await accounts.becomeMember((await guest()).identity, { name, password: PASSWORD })));
const signIn = (name: string, password: string) => accounts.signIn({ name, password, deviceName: 'phone' });
const codeOf = async ({ identity }: Signed): Promise<string> => must(await keys.makeRecoveryCode(identity, { password: PASSWORD })).code;
const recover = (name: string, code: string, password = OTHER_PASSWORD) => keys.recover({ name, code, password, deviceName: 'phone' });

describe('E3: another password', () => {
  it('ends every other session, gives this device a new token, and is the one that signs in from then on', async () => {
    const made = await member('Rowan');
    const elsewhere = must(await signIn('Rowan', PASSWORD));
    events.length = 0;
    const next = must(await keys.changePassword(made.identity, { current: PASSWORD, next: OTHER_PASSWORD }));
    expect(events).toEqual(['renewed', 'closed']);
    expect(next.token).not.toBe(made.token);
    expect(await sessions.authenticate(made.token)).toBeNull();
    expect(await sessions.authenticate(elsewhere.token)).toBeNull();
    expect(await sessions.authenticate(next.token)).toEqual(made.identity);
    expect(await signIn('Rowan', PASSWORD)).toMatchObject({ ok: false, error: { code: 'wrong-name-or-password' } });
    expect((await signIn('Rowan', OTHER_PASSWORD)).ok).toBe(true);
  });

  it('asks for the old one, and changes nothing without it', async () => {
    const made = await member('Rowan');
    const wrong = await keys.changePassword(made.identity, { current: 'not the right one at all', next: OTHER_PASSWORD });
    expect(wrong).toEqual({ ok: false, error: { code: 'wrong-password' } });
    expect(await sessions.authenticate(made.token)).toEqual(made.identity);
    expect((await signIn('Rowan', PASSWORD)).ok).toBe(true);
  });

  it('E4: is held to the same rules, and ends a code that somebody may have made by the old one', async () => {
    const made = await member('Rowan');
    const code = await codeOf(made);
    for (const [next, error] of [['kettle', 'password-too-short'], ['RowanRowanRowanRowan', 'password-too-common']] as const) {
      expect(await keys.changePassword(made.identity, { current: PASSWORD, next })).toMatchObject({ ok: false, error: { code: error } });
    }
    must(await keys.changePassword(made.identity, { current: PASSWORD, next: OTHER_PASSWORD }));
    expect(await recover('Rowan', code, PASSWORD)).toMatchObject({ ok: false, error: { code: 'wrong-name-or-code' } });
  });

  it('two at once: one wins, and its password is the one that is left', async () => {
    const made = await member('Rowan');
    const both = await Promise.all([
      keys.changePassword(made.identity, { current: PASSWORD, next: OTHER_PASSWORD }),
      keys.changePassword(made.identity, { current: PASSWORD, next: 'seven quiet herons in the reeds' }),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect((await signIn('Rowan', OTHER_PASSWORD)).ok).toBe(true);
  });

  it('P61: guests have none', async () => {
    const made = await guest();
    expect(await keys.changePassword(made.identity, { current: '', next: OTHER_PASSWORD })).toMatchObject({
      ok: false, error: { code: 'denied', rule: 'P61-needs-password' },
    });
  });
});

describe('E6: a recovery code', () => {
  it('is shown once and stored hashed', async () => {
    const made = await member('Rowan');
    expect(must(await keys.readRecovery(made.identity))).toEqual({ madeAtMs: null });
    const code = await codeOf(made);
    expect(must(await keys.readRecovery(made.identity))).toEqual({ madeAtMs: fake.clock.nowMs() });
    const rows = JSON.stringify(await database.db.selectFrom('recovery_codes').selectAll().execute());
    for (const part of [code, code.replaceAll('-', ''), ...code.split('-')]) expect(rows).not.toContain(part);
  });

  it('brings somebody back under a new password, ends every session, and is used up', async () => {
    const made = await member('Rowan');
    const code = await codeOf(made);
    events.length = 0;
    const back = must(await recover(' @rowan ', code.toLowerCase().replaceAll('-', ' ')));
    expect(back.me.account).toBe(made.me.account);
    expect(events).toEqual(['closed', 'signed-in']);
    expect(await sessions.authenticate(made.token)).toBeNull();
    expect((await sessions.authenticate(back.token))?.account).toBe(made.me.account);
    expect((await signIn('Rowan', PASSWORD)).ok).toBe(false);
    expect((await signIn('Rowan', OTHER_PASSWORD)).ok).toBe(true);
    expect(await recover('Rowan', code)).toEqual({ ok: false, error: { code: 'wrong-name-or-code' } });
  });

  it('single use, also twice at the same time', async () => {
    const code = await codeOf(await member('Rowan'));
    const both = await Promise.all([recover('Rowan', code), recover('Rowan', code, 'seven quiet herons in the reeds')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('a new one ends the one before', async () => {
    const made = await member('Rowan');
    const [old, fresh] = [await codeOf(made), await codeOf(made)];
    expect((await recover('Rowan', old)).ok).toBe(false);
    expect((await recover('Rowan', fresh)).ok).toBe(true);
  });

  it('E2: a wrong name, a wrong code, none at all, and another\'s code are the same answer', async () => {
    const code = await codeOf(await member('Rowan'));
    await member('Hazel');
    const tries = [['Nobody1', code], ['Hazel', code], ['Rowan', code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))], ['Rowan', ''], ['Rowan', 'x']] as const;
    for (const [name, typed] of tries) {
      expect(await recover(name, typed)).toEqual({ ok: false, error: { code: 'wrong-name-or-code' } });
    }
    expect((await recover('Rowan', code)).ok).toBe(true);
  });

  it('E4: a weak new password does not use it up', async () => {
    const code = await codeOf(await member('Rowan'));
    expect(await recover('Rowan', code, 'kettle')).toMatchObject({ ok: false, error: { code: 'password-too-short' } });
    expect((await recover('Rowan', code)).ok).toBe(true);
  });

  it('is not made without the password', async () => {
    const made = await member('Rowan');
    expect(await keys.makeRecoveryCode(made.identity, { password: OTHER_PASSWORD })).toEqual({ ok: false, error: { code: 'wrong-password' } });
    expect(must(await keys.readRecovery(made.identity))).toEqual({ madeAtMs: null });
  });
});

describe('names (F012, F027, F092)', () => {
  it('a member changes theirs, and whoever sees it is told', async () => {
    const made = await member('Rowan');
    events.length = 0;
    expect(must(await keys.changeName(made.identity, { name: '@Willow', password: PASSWORD })).name).toBe('Willow');
    expect(events).toEqual(['changed']);
    expect((await signIn('Willow', PASSWORD)).ok).toBe(true);
  });

  it('F012: a name that was given up is nobody else\'s for a while, nor one that looks like it; its account takes it back', async () => {
    const made = await member('Rowan');
    must(await keys.changeName(made.identity, { name: 'Willow', password: PASSWORD }));
    const other = await member('Hazel');
    for (const name of ['Rowan', 'rowan', 'R0wan']) {
      expect(await keys.changeName(other.identity, { name, password: PASSWORD })).toEqual({ ok: false, error: { code: 'name-taken' } });
      const newcomer = await guest();
      expect(await accounts.becomeMember(newcomer.identity, { name, password: PASSWORD })).toEqual({ ok: false, error: { code: 'name-taken' } });
    }
    expect(must(await keys.changeName(made.identity, { name: 'Rowan', password: PASSWORD })).name).toBe('Rowan');
    must(await keys.changeName(made.identity, { name: 'Birch', password: PASSWORD }));
    fake.advance(ACCOUNT.nameRestsMs - 1);
    await sweepGivenUpNames(database.db, fake.clock.nowMs());
    expect((await keys.changeName(other.identity, { name: 'Rowan', password: PASSWORD })).ok).toBe(false);
    fake.advance(1);
    await sweepGivenUpNames(database.db, fake.clock.nowMs());
    expect(must(await keys.changeName(other.identity, { name: 'Rowan', password: PASSWORD })).name).toBe('Rowan');
  });

  it('P60: a guest keeps the name that was drawn', async () => {
    const made = await guest();
    expect(await keys.changeName(made.identity, { name: 'Willow', password: PASSWORD })).toMatchObject({ ok: false, error: { rule: 'P60-guests-keep-names' } });
  });

  it.each(['rowan', 'ROWAN', 'R0wan', 'Rovvan', 'Ròwan'])(
    'a name that looks like another\'s is taken: %s',
    async (name) => {
      await member('Rowan');
      const made = await member('Hazel');
      expect(await keys.changeName(made.identity, { name, password: PASSWORD })).toEqual({ ok: false, error: { code: 'name-taken' } });
      const newcomer = await guest();
      const become = accounts.becomeMember(newcomer.identity, { name, password: PASSWORD });
      expect(await become).toEqual({ ok: false, error: { code: 'name-taken' } });
    },
  );

  it('one\'s own name in another case is one\'s own', async () => {
    const made = await member('Rowan');
    expect(must(await keys.changeName(made.identity, { name: 'ROWAN', password: PASSWORD })).name).toBe('ROWAN');
  });

  it('only so often', async () => {
    const made = await member('Rowan');
    for (let n = 0; n < ACCOUNT.nameChange.burst; n += 1) must(await keys.changeName(made.identity, { name: `Rowan${'xyzw'[n]}`, password: PASSWORD }));
    expect(await keys.changeName(made.identity, { name: 'Rowana', password: PASSWORD })).toEqual({ ok: false, error: { code: 'too-fast' } });
    fake.advance(ACCOUNT.nameChange.refillMs);
    expect((await keys.changeName(made.identity, { name: 'Rowana', password: PASSWORD })).ok).toBe(true);
  });
});

it('signs out every other device, and this one stays', async () => {
  const made = await member('Rowan');
  const others = [must(await signIn('Rowan', PASSWORD)), must(await signIn('Rowan', PASSWORD))];
  expect(must(await keys.signOutOthers(made.identity, { password: PASSWORD }))).toEqual({ ended: 2 });
  for (const { token } of others) expect(await sessions.authenticate(token)).toBeNull();
  expect(await sessions.authenticate(made.token)).toEqual(made.identity);
});
