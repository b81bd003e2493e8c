import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FrontDesk, PASSWORD } from './testing/front-desk.ts';

let desk: FrontDesk;

beforeEach(async () => {
  desk = await FrontDesk.open();
});
afterEach(() => desk.close());

describe('becoming a member', () => {
  it('F021: keeps the account, and F027: the name or a new one', async () => {
    const kept = await desk.guest();
    const same = await desk.accounts.becomeMember(kept.identity, { password: PASSWORD });
    expect(same).toMatchObject({ ok: true, value: { me: { account: kept.me.account, name: kept.me.name, type: 'member' } } });
    expect((await desk.member('Rowan')).me.name).toBe('Rowan');
    expect(desk.events).toContain('changed');
  });

  it('E3: ends the guest\'s token and begins a new one on the same device; its sockets go before anybody is told', async () => {
    const made = await desk.guest();
    desk.events.length = 0;
    const renewed = await desk.accounts.becomeMember(made.identity, { name: 'Rowan', password: PASSWORD });
    if (!renewed.ok) throw new Error(renewed.error.code);
    expect(desk.events).toEqual(['device-renewed', 'changed']);
    expect(await desk.sessions.authenticate(made.token)).toBeNull();
    expect(await desk.sessions.authenticate(renewed.value.token)).toEqual(made.identity);
    expect(renewed.value.me.device).toBe(made.me.device);
    expect(await desk.sessions.list(made.identity)).toHaveLength(1);
  });

  it('E3: a refused one leaves the token as it was', async () => {
    const made = await desk.guest();
    expect((await desk.accounts.becomeMember(made.identity, { password: 'short' })).ok).toBe(false);
    expect(await desk.sessions.authenticate(made.token)).toEqual(made.identity);
  });

  it('F012: a name is taken in whatever case, and by nobody but its owner', async () => {
    await desk.member('Rowan');
    const other = await desk.guest();
    for (const name of ['Rowan', 'rowan', 'ROWAN', '@rowan', 'Ｒowan']) {
      expect(await desk.accounts.becomeMember(other.identity, { name, password: PASSWORD })).toEqual({
        ok: false,
        error: { code: 'name-taken' },
      });
    }
  });

  it('F012: the guest\'s name rests with its person when another one is chosen, and may be taken back by them alone', async () => {
    const { me } = await desk.member('Rowan');
    const guestName = (await desk.database.db.selectFrom('names_given_up').selectAll().execute())[0];
    expect(guestName).toMatchObject({ account: me.account });
    const other = await desk.guest();
    expect(await desk.accounts.becomeMember(other.identity, { name: guestName!.name_folded, password: PASSWORD })).toEqual({
      ok: false,
      error: { code: 'name-taken' },
    });
  });

  it('F077: a number or a name on another service is no name', async () => {
    const made = await desk.guest();
    for (const name of ['call5551234567', 'instaPearBlue77']) {
      expect(await desk.accounts.becomeMember(made.identity, { name, password: PASSWORD })).toEqual({ ok: false, error: { code: 'name-contact' } });
    }
  });

  it('F012: of two who want one name at the same moment, one gets it', async () => {
    const [a, b] = [await desk.guest(), await desk.guest()];
    const results = await Promise.all(
      [a, b].map((one) => desk.accounts.becomeMember(one.identity, { name: 'Rowan', password: PASSWORD })),
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
    const made = await desk.guest();
    expect(await desk.accounts.becomeMember(made.identity, { name, password: PASSWORD })).toEqual({
      ok: false,
      error: { code },
    });
  });

  it('P16: happens once, also on two devices at the same moment', async () => {
    const made = await desk.guest();
    const twice = await Promise.all(
      ['Rowan', 'Hazel'].map((name) => desk.accounts.becomeMember(made.identity, { name, password: PASSWORD })),
    );
    expect(twice.filter((result) => result.ok)).toHaveLength(1);
    expect(await desk.accounts.becomeMember(made.identity, { password: PASSWORD })).toEqual({
      ok: false,
      error: { code: 'denied', rule: 'P16-guests-only' },
    });
  });
});

describe('what becoming a member costs (C1): everybody who signs in waits for a hash', () => {
  it('a name that is taken costs none', async () => {
    const [made] = [await desk.guest(), await desk.member('Rowan')];
    desk.hashesMade = 0;
    for (const name of ['Rowan', 'rowan', '@ROWAN']) {
      expect((await desk.accounts.becomeMember(made.identity, { name, password: PASSWORD })).ok).toBe(false);
    }
    expect(desk.hashesMade).toBe(0);
  });

  it('many at once of one account cost one, those of others do not wait for them, and a fault stops nobody', async () => {
    const [one, other] = [await desk.guest(), await desk.guest()];
    const become = (who: typeof one, name: string) => desk.accounts.becomeMember(who.identity, { name, password: PASSWORD });
    const names = ['Hazel', 'Linden', 'Juniper', 'Alder'];
    const results = await Promise.all([...names.map((name) => become(one, name)), become(other, 'Cedar')]);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, false, true]);
    expect(desk.hashesMade).toBe(2);

    const third = await desk.guest();
    const { hash } = desk.hasher;
    desk.hasher.hash = () => Promise.reject(new Error('no memory'));
    const failing = become(third, 'Maple');
    const after = become(third, 'Birch');
    await expect(failing).rejects.toThrow('no memory');
    await expect(after).rejects.toThrow('no memory');
    desk.hasher.hash = hash;
    expect((await become(third, 'Maple')).ok).toBe(true);
  });
});
