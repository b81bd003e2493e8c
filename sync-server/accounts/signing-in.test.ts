import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SESSION } from '#shared/limits.ts';
import { createSessions } from './sessions.ts';
import { parseHash } from './password-hash.ts';
import { FrontDesk, PASSWORD } from './testing/front-desk.ts';

let desk: FrontDesk;

beforeEach(async () => {
  desk = await FrontDesk.open();
});
afterEach(() => desk.close());

describe('signing in', () => {
  it('F022: brings the same account to a second device', async () => {
    const made = await desk.member('Rowan');
    const second = await desk.accounts.signIn({ name: '@ROWAN', password: PASSWORD, deviceName: 'phone' });
    expect(second).toMatchObject({ ok: true, value: { me: { account: made.me.account } } });
    expect(desk.events).toContain('signed-in');
    const devices = await desk.sessions.list(made.identity);
    expect(devices.map((device) => [device.name, device.current]).toSorted()).toEqual([
      ['laptop', true],
      ['phone', false],
    ]);
  });

  it('E2: a wrong name, a wrong password and a guest\'s name answer alike, for one hash each', async () => {
    await desk.member('Rowan');
    const someGuest = await desk.guest();
    for (const name of ['Rowan', 'Nobody', someGuest.me.name, '', '@']) {
      desk.hashesChecked = 0;
      const answer = await desk.accounts.signIn({ name, password: 'not the password', deviceName: 'phone' });
      expect(answer).toEqual({ ok: false, error: { code: 'wrong-name-or-password' } });
      expect(desk.hashesChecked).toBe(1);
    }
  });

  it('E4: one password typed in two Unicode forms is one password', async () => {
    const made = await desk.guest();
    await desk.accounts.becomeMember(made.identity, { name: 'Rowan', password: 'café by the harbour wall' });
    const decomposed = { name: 'Rowan', password: 'café by the harbour wall', deviceName: 'phone' };
    expect(await desk.accounts.signIn(decomposed)).toMatchObject({ ok: true });
  });

  it('E1: a hash made at another cost is made anew, and the password goes on working', async () => {
    const made = await desk.member('Rowan');
    desk.hashAt({ memoryKib: 16, passes: 2, lanes: 1 });
    const signIn = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    expect(await desk.accounts.signIn(signIn)).toMatchObject({ ok: true });
    const row = await desk.database.db.selectFrom('accounts').selectAll().executeTakeFirstOrThrow();
    expect(parseHash(row.password_hash ?? '')).toMatchObject({ memoryKib: 16, passes: 2 });
    expect(await desk.accounts.signIn(signIn)).toMatchObject({ ok: true });
    expect(row.id).toBe(made.me.account);
  });

  it('an account holds a bounded number of devices, and ended ones do not count', async () => {
    await desk.member('Rowan');
    const signIn = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    for (let n = 1; n < SESSION.maxDevicesPerAccount; n += 1) expect((await desk.accounts.signIn(signIn)).ok).toBe(true);
    expect(await desk.accounts.signIn(signIn)).toEqual({ ok: false, error: { code: 'too-many-devices' } });
    desk.fake.advance(SESSION.idleMs);
    expect((await desk.accounts.signIn(signIn)).ok).toBe(true);
  });

  it('... and no more when all of them come at the same moment', async () => {
    const { me } = await desk.member('Rowan');
    const sessions = createSessions({ db: desk.database.db, clock: desk.fake.clock, random: desk.fake.random });
    const opened = await Promise.all(Array.from({ length: SESSION.maxDevicesPerAccount + 5 }, () => sessions.open(me.account, 'phone')));
    expect(opened.filter(({ ok }) => ok)).toHaveLength(SESSION.maxDevicesPerAccount - 1);
  });

  it('this device is signed out without a question, and no other', async () => {
    const [mine, theirs] = [await desk.guest(), await desk.guest()];
    const { account, device } = mine.me;
    expect(await desk.accounts.signOut({ account, device })).toEqual({ ok: true, value: null });
    expect(desk.events).toEqual(['device-closed']);
    expect(await desk.sessions.authenticate(mine.token)).toBeNull();
    expect(await desk.sessions.authenticate(theirs.token)).not.toBeNull();
  });
});
