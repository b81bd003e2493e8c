import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { KEEPING } from '#shared/limits.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import type { ApplicationView, OwnRestriction } from '#shared/people/keeping.ts';
import { FIRST_ROLES } from '#shared/people/roles.ts';
import { currentVersions } from '../accounts/accounts.ts';
import type { TestServer } from '../http/testing.ts';
import { saveRole } from './role-store.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
});
afterEach(() => server.close());
const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();

describe('F085: who asks to be cleared for teens', () => {
  it('asks, is read, and is cleared by somebody else; or declined, and may ask again', async () => {
    const admin = await member('Abelia', 'admin');
    const listener = await member('Hazel');
    await server.database.db
      .updateTable('accounts')
      .set({ type: 'listener', age_group: 'adult', consent_versions: JSON.stringify(currentVersions()), listener_version: LISTENER_AGREEMENT.version })
      .where('id', '=', listener.me.account)
      .execute();
    const settle = (grant: boolean) => as(admin, 'settleApplication', { name: 'Hazel', grant, reason: 'the check is here' });
    expect(codeOf(await settle(true))).toBe('not-found');
    expect(codeOf(await as(listener, 'applyForClearance', { text: 'My check of May.' }))).toBe('done');
    expect(codeOf(await as(listener, 'applyForClearance', { text: 'Again.' }))).toBe('denied P47-one-application');
    expect((await as(admin, 'readApplications')).json).toMatchObject({ applications: [{ name: 'Hazel', text: 'My check of May.' }] });
    await settle(false);
    expect((await as(listener, 'readOwnClearance')).json).toMatchObject({ cleared: false, application: { state: 'declined' } });
    expect(codeOf(await as(listener, 'applyForClearance', { text: 'A newer one.' }))).toBe('denied P66-after-a-no');
    const longAgo = server.fake.clock.nowMs() - KEEPING.askAgainMs;
    await server.database.db.updateTable('clearance_applications').set({ answered_at_ms: longAgo }).execute();
    await as(listener, 'applyForClearance', { text: 'A newer one.' });
    expect((await as(admin, 'readApplications')).json).toMatchObject({ applications: [{ earlier: { times: 1, answer: 'the check is here' } }] });
    await settle(true);
    expect((await as(listener, 'readOwnClearance')).json).toMatchObject({ cleared: true, application: { state: 'granted' } });
    expect(((await as(listener, 'me')).json as Session['me']).clearedForTeens).toBe(true);
    expect((await as(admin, 'readApplications')).json).toEqual({ applications: [], more: false });
  });
});

describe('F085: an application is granted to an adult listener alone, as they are then', () => {
  it.each([
    ['a teen', { age_group: 'teen' }],
    ['no listener any more', { type: 'member' }],
    ['banned', { banned: 1 }],
    ['held', { held: 1 }],
  ])('not to somebody who meanwhile is %s; declined it is all the same', async (_, since) => {
    const [admin, hazel] = [await member('Abelia', 'admin'), await member('Hazel')];
    await set('Hazel', { type: 'listener', age_group: 'adult' });
    const asked = { account: hazel.me.account, text: 'My check.', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null } as const;
    await server.database.db.insertInto('clearance_applications').values(asked).execute();
    await set('Hazel', since);
    const settle = async (grant: boolean) => codeOf(await as(admin, 'settleApplication', { name: 'Hazel', grant, reason }));
    // The list says the same beforehand (DESIGN promise 4); of those who are banned it says nothing.
    const told = ((await as(admin, 'readApplications')).json as { applications: ApplicationView[] }).applications.map(({ mayGrant, mayDecline }) => [mayGrant, mayDecline]);
    expect(told).toMatchObject('banned' in since ? [] : [[{ rule: 'P46-adult-listeners' }, { allowed: true }]]);
    expect(await settle(true)).toBe('denied P46-adult-listeners');
    expect(((await as(hazel, 'me')).json as Session['me']).clearedForTeens).toBe(false);
    expect(await settle(false)).toBe('done');
  });
});

describe('F206: appointing is no way to more than one has', () => {
  it('P44: nobody gives a role with a power that they do not hold; P42: nor takes one from somebody above', async () => {
    const lead = await member('Larkspur', 'mentor-leader');
    await member('Abelia', 'admin', 'supporter');
    await member('Rowan');
    const auditor = { ...FIRST_ROLES[0]!, id: 'auditor', rank: 2, capabilities: ['audit.read' as const] };
    await server.database.db.transaction().execute((trx) => saveRole(trx, { by: null, reason, nowMs: 1 }, auditor));
    const did = async (how: 'giveRole' | 'takeRole', role: string, name: string) => codeOf(await as(lead, how, { role, name, reason }));
    expect(await did('giveRole', 'auditor', 'Rowan')).toBe('denied P44-own-capabilities');
    expect(await did('giveRole', 'moderator', 'Rowan')).toBe('done');
    expect(await did('takeRole', 'moderator', 'Rowan')).toBe('done');
    expect(await did('takeRole', 'supporter', 'Abelia')).toBe('denied P42-from-above');
  });
});

it('P45: one text at a time; after the answer there is room for another', async () => {
  const [moderator, willow] = [await member('Marigold', 'moderator'), await member('Willow')];
  await as(moderator, 'banPerson', { name: 'Willow', reason });
  const say = async (text: string) => codeOf(await as(willow, 'writeAppeal', { text }));
  expect([await say('It was not me.'), await say('Really.')]).toEqual(['done', 'denied P45-one-appeal']);
  await as(moderator, 'answerAppeal', { name: 'Willow', answer: 'We looked again.' });
  expect([await say('Look at this too.'), await say('And at this.')]).toEqual(['done', 'denied P45-one-appeal']);
  expect(((await as(willow, 'readOwnRestriction')).json as OwnRestriction).appeal).toMatchObject({ text: 'Look at this too.', answer: null });
});
