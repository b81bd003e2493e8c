import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { KEEPING } from '#shared/limits.ts';
import type { OwnRestriction, RestrictedPerson, RolesView, TeamView } from '#shared/people/keeping.ts';
import { FIRST_ROLES } from '#shared/people/roles.ts';
import type { TestServer } from '../http/testing.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
});
afterEach(() => server.close());
const meOf = async (who: Session) => ((await as(who, 'me')).json as Session['me']).standing;

describe('F206: who holds which role', () => {
  it('an admin appoints a moderator, who has the power at once, and loses it at once (D3)', async () => {
    const [admin, rowan, willow] = [await member('Abelia', 'admin'), await member('Rowan'), await member('Willow')];
    const toBan = { name: 'Willow', reason };
    expect(codeOf(await as(rowan, 'banPerson', toBan))).toBe('denied P41-needs-role');
    expect(codeOf(await as(admin, 'giveRole', { role: 'moderator', name: '@rowan', reason }))).toBe('done');
    expect(await meOf(rowan)).toMatchObject({ rank: 2, capabilities: ['people.ban'] });
    expect(codeOf(await as(rowan, 'banPerson', toBan))).toBe('done');
    expect(((await as(willow, 'me')).json as Session['me']).banned).toBe(true);
    expect(codeOf(await as(admin, 'takeRole', { role: 'moderator', name: 'Rowan', reason }))).toBe('done');
    expect(codeOf(await as(rowan, 'unbanPerson', toBan))).toBe('denied P41-needs-role');
    expect(await meOf(rowan)).toMatchObject({ rank: 0, capabilities: [] });
  });

  it('only from above, never oneself, no guest, and no admin by anybody (over the wire as in the rule book)', async () => {
    const [lead, other, guest] = [await member('Larkspur', 'mentor-leader'), await member('Oleander', 'mentor-leader'), await server.guest()];
    const admin = await member('Abelia', 'admin');
    const give = async (by: Session, role: string, name: string) => codeOf(await as(by, 'giveRole', { role, name, reason }));
    expect(await give(lead, 'mentor', 'Oleander')).toBe('done');
    expect(await give(lead, 'mentor-leader', 'Abelia')).toBe('denied P42-from-above');
    expect(await give(lead, 'mentor', 'Larkspur')).toBe('denied P43-not-oneself');
    expect(await give(admin, 'admin', 'Oleander')).toBe('denied P42-from-above');
    expect(await give(admin, 'mentor', guest.me.name)).toBe('denied P49-no-guest-roles');
    expect(await give(admin, 'gardener', 'Oleander')).toBe('not-found');
    expect(await give(admin, 'mentor', 'Nobody')).toBe('not-found');
    expect(codeOf(await as(other, 'takeRole', { role: 'mentor-leader', name: 'Oleander', reason }))).toBe('denied P41-needs-role');
    expect(await meOf(other)).toMatchObject({ rank: 3 }); // laid down; the list is not theirs to read any more
  });

  it('D5: who may not appoint learns of no name and no role', async () => {
    const plain = await member('Plain');
    await member('There');
    const asked = await Promise.all([
      as(plain, 'giveRole', { role: 'moderator', name: 'There', reason }), as(plain, 'giveRole', { role: 'moderator', name: 'Nowhere', reason }),
      as(plain, 'giveRole', { role: 'gardener', name: 'There', reason }), as(plain, 'banPerson', { name: 'There', reason }),
      as(plain, 'banPerson', { name: 'Nowhere', reason }), as(plain, 'settleApplication', { name: 'There', grant: true, reason }),
    ]);
    expect(new Set(asked.map(({ bytes }) => bytes)).size).toBe(1);
  });

  it('roles are data: one is made, changed, taken out, and its holders\' powers follow', async () => {
    const [manager, rowan] = [await member('Magnolia', 'community-manager'), await member('Rowan')];
    const role = { ...FIRST_ROLES[0]!, id: 'greeter', rank: 2, capabilities: ['people.ban'] as const };
    const save = async (more: object) => codeOf(await as(manager, 'saveRole', { role: { ...role, ...more }, reason }));
    expect(await save({})).toBe('done');
    await as(manager, 'giveRole', { role: 'greeter', name: 'Rowan', reason });
    expect(await meOf(rowan)).toMatchObject({ rank: 2, capabilities: ['people.ban'] });
    expect(await save({ rank: 3, capabilities: [] })).toBe('done');
    expect(await meOf(rowan)).toMatchObject({ rank: 3, capabilities: [] });
    expect(await save({ rank: 6 })).toBe('denied P42-from-above');
    expect(await save({ track: 'nowhere' })).toBe('not-found');
    expect(await save({ names: { en: 'Adult teen listener', es: 'Otra cosa' } })).toBe('name-reserved');
    expect(await save({ names: { en: 'Otra cosa', es: 'Oyente de j\u043evenes' } })).toBe('name-reserved'); // a Cyrillic o
    expect(await save({ purposes: { en: 'Answers on 0770 0900 123', es: 'Responde' } })).toBe('contact-details'); // F077
    expect(codeOf(await as(manager, 'saveRole', { role: { ...FIRST_ROLES.at(-1)!, rank: 1 }, reason }))).toBe('denied P48-fixed-role');
    expect(codeOf(await as(manager, 'removeRole', { role: 'greeter', reason }))).toBe('done');
    expect(await meOf(rowan)).toMatchObject({ rank: 0 });
    const view = (await as(manager, 'readRoles')).json as RolesView;
    expect(view.roles.map(({ id }) => id)).not.toContain('greeter');
  });

  it('F207, F210: Our Team is live: titles by age and a yes, and nobody on it who is not to be seen', async () => {
    const [rowan] = [await member('Rowan', 'mentor'), await member('Willow', 'mentor'), await member('Linden', 'mentor')];
    const team = async () => {
      const view = (await server.call('readTeam')).json as TeamView;
      return view.tracks.flatMap(({ roles }) => roles).find(({ id }) => id === 'mentor')!.holders.map(({ name, title }) => `${name} ${title.en}`);
    };
    const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();
    await set('Rowan', { age_group: 'teen' });
    expect((await team()).toSorted()).toEqual(['Linden Mentor', 'Rowan Mentor', 'Willow Mentor']); // without their yes
    await server.database.db.updateTable('role_holders').set({ teen_title: 1 }).execute();
    expect((await team()).toSorted()).toEqual(['Linden Mentor', 'Rowan Teen star', 'Willow Mentor']);
    await set('Willow', { banned: 1 });
    await set('Linden', { away: 'hidden' });
    expect(await team()).toEqual(['Rowan Teen star']);
    await set('Rowan', { age_group: 'adult' });
    expect(await team()).toEqual(['Rowan Mentor']);
    await as(rowan, 'takeRole', { role: 'mentor', name: 'Rowan', reason });
    expect(await team()).toEqual([]);
  });
});

