import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import type { DeviceId } from '#shared/ids.ts';
import { SESSION } from '#shared/limits.ts';
import type { AdminContext } from '../admin/context.ts';
import { setGrant } from '../admin/grants.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { createAccounts, currentVersions, type Accounts } from './accounts.ts';
import { createPasswordHasher, parseHash, type PasswordHasher } from './password-hash.ts';
import { createSessions, type Sessions } from './sessions.ts';

const PASSWORD = 'tall pines beside a slow river';
const CHEAP = { memoryKib: 8, passes: 1, lanes: 1 };

let database: Database;
let fake: FakePorts;
let sessions: Sessions;
let hasher: PasswordHasher;
let accounts: Accounts;
let events: string[];
let hashes: number;
let hashesMade: number;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  events = [];
  hashes = 0;
  hashesMade = 0;
  const real = createPasswordHasher(fake.random, CHEAP);
  hasher = {
    hash: (password) => {
      hashesMade += 1;
      return real.hash(password);
    },
    check: (password, stored) => {
      hashes += 1;
      return real.check(password, stored);
    },
  };
  build();
});

const build = (): void => {
  const ports = { db: database.db, clock: fake.clock, random: fake.random };
  sessions = createSessions(ports);
  const note = async (what: string): Promise<void> => void events.push(what);
  accounts = createAccounts({
    ...ports,
    sessions,
    hasher,
    events: {
      changed: () => note('changed'),
      deviceClosed: (_, why) => note(why === 'renewed' ? 'device-renewed' : 'device-closed'),
      signedIn: () => note('signed-in'),
      forgotten: () => note('forgotten'),
      erased: () => note('erased'),
    },
  });
};

afterEach(() => database.close());

const guest = async (): Promise<Session & { identity: { account: Session['me']['account']; device: DeviceId } }> => {
  const made = await accounts.createGuest({ deviceName: 'laptop' });
  if (!made.ok) throw new Error(made.error.code);
  return { ...made.value, identity: { account: made.value.me.account, device: made.value.me.device } };
};

const member = async (name: string) => {
  const made = await guest();
  const result = await accounts.becomeMember(made.identity, { name, password: PASSWORD });
  if (!result.ok) throw new Error(result.error.code);
  return { ...made, ...result.value };
};

describe('guests', () => {
  it('F013, F014: are somebody at once, under a name nobody has', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, guest));
    const names = made.map((one) => one.me.name);
    expect(new Set(names).size).toBe(50);
    for (const name of names) expect(name).toMatch(/^[a-z]+[A-Z][a-z]+\d{4}$/);
    expect(made[0]?.me).toMatchObject({ type: 'guest', consent: 'missing', ageGroup: null, banned: false });
  });

  it('F109: `me` tells what an operator has opened, a guest keeps it on becoming a member, and it goes with the account', async () => {
    const made = await guest();
    expect(made.me.entitlements).toEqual([]);
    const context = { ports: { clock: { nowMs: () => 1 } }, say: () => undefined } as unknown as AdminContext;
    await setGrant(context, database.db, { do: 'grant', name: made.me.name, entitlement: 'premium-paths', reason: 'asked for it' });
    expect(await accounts.me(made.identity)).toMatchObject({ ok: true, value: { entitlements: ['premium-paths'] } });
    const became = await accounts.becomeMember(made.identity, { name: 'Linden', password: PASSWORD });
    expect(became).toMatchObject({ ok: true, value: { me: { type: 'member', entitlements: ['premium-paths'] } } });
    const other = await guest();
    await setGrant(context, database.db, { do: 'grant', name: other.me.name, entitlement: 'premium-paths', reason: 'asked for it' });
    await accounts.forgetMe(other.identity);
    expect(await database.db.selectFrom('grants').select('account').execute()).toEqual([{ account: made.me.account }]);
  });

  it('F016: are forgotten whole: sessions, name and answers', async () => {
    const made = await guest();
    const [ageGroup, parentalConsent, versions] = ['adult' as const, false, currentVersions()];
    await accounts.giveConsent(made.identity, { ageGroup, parentalConsent, certified: true, versions });
    events.length = 0;
    expect(await accounts.forgetMe(made.identity)).toEqual({ ok: true, value: null });
    expect(events).toEqual(['forgotten', 'device-closed', 'erased']);
    expect(await sessions.authenticate(made.token)).toBeNull();
    expect(await accounts.actor(made.me.account)).toBeNull();
    expect(await accounts.me(made.identity)).toEqual({ ok: false, error: { code: 'signed-out' } });
    const rows = JSON.stringify(await database.db.selectFrom('accounts').selectAll().execute());
    expect(rows).not.toContain(made.me.name);
    expect(rows.toLowerCase()).not.toContain(made.me.name.toLowerCase());
    expect(rows).not.toContain('adult');
  });

  it('F016, P16: a member is not forgotten by this door', async () => {
    const made = await member('Rowan');
    expect(await accounts.forgetMe(made.identity)).toEqual({
      ok: false,
      error: { code: 'denied', rule: 'P16-guests-only' },
    });
    expect(await sessions.authenticate(made.token)).not.toBeNull();
  });
});

