import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AdminContext } from '../admin/context.ts';
import { setGrant } from '../admin/grants.ts';
import { currentVersions } from './accounts.ts';
import { FrontDesk, PASSWORD } from './testing/front-desk.ts';

let desk: FrontDesk;

beforeEach(async () => {
  desk = await FrontDesk.open();
});
afterEach(() => desk.close());

describe('guests', () => {
  it('F013, F014: are somebody at once, under a name nobody has', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => desk.guest()));
    const names = made.map((one) => one.me.name);
    expect(new Set(names).size).toBe(50);
    for (const name of names) expect(name).toMatch(/^[a-z]+[A-Z][a-z]+\d{4}$/);
    expect(made[0]?.me).toMatchObject({ type: 'guest', consent: 'missing', ageGroup: null, banned: false });
  });

  it('F109: `me` tells what an operator has opened, a guest keeps it on becoming a member, and it goes with the account', async () => {
    const made = await desk.guest();
    expect(made.me.entitlements).toEqual([]);
    const context = { ports: { clock: { nowMs: () => 1 } }, say: () => undefined } as unknown as AdminContext;
    await setGrant(context, desk.database.db, { do: 'grant', name: made.me.name, entitlement: 'premium-paths', untilMs: null, reason: 'asked for it' });
    expect(await desk.accounts.me(made.identity)).toMatchObject({ ok: true, value: { entitlements: ['premium-paths'] } });
    const became = await desk.accounts.becomeMember(made.identity, { name: 'Linden', password: PASSWORD });
    expect(became).toMatchObject({ ok: true, value: { me: { type: 'member', entitlements: ['premium-paths'] } } });
    const other = await desk.guest();
    await setGrant(context, desk.database.db, { do: 'grant', name: other.me.name, entitlement: 'premium-paths', untilMs: null, reason: 'asked for it' });
    await desk.accounts.forgetMe(other.identity);
    expect(await desk.database.db.selectFrom('grants').select('account').execute()).toEqual([{ account: made.me.account }]);
  });

  it('F016: are forgotten whole: sessions, name and answers', async () => {
    const made = await desk.guest();
    const [ageGroup, parentalConsent, versions] = ['adult' as const, false, currentVersions()];
    await desk.accounts.giveConsent(made.identity, { ageGroup, parentalConsent, certified: true, versions });
    desk.events.length = 0;
    expect(await desk.accounts.forgetMe(made.identity)).toEqual({ ok: true, value: null });
    expect(desk.events).toEqual(['forgotten', 'device-closed', 'erased']);
    expect(await desk.sessions.authenticate(made.token)).toBeNull();
    expect(await desk.accounts.actor(made.me.account)).toBeNull();
    expect(await desk.accounts.me(made.identity)).toEqual({ ok: false, error: { code: 'signed-out' } });
    const rows = JSON.stringify(await desk.database.db.selectFrom('accounts').selectAll().execute());
    expect(rows).not.toContain(made.me.name);
    expect(rows.toLowerCase()).not.toContain(made.me.name.toLowerCase());
    expect(rows).not.toContain('adult');
  });

  it('F016, P16: a member is not forgotten by this door', async () => {
    const made = await desk.member('Rowan');
    expect(await desk.accounts.forgetMe(made.identity)).toEqual({
      ok: false,
      error: { code: 'denied', rule: 'P16-guests-only' },
    });
    expect(await desk.sessions.authenticate(made.token)).not.toBeNull();
  });
});