describe('F103, F104: bans, holds, and what people say to them', () => {
  const deviceKey = 'abcdefgh0123456789jk'.replace('i', 'j');
  const begin = async (key?: string): Promise<Session> =>
    (await server.call('createGuest', { body: { deviceName: 'laptop', ...(key === undefined ? {} : { deviceKey: key }) } })).json as Session;

  it('a banned person says their side once, is answered, and is let in again', async () => {
    const [moderator, willow] = [await member('Marigold', 'moderator'), await member('Willow')];
    expect(codeOf(await as(willow, 'writeAppeal', { text: 'Hello?' }))).toBe('denied P50-nothing-to-appeal');
    await as(moderator, 'banPerson', { name: 'Willow', reason: 'unkind words' });
    const said = (await as(willow, 'writeAppeal', { text: 'It was not me.' })).json as OwnRestriction;
    expect(said).toMatchObject({ restriction: 'banned', appeal: { text: 'It was not me.', answer: null } });
    expect(codeOf(await as(willow, 'writeAppeal', { text: 'Again.' }))).toBe('denied P45-one-appeal');
    const listed = (await as(moderator, 'readRestrictions')).json as { people: RestrictedPerson[] };
    expect(listed.people).toMatchObject([{ name: 'Willow', restriction: 'banned', reason: 'unkind words', appeal: { text: 'It was not me.' } }]);
    expect(codeOf(await as(moderator, 'answerAppeal', { name: 'Willow', answer: 'We looked again.' }))).toBe('done');
    expect(codeOf(await as(moderator, 'answerAppeal', { name: 'Willow', answer: 'Twice.' }))).toBe('not-found');
    expect(((await as(willow, 'readOwnRestriction')).json as OwnRestriction).appeal?.answer).toBe('We looked again.');
    await as(moderator, 'unbanPerson', { name: 'Willow', reason });
    expect((await as(willow, 'readOwnRestriction')).json).toEqual({ restriction: null, told: null, appeal: null });
    // The next ban is another matter.
    await as(moderator, 'banPerson', { name: 'Willow', reason });
    expect(codeOf(await as(willow, 'writeAppeal', { text: 'And now?' }))).toBe('done');
  });

  it('G7: a new identity on a banned person\'s device is held, others are not; a look lets it in', async () => {
    const moderator = await member('Marigold', 'moderator');
    const first = await begin(deviceKey);
    expect(first.me.standing.held).toBe(false);
    expect((await begin(deviceKey)).me.standing.held).toBe(false); // nobody banned yet: several people share a device
    await as(moderator, 'banPerson', { name: first.me.name, reason });
    const again = await begin(deviceKey);
    expect(again.me.standing.held).toBe(true);
    expect((await begin('0123456789abcdefghjk')).me.standing.held).toBe(false);
    expect((await begin()).me.standing.held).toBe(false);
    const listed = (await as(moderator, 'readRestrictions')).json as { people: RestrictedPerson[] };
    expect(listed.people.map(({ name, restriction }) => `${name} ${restriction}`).toSorted()).toEqual(
      [`${again.me.name} held`, `${first.me.name} banned`].toSorted(),
    );
    expect(codeOf(await as(moderator, 'releasePerson', { name: again.me.name, reason }))).toBe('done');
    expect((await meOf(again)).held).toBe(false);
  });

  it('G7, F037: what is kept of a device is a hash, another one for each account, gone after 180 days', async () => {
    await begin(deviceKey);
    await begin(deviceKey);
    const rows = () => server.database.db.selectFrom('device_marks').selectAll().execute();
    const marks = (await rows()).map(({ mark }) => mark);
    expect(new Set(marks).size).toBe(2);
    for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{64}$/);
    const { sweepHouse } = await import('./new-account.ts');
    const nowMs = server.fake.clock.nowMs();
    await sweepHouse(server.database.db, nowMs + KEEPING.deviceMarkKeptMs);
    expect(await rows()).toHaveLength(2);
    await sweepHouse(server.database.db, nowMs + KEEPING.deviceMarkKeptMs + 1);
    expect(await rows()).toEqual([]);
  });

  it('somebody banned who has themselves forgotten is still known by the device; anybody else leaves nothing', async () => {
    const moderator = await member('Marigold', 'moderator');
    const [banned, other] = [await begin(deviceKey), await begin('0123456789abcdefghjk')];
    await as(moderator, 'banPerson', { name: banned.me.name, reason });
    for (const guest of [banned, other]) expect(codeOf(await as(guest, 'forgetMe'))).toBe('done');
    const left = await server.database.db.selectFrom('device_marks').select('account').execute();
    expect(left).toEqual([{ account: banned.me.account }]);
    expect((await begin(deviceKey)).me.standing.held).toBe(true);
  });

  it('a moderator does not reach upwards', async () => {
    const moderator = await member('Marigold', 'moderator');
    await member('Elderflower', 'moderator');
    await member('Abelia', 'admin');
    for (const name of ['Elderflower', 'Abelia']) expect(codeOf(await as(moderator, 'banPerson', { name, reason }))).toBe('denied P42-from-above');
    expect(codeOf(await as(moderator, 'banPerson', { name: 'Marigold', reason }))).toBe('denied P43-not-oneself');
  });
});

it('those who watch over the relay see how it does, and nobody else', async () => {
  const [admin, plain] = [await member('Abelia', 'admin'), await member('Plain')];
  expect((await as(admin, 'watchRelay')).json).toMatchObject({ status: 'ready', accounts: [{ type: 'member', count: 2 }], openChats: 0 });
  expect(codeOf(await as(plain, 'watchRelay'))).toBe('denied P41-needs-role');
});