describe('becoming a member', () => {
  it('F021: keeps the account, and F027: the name or a new one', async () => {
    const kept = await guest();
    const same = await accounts.becomeMember(kept.identity, { password: PASSWORD });
    expect(same).toMatchObject({ ok: true, value: { me: { account: kept.me.account, name: kept.me.name, type: 'member' } } });
    expect((await member('Rowan')).me.name).toBe('Rowan');
    expect(events).toContain('changed');
  });

  it('E3: ends the guest\'s token and begins a new one on the same device; its sockets go before anybody is told', async () => {
    const made = await guest();
    events.length = 0;
    const renewed = await accounts.becomeMember(made.identity, { name: 'Rowan', password: PASSWORD });
    if (!renewed.ok) throw new Error(renewed.error.code);
    expect(events).toEqual(['device-renewed', 'changed']);
    expect(await sessions.authenticate(made.token)).toBeNull();
    expect(await sessions.authenticate(renewed.value.token)).toEqual(made.identity);
    expect(renewed.value.me.device).toBe(made.me.device);
    expect(await sessions.list(made.identity)).toHaveLength(1);
  });

  it('E3: a refused one leaves the token as it was', async () => {
    const made = await guest();
    expect((await accounts.becomeMember(made.identity, { password: 'short' })).ok).toBe(false);
    expect(await sessions.authenticate(made.token)).toEqual(made.identity);
  });

  it('F012: a name is taken in whatever case, and by nobody but its owner', async () => {
    await member('Rowan');
    const other = await guest();
    for (const name of ['Rowan', 'rowan', 'ROWAN', '@rowan', 'Ｒowan']) {
      expect(await accounts.becomeMember(other.identity, { name, password: PASSWORD })).toEqual({
        ok: false,
        error: { code: 'name-taken' },
      });
    }
  });

  it('F012: of two who want one name at the same moment, one gets it', async () => {
    const [a, b] = [await guest(), await guest()];
    const results = await Promise.all(
      [a, b].map((one) => accounts.becomeMember(one.identity, { name: 'Rowan', password: PASSWORD })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error.code === 'name-taken')).toHaveLength(1);
  });

  it.each([
    ['Al', 'name-too-short'],
    ['x'.repeat(25), 'name-too-long'],
    ['a b c d', 'name-characters'],
    ['Samovar', 'name-reserved'],
  ])('F004: the name %s is refused as %s', async (name, code) => {
    const made = await guest();
    expect(await accounts.becomeMember(made.identity, { name, password: PASSWORD })).toEqual({
      ok: false,
      error: { code },
    });
  });

  it('P16: happens once, also on two devices at the same moment', async () => {
    const made = await guest();
    const twice = await Promise.all(
      ['Rowan', 'Hazel'].map((name) => accounts.becomeMember(made.identity, { name, password: PASSWORD })),
    );
    expect(twice.filter((result) => result.ok)).toHaveLength(1);
    expect(await accounts.becomeMember(made.identity, { password: PASSWORD })).toEqual({
      ok: false,
      error: { code: 'denied', rule: 'P16-guests-only' },
    });
  });
});

