import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { KEEPING } from '#shared/limits.ts';
import { makeListener } from '../admin/people.ts';
import { insertAccount, newAccount } from '../accounts/account-store.ts';
import type { TestServer } from '../http/testing.ts';
import { markDevice } from './device-marks.ts';
import { insertWithDevice, sweepHouse } from './new-account.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

const PASSWORD = 'tall pines beside a slow river';
const ANOTHER = 'four unhurried copper forks';
const keyNo = (number: number): string => `${number}`.padStart(20, '0');
const LAPTOP = keyNo(1);

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
});
afterEach(() => server.close());

const begin = async (deviceKey: string): Promise<Session['me']> =>
  ((await server.call('createGuest', { body: { deviceName: 'laptop', deviceKey } })).json as Session).me;
const signIn = async (name: string, deviceKey: string, address = '10.0.0.1'): Promise<Session> =>
  (await server.call('signIn', { body: { name, password: PASSWORD, deviceName: 'laptop', deviceKey }, address })).json as Session;
const ban = async (name: string): Promise<void> => {
  const moderator = await member('Marigold', 'moderator');
  expect(codeOf(await as(moderator, 'banPerson', { name, reason }))).toBe('done');
};
const marks = () => server.database.db.selectFrom('device_marks').selectAll().orderBy('at_ms').execute();
const desk = () => ({
  dataFolder: '', cwd: '', ports: { clock: server.fake.clock, random: server.fake.random }, say: () => undefined, readInput: async () => '',
});

