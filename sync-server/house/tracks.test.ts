import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgreementsView } from '#shared/people/watching.ts';
import type { EndpointName } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { ROLE } from '#shared/limits.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import type { RolesView, TeamView } from '#shared/people/keeping.ts';
import { createTestServer, type Answer, type TestServer } from '../http/testing.ts';
import { giveRole } from './role-store.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 10_000, refillMs: 1 };
const reason = 'the house grows';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY } });
});
afterEach(() => server.close());

async function member(name: string, ...roles: string[]): Promise<Session> {
  const guest = await server.guest();
  const session = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
  await server.database.db.transaction().execute(async (trx) => {
    for (const role of roles) await giveRole(trx, { by: null, reason, nowMs: 1 }, role, session.me.account);
  });
  return session;
}
const as = (who: Session, name: EndpointName, body?: unknown): Promise<Answer> => server.call(name, { token: who.token, ...(body === undefined ? {} : { body }) });
const codeOf = (answer: Answer): string => (answer.status === 200 ? 'done' : `${answer.problem.code} ${answer.problem.rule ?? ''}`.trim());
const names = { en: 'Night', es: 'Noche' };

describe('F209: tracks are data', () => {
  it('one is made, stands where it was put, is renamed and moved, and goes when no role stands on it', async () => {
    const admin = await member('Abelia', 'admin');
    const order = async () => ((await server.call('readTeam')).json as TeamView).tracks.map(({ id }) => id);
    const before = await order();
    const save = async (place: number, more: object = {}) => codeOf(await as(admin, 'saveTrack', { track: { id: 'night', names, ...more }, place, reason }));
    expect(await save(2)).toBe('done');
    expect(await order()).toEqual([before[0], 'night', ...before.slice(1)]);
    expect(await save(ROLE.maxTracks, { names: { en: 'By night', es: 'De noche' } })).toBe('done');
    expect(await order()).toEqual([...before, 'night']);
    const view = (await as(admin, 'readRoles')).json as RolesView;
    expect(view.tracks.at(-1)).toEqual({ id: 'night', names: { en: 'By night', es: 'De noche' } });
    const remove = async (track: string) => codeOf(await as(admin, 'removeTrack', { track, reason }));
    expect(await remove('mentoring')).toBe('denied P58-track-in-use');
    expect([await remove('night'), await remove('night')]).toEqual(['done', 'not-found']);
    expect(await order()).toEqual(before);
    const acts = await server.database.db.selectFrom('audit').select('act').where('reason', '=', reason).where('whom', 'is', null).orderBy('seq').execute();
    expect(acts.map(({ act }) => act)).toEqual(['add-track', 'edit-track', 'remove-track']);
  });

  it('P42, F208: nobody renames or moves the ladder on which they or somebody above them stands, nor calls one like the clearance', async () => {
    const [admin, manager] = [await member('Abelia', 'admin'), await member('Larkspur', 'community-manager')];
    const save = async (by: Session, id: string, en: string) => codeOf(await as(by, 'saveTrack', { track: { id, names: { ...names, en } }, place: 1, reason }));
    expect(await save(manager, 'house', 'Mine')).toBe('denied P42-from-above');
    expect(codeOf(await as(manager, 'removeTrack', { track: 'house', reason }))).toBe('denied P42-from-above');
    expect(await save(manager, 'mentoring', 'Mentors')).toBe('done');
    expect(await save(manager, 'mentoring', 'Adult teen listeners')).toBe('name-reserved');
    expect(await save(admin, 'night', 'Adult teen listeners')).toBe('name-reserved');
    expect(await save(admin, 'night', 'Adult t\u0435en list\u00adeners')).toBe('name-reserved'); // a Cyrillic e, a hyphen that does not show
    expect(await save(admin, 'night', 'insta: sunny_side22')).toBe('contact-details'); // F077
  });

  it('by those who edit roles, and so many', async () => {
    const [admin, lead] = [await member('Abelia', 'admin'), await member('Larkspur', 'mentor-leader')];
    const save = async (by: Session, id: string) => codeOf(await as(by, 'saveTrack', { track: { id, names }, place: 1, reason }));
    expect(await save(lead, 'night')).toBe('denied P41-needs-role');
    const there = ((await as(admin, 'readRoles')).json as RolesView).tracks.length;
    for (let n = there; n < ROLE.maxTracks; n += 1) expect(await save(admin, `track-${'abcdefghijkl'[n]}`)).toBe('done');
    expect(await save(admin, 'one-more')).toBe('too-many');
    expect(await save(admin, 'mentoring')).toBe('done');
  });

  it('F197, F205: a new house has peers for listeners, and a place for members who never listen', async () => {
    const team = (await server.call('readTeam')).json as TeamView;
    const of = (id: string) => team.tracks.find((track) => track.id === id)?.roles.map((role) => role.id);
    expect(of('mentoring')).toEqual(['peer-supporter', 'mentor', 'mentor-leader']);
    expect(of('members')).toEqual(['member-guide']);
    const admin = await member('Abelia', 'admin');
    await member('Willow');
    expect(codeOf(await as(admin, 'giveRole', { role: 'member-guide', name: 'Willow', reason, password: PASSWORD }))).toBe('done');
  });
});

describe('F089: what was agreed to', () => {
  it('is counted by version, and nobody is named; for those who watch over the relay', async () => {
    const [admin, plain] = [await member('Abelia', 'admin'), await member('Plain')];
    await member('Hazel');
    const { member: now, privacy, certification } = AGREEMENTS;
    const said = (version: string) => JSON.stringify({ member: version, privacy: privacy.version, certification: certification.version });
    const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();
    await set('Abelia', { consent_versions: said(now.version) });
    await set('Plain', { consent_versions: said('2026-01-01') });
    await set('Hazel', { type: 'listener', consent_versions: '{"broken', listener_version: LISTENER_AGREEMENT.version });
    const { texts } = (await as(admin, 'readAgreements')).json as AgreementsView;
    const text = (name: string) => texts.find((one) => one.name === name);
    expect(text('member')).toEqual({
      name: 'member', version: now.version, agreed: [{ version: now.version, count: 1 }, { version: '2026-01-01', count: 1 }], unanswered: 1,
    });
    expect(text('privacy')).toMatchObject({ agreed: [{ version: privacy.version, count: 2 }], unanswered: 1 });
    expect(text('listener')).toMatchObject({ agreed: [{ version: LISTENER_AGREEMENT.version, count: 1 }], unanswered: 0 });
    expect((await as(admin, 'readAgreements')).bytes).not.toMatch(/Abelia|Plain|Hazel/);
    expect(codeOf(await as(plain, 'readAgreements'))).toBe('denied P41-needs-role');
  });
});
