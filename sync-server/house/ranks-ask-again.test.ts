import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me, Session } from '#shared/api/schemas.ts';
import { FIRST_ROLES } from '#shared/people/roles.ts';
import type { TestServer } from '../http/testing.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let house: KeptHouse;
let server: TestServer;
beforeEach(async () => {
  house = await openKeptHouse();
  ({ server } = house);
});
afterEach(() => server.close());

const { as } = { as: (...asked: Parameters<KeptHouse['as']>) => house.as(...asked) };
const meOf = async (who: Session): Promise<Me> => (await as(who, 'me')).json as Me;
const GREETER = { ...FIRST_ROLES[0]!, id: 'greeter', capabilities: [], rank: 1 };

describe('E3: where ranks are moved', () => {
  it.each([
    ['giveRole', { role: 'moderator', name: 'Rowan', reason }],
    ['takeRole', { role: 'supporter', name: 'Rowan', reason }],
    ['saveRole', { role: GREETER, reason }],
    ['removeRole', { role: 'supporter', reason }],
  ] as const)('%s asks for the password once more, and counts a wrong one like one at signing in', async (act, body) => {
    const admin = await house.member('Abelia', 'admin');
    const rowan = await house.member('Rowan', 'supporter');
    for (const password of ['', 'not this one', null]) {
      expect(codeOf(await as(admin, act, { ...body, password }))).toBe('wrong-password');
    }
    expect((await meOf(rowan)).standing).toMatchObject({ rank: FIRST_ROLES.find(({ id }) => id === 'supporter')!.rank });
    expect(await server.database.db.selectFrom('sign_in_tries').select('failed').execute()).toEqual([1, 2, 3].map(() => ({ failed: 1 })));
    expect(codeOf(await as(admin, act, body))).toBe('done');
  });

  it('whose rank rises goes on under a new token, once, and other devices sign in again', async () => {
    const admin = await house.member('Abelia', 'admin');
    const rowan = await house.member('Rowan');
    const signIn = { name: 'Rowan', password: 'tall pines beside a slow river', deviceName: 'phone' };
    const phone = (await server.call('signIn', { body: signIn })).json as Session;
    server.fake.advance(60 * 60 * 1_000);
    await as(rowan, 'me'); // seen last
    expect((await meOf(rowan)).renew).toBeUndefined();
    expect((await as(rowan, 'renewSession')).problem.code).toBe('not-found');

    await as(admin, 'giveRole', { role: 'moderator', name: 'Rowan', reason });
    expect((await as(phone, 'me')).problem.code).toBe('signed-out');
    expect(await meOf(rowan)).toMatchObject({ renew: true, standing: { rank: 2 } });
    const next = (await as(rowan, 'renewSession')).json as Session;
    expect(next.me).toMatchObject({ account: rowan.me.account, device: rowan.me.device });
    expect((await meOf(next)).renew).toBeUndefined();
    expect((await as(rowan, 'me')).problem.code).toBe('signed-out');
    // Less than before, or the same, leaves everybody where they are.
    await as(admin, 'takeRole', { role: 'moderator', name: 'Rowan', reason });
    expect((await meOf(next)).renew).toBeUndefined();
  });

  it('a role that is given more powers renews those who hold it', async () => {
    const admin = await house.member('Abelia', 'admin');
    await as(admin, 'saveRole', { role: GREETER, reason });
    const rowan = await house.member('Rowan');
    await as(admin, 'giveRole', { role: 'greeter', name: 'Rowan', reason });
    const next = (await as(rowan, 'renewSession')).json as Session;
    await as(admin, 'saveRole', { role: { ...GREETER, names: { en: 'Host', es: 'Anfitrión' } }, reason });
    expect((await meOf(next)).renew).toBeUndefined();
    await as(admin, 'saveRole', { role: { ...GREETER, capabilities: ['people.ban'] }, reason });
    expect(await meOf(next)).toMatchObject({ renew: true });
  });
});