describe('what becoming a member costs (C1): everybody who signs in waits for a hash', () => {
  it('a name that is taken costs none', async () => {
    const [made] = [await guest(), await member('Rowan')];
    hashesMade = 0;
    for (const name of ['Rowan', 'rowan', '@ROWAN']) {
      expect((await accounts.becomeMember(made.identity, { name, password: PASSWORD })).ok).toBe(false);
    }
    expect(hashesMade).toBe(0);
  });

  it('many at once of one account cost one, those of others do not wait for them, and a fault stops nobody', async () => {
    const [one, other] = [await guest(), await guest()];
    const become = (who: typeof one, name: string) => accounts.becomeMember(who.identity, { name, password: PASSWORD });
    const names = ['Hazel', 'Linden', 'Juniper', 'Alder'];
    const results = await Promise.all([...names.map((name) => become(one, name)), become(other, 'Cedar')]);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, false, true]);
    expect(hashesMade).toBe(2);

    const third = await guest();
    const { hash } = hasher;
    hasher.hash = () => Promise.reject(new Error('no memory'));
    const failing = become(third, 'Maple');
    const after = become(third, 'Birch');
    await expect(failing).rejects.toThrow('no memory');
    await expect(after).rejects.toThrow('no memory');
    hasher.hash = hash;
    expect((await become(third, 'Maple')).ok).toBe(true);
  });
});

describe('signing in', () => {
  it('F022: brings the same account to a second device', async () => {
    const made = await member('Rowan');
    const second = await accounts.signIn({ name: '@ROWAN', password: PASSWORD, deviceName: 'phone' });
    expect(second).toMatchObject({ ok: true, value: { me: { account: made.me.account } } });
    expect(events).toContain('signed-in');
    const devices = await sessions.list(made.identity);
    expect(devices.map((device) => [device.name, device.current]).toSorted()).toEqual([
      ['laptop', true],
      ['phone', false],
    ]);
  });

  it('E2: a wrong name, a wrong password and a guest\'s name answer alike, for one hash each', async () => {
    await member('Rowan');
    const someGuest = await guest();
    for (const name of ['Rowan', 'Nobody', someGuest.me.name, '', '@']) {
      hashes = 0;
      const answer = await accounts.signIn({ name, password: 'not the password', deviceName: 'phone' });
      expect(answer).toEqual({ ok: false, error: { code: 'wrong-name-or-password' } });
      expect(hashes).toBe(1);
    }
  });

  it('E4: one password typed in two Unicode forms is one password', async () => {
    const made = await guest();
    await accounts.becomeMember(made.identity, { name: 'Rowan', password: 'café by the harbour wall' });
    const decomposed = { name: 'Rowan', password: 'café by the harbour wall', deviceName: 'phone' };
    expect(await accounts.signIn(decomposed)).toMatchObject({ ok: true });
  });

  it('E1: a hash made at another cost is made anew, and the password goes on working', async () => {
    const made = await member('Rowan');
    hasher = createPasswordHasher(fake.random, { memoryKib: 16, passes: 2, lanes: 1 });
    build();
    const signIn = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    expect(await accounts.signIn(signIn)).toMatchObject({ ok: true });
    const row = await database.db.selectFrom('accounts').selectAll().executeTakeFirstOrThrow();
    expect(parseHash(row.password_hash ?? '')).toMatchObject({ memoryKib: 16, passes: 2 });
    expect(await accounts.signIn(signIn)).toMatchObject({ ok: true });
    expect(row.id).toBe(made.me.account);
  });

  it('an account holds a bounded number of devices, and ended ones do not count', async () => {
    await member('Rowan');
    const signIn = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    for (let n = 1; n < SESSION.maxDevicesPerAccount; n += 1) expect((await accounts.signIn(signIn)).ok).toBe(true);
    expect(await accounts.signIn(signIn)).toEqual({ ok: false, error: { code: 'too-many-devices' } });
    fake.advance(SESSION.idleMs);
    expect((await accounts.signIn(signIn)).ok).toBe(true);
  });

  it('a device of one\'s own can be signed out, one of another\'s cannot be found', async () => {
    const [mine, theirs] = [await guest(), await guest()];
    const missing = await accounts.revokeDevice(mine.me.account, theirs.me.device);
    expect(missing).toEqual({ ok: false, error: { code: 'not-found' } });
    expect(await sessions.authenticate(theirs.token)).not.toBeNull();
    expect(await accounts.revokeDevice(mine.me.account, mine.me.device)).toEqual({ ok: true, value: null });
    expect(events).toEqual(['device-closed']);
    expect(await sessions.authenticate(mine.token)).toBeNull();
  });
});
