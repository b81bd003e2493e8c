import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { API } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { THERAPIST } from '#shared/limits.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import type { KeptTherapist } from '#shared/people/therapist.ts';
import type { TestServer } from '../http/testing.ts';
import { codeOf } from './testing/kept-house.ts';
import { APPLICATION, LICENCE, openTherapistHouse, reason, type TherapistHouse } from './testing/therapist-house.ts';

const DAY_MS = 86_400_000;

let server: TestServer;
let member: TherapistHouse['member'];
let admin: TherapistHouse['admin'];
let therapist: TherapistHouse['therapist'];
let as: TherapistHouse['as'];
let own: TherapistHouse['own'];
let settle: TherapistHouse['settle'];
let listed: TherapistHouse['listed'];
let set: TherapistHouse['set'];
beforeEach(async () => {
  ({ server, member, admin, therapist, as, own, settle, listed, set } = await openTherapistHouse());
});
afterEach(() => server.close());

describe('F043: the directory entry', () => {
  it('lists at once, ends by itself at its time, and is taken at once; the page stays', async () => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    await as(ana, 'applyAsTherapist', APPLICATION);
    await settle(keeper, 'AnaM');
    expect(await listed()).toEqual([]);
    const untilMs = server.fake.clock.nowMs() + DAY_MS;
    expect(codeOf(await as(keeper, 'giveEntry', { name: 'AnaM', untilMs, reason }))).toBe('done');
    expect([await listed(), (await own(ana)).listed]).toEqual([['AnaM'], true]);
    server.fake.advance(DAY_MS - 1);
    expect(await listed()).toEqual(['AnaM']);
    server.fake.advance(1);
    expect([await listed(), (await own(ana)).listed, (await own(ana)).entry]).toEqual([[], false, { untilMs }]);
    await as(keeper, 'giveEntry', { name: 'AnaM', untilMs: null, reason });
    expect(await listed()).toEqual(['AnaM']);
    await as(keeper, 'takeEntry', { name: 'AnaM', reason });
    expect(await listed()).toEqual([]);
    expect((await server.call('readProfile', { params: { name: 'AnaM' } })).status).toBe(200);
    const grants = await server.database.db.selectFrom('grants').select(['entitlement', 'granted', 'until_ms']).orderBy('seq').execute();
    expect(grants).toEqual([
      { entitlement: 'directory-entry', granted: 1, until_ms: untilMs }, { entitlement: 'directory-entry', granted: 1, until_ms: null },
      { entitlement: 'directory-entry', granted: 0, until_ms: null },
    ]);
  });

  it('P52: for therapists alone, and never oneself; its end lies ahead, and not too far', async () => {
    const keeper = await admin();
    await member('Plain');
    const ana = await therapist(keeper, 'AnaM');
    const give = async (name: string, untilMs: number | null) => codeOf(await as(keeper, 'giveEntry', { name, untilMs, reason }));
    expect(await give('Plain', null)).toBe('denied P52-entries-for-therapists');
    expect(await give('Nobody', null)).toBe('not-found');
    const nowMs = server.fake.clock.nowMs();
    expect([await give('AnaM', nowMs), await give('AnaM', nowMs + THERAPIST.maxEntryMs + 1), await give('AnaM', nowMs + 1)]).toEqual(['bad-request', 'bad-request', 'done']);
    await set('AnaM', { held: 1 });
    expect(await give('AnaM', null)).toBe('denied P52-entries-for-therapists');
    const listedFor = async () => ((await as(keeper, 'readTherapists')).json as { therapists: KeptTherapist[] }).therapists[0];
    // The list says the same beforehand (DESIGN promise 4).
    expect(await listedFor()).toMatchObject({ mayGive: { rule: 'P52-entries-for-therapists' }, mayTake: { allowed: true }, mayEnd: { allowed: true } });
    await set('AnaM', { held: 0, rank: 1_000 });
    expect(await listedFor()).toMatchObject({ mayGive: { rule: 'P42-from-above' }, mayTake: { rule: 'P42-from-above' }, mayEnd: { rule: 'P42-from-above' } });
    expect(codeOf(await as(keeper, 'endTherapist', { name: 'AnaM', reason }))).toBe('denied P42-from-above');
    await set('AnaM', { held: 0, rank: 7, capabilities: '["applications.settle"]' });
    expect(codeOf(await as(ana, 'giveEntry', { name: 'AnaM', untilMs: null, reason }))).toBe('denied P43-not-oneself');
  });

  it.each([['banned', { banned: 1 }], ['held', { held: 1 }], ['found to be a teen', { age_group: 'teen' }], ['forgotten', { forgotten_at_ms: 1 }]])('is not shown of somebody %s, even before the list was made anew', async (_, values) => {
    const keeper = await admin();
    await therapist(keeper, 'AnaM');
    expect(await listed()).toEqual(['AnaM']);
    await set('AnaM', values);
    expect(await listed()).toEqual([]);
  });

  it('an approval that is taken back takes name, licence, entry and page with it, and the account is a member\'s', async () => {
    const keeper = await admin();
    const ana = await therapist(keeper, 'AnaM');
    expect(codeOf(await as(keeper, 'endTherapist', { name: 'AnaM', reason }))).toBe('done');
    expect(((await as(ana, 'me')).json as Session['me'])).toMatchObject({ type: 'member', entitlements: [] });
    expect(await server.database.db.selectFrom('therapists').selectAll().execute()).toEqual([]);
    expect([await listed(), (await server.call('readProfile', { params: { name: 'AnaM' } })).bytes.includes('Müller')]).toEqual([[], false]);
  });

  it('those who settle see all of them, by the beginning of a name', async () => {
    const keeper = await admin();
    await therapist(keeper, 'AnaM');
    await therapist(keeper, 'Berta');
    const read = async (text: string) => {
      const url = `${API.readTherapists.path}?${new URLSearchParams({ text })}`;
      const answer = await server.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${keeper.token}` } });
      return answer.json<{ therapists: KeptTherapist[] }>().therapists;
    };
    expect((await read('')).map(({ name }) => name)).toEqual(['AnaM', 'Berta']);
    expect(await read('@be')).toMatchObject([{ name: 'Berta', ...LICENCE, entry: { untilMs: null }, listed: true, self: false }]);
  });
});

describe('F077: the exceptions that an operator sets', () => {
  const BIO = 'Write to me: office@example.org';
  it('opens a bio to contact details for that therapist alone, and closes it again at once', async () => {
    const keeper = await admin();
    const [ana, ben] = [await therapist(keeper, 'AnaM'), await therapist(keeper, 'BenM')];
    const write = async (who: Session) => codeOf(await as(who, 'changeProfile', { bio: BIO }));
    expect(await write(ana)).toBe('contact-details');
    await set('AnaM', { entitlements: '["directory-entry","contact-details"]' });
    expect([await write(ana), await write(ben)]).toEqual(['done', 'contact-details']);
    const bio = async () => ((await server.call('readProfile', { params: { name: 'AnaM' } })).json as ProfileView).bio;
    expect(await bio()).toBe(BIO);
    await set('AnaM', { entitlements: '["directory-entry"]' });
    expect(await bio()).toBe('');
    await set('BenM', { entitlements: '["contact-details"]', type: 'member' });
    expect(await write(ben)).toBe('contact-details');
  });
});