describe('F104, G7: the devices that somebody used', () => {
  it('a listener made at the console signs in, is banned, and begins anew on the same device: held', async () => {
    const command = { do: 'listener', name: 'Linden', password: PASSWORD, ageGroup: 'adult', clearedForTeens: false, consented: true, reason: null } as const;
    expect(await makeListener(desk(), server.database.db, command)).toMatchObject({ ok: true });
    await signIn('Linden', LAPTOP);
    expect((await begin(LAPTOP)).standing.held).toBe(false); // nobody banned yet
    await ban('Linden');
    expect((await begin(LAPTOP)).standing.held).toBe(true);
    expect((await begin(keyNo(2))).standing.held).toBe(false);
  });

  it('a member who began on another device is known on each they signed in on', async () => {
    await member('Willow');
    await signIn('Willow', keyNo(1));
    await signIn('Willow', keyNo(2));
    await ban('Willow');
    for (const number of [1, 2]) expect((await begin(keyNo(number))).standing.held).toBe(true);
  });

  it('coming back by a recovery code counts as well', async () => {
    const willow = await member('Willow');
    const { code } = (await as(willow, 'makeRecoveryCode', { password: PASSWORD })).json as { code: string };
    const body = { name: 'Willow', code, password: ANOTHER, deviceName: 'laptop', deviceKey: LAPTOP };
    expect((await server.call('recover', { body })).status).toBe(200);
    await ban('Willow');
    expect((await begin(LAPTOP)).standing.held).toBe(true);
  });

  it('who signs in on a device of somebody banned is not held: it is no new identity, and several share a device', async () => {
    await member('Willow');
    await member('Rowan');
    await signIn('Willow', LAPTOP);
    await ban('Willow');
    expect((await signIn('Rowan', LAPTOP)).me.standing.held).toBe(false);
  });

  it('who is held, whom nobody has judged, taints no device by signing in there; the one on which they began stays watched', async () => {
    const { db } = server.database;
    const guest = (await server.call('createGuest', { body: { deviceName: 'laptop', deviceKey: LAPTOP } })).json as Session;
    await server.call('becomeMember', { token: guest.token, body: { name: 'Rowan', password: PASSWORD } });
    await db.updateTable('accounts').set({ held: 1 }).where('name', '=', 'Rowan').execute();
    await signIn('Rowan', keyNo(7));
    await signIn('Rowan', LAPTOP);
    expect((await begin(keyNo(7))).standing.held).toBe(false);
    expect((await begin(LAPTOP)).standing.held).toBe(true);
    await db.updateTable('accounts').set({ banned: 1 }).where('name', '=', 'Rowan').execute();
    expect((await begin(keyNo(7))).standing.held).toBe(true); // judged: every device of theirs
  });

  it('who is banned taints no device that they did not use before', async () => {
    await member('Willow');
    await signIn('Willow', LAPTOP);
    await ban('Willow');
    const before = await marks();
    server.fake.advance(1_000);
    await signIn('Willow', keyNo(7));
    await signIn('Willow', LAPTOP);
    expect(await marks()).toEqual(before);
    expect((await begin(keyNo(7))).standing.held).toBe(false);
    expect((await begin(LAPTOP)).standing.held).toBe(true);
  });

  it('I1: however many are banned, others are served in between, and nobody waits for the store meanwhile', async () => {
    const { db } = server.database;
    const { random, clock } = server.fake;
    const many = Array.from({ length: 600 }, (_, number) => newAccount(random, `Willow${number}`, 'member', 1));
    for (const row of many) await insertAccount(db, row);
    await db.updateTable('accounts').set({ banned: 1 }).execute();
    await db.updateTable('accounts').set({ banned: 0 }).where('id', '=', many.at(-1)!.id).execute();
    await markDevice({ db, clock, random }, many.at(-1)!.id, LAPTOP);
    await db.updateTable('accounts').set({ banned: 1 }).execute();
    let rests = 0;
    const rest = async (): Promise<void> => {
      rests += 1;
      await db.transaction().execute(async () => undefined); // would wait for ever within one
    };
    const row = await insertWithDevice({ db, clock, random, rest }, newAccount(random, 'Rowan', 'guest', 1), LAPTOP);
    expect(row?.held).toBe(1);
    expect((await db.selectFrom('accounts').select('held').where('name', '=', 'Rowan').executeTakeFirst())?.held).toBe(1);
    expect(rests).toBe(2);
    const other = await insertWithDevice({ db, clock, random, rest }, newAccount(random, 'Elm', 'guest', 1), keyNo(7));
    expect(other?.held).toBe(0);
  });

  it('D3: who is banned in the moment in which another account begins on their device is found', async () => {
    const { db } = server.database;
    const { random, clock } = server.fake;
    const willow = newAccount(random, 'Willow', 'member', 1);
    for (const row of [willow, ...Array.from({ length: 300 }, (_, number) => ({ ...newAccount(random, `Elm${number}`, 'member', 1), banned: 1 as const }))]) {
      await insertAccount(db, row);
    }
    await markDevice({ db, clock, random }, willow.id, LAPTOP);
    const rest = async (): Promise<void> => void (await db.updateTable('accounts').set({ banned: 1 }).where('id', '=', willow.id).execute());
    const row = await insertWithDevice({ db, clock, random, rest }, newAccount(random, 'Rowan', 'guest', 1), LAPTOP);
    expect(row?.held).toBe(1);
    expect((await db.selectFrom('accounts').select('held').where('name', '=', 'Rowan').executeTakeFirst())?.held).toBe(1);
    expect(await db.selectFrom('audit').select('act').execute()).toEqual([{ act: 'hold' }]);
  });

  it('a wrong password leaves no mark: nobody puts a device down to somebody else', async () => {
    await member('Willow');
    const body = { name: 'Willow', password: ANOTHER, deviceName: 'laptop', deviceKey: LAPTOP };
    expect((await server.call('signIn', { body })).status).not.toBe(200);
    expect(await marks()).toEqual([]);
  });

  it('F037: two accounts that sign in on one device have nothing in common', async () => {
    await member('Willow');
    await member('Rowan');
    await signIn('Willow', LAPTOP);
    await signIn('Rowan', LAPTOP);
    const kept = (await marks()).map(({ mark }) => mark);
    expect(new Set(kept).size).toBe(2);
    expect(kept.join(' ')).not.toContain(LAPTOP);
  });

  it('one mark for each account and device, known for 180 days from the last time', async () => {
    await member('Willow');
    await signIn('Willow', LAPTOP);
    const [first] = await marks();
    server.fake.advance(1_000);
    await signIn('Willow', LAPTOP);
    const kept = await marks();
    expect(kept).toHaveLength(1);
    expect(kept[0]?.mark).toBe(first?.mark);
    const lastMs = kept[0]?.at_ms ?? 0;
    expect(lastMs).toBeGreaterThan(first?.at_ms ?? 0);
    await sweepHouse(server.database.db, lastMs + KEEPING.deviceMarkKeptMs);
    expect(await marks()).toHaveLength(1);
    await sweepHouse(server.database.db, lastMs + KEEPING.deviceMarkKeptMs + 1);
    expect(await marks()).toEqual([]);
  });

  it(`no more than ${KEEPING.maxDeviceMarks} for an account, whatever it says of its devices: the ones unused for longest go`, async () => {
    const { account } = (await member('Willow')).me;
    for (let number = 1; number <= KEEPING.maxDeviceMarks + 2; number += 1) {
      server.fake.advance(1_000);
      const ports = { db: server.database.db, clock: server.fake.clock, random: server.fake.random };
      await markDevice(ports, account, keyNo(number));
    }
    expect(await marks()).toHaveLength(KEEPING.maxDeviceMarks);
    await ban('Willow');
    const held = [];
    for (const number of [1, 2, 3, KEEPING.maxDeviceMarks + 2]) held.push((await begin(keyNo(number))).standing.held);
    expect(held).toEqual([false, false, true, true]);
  });
});
