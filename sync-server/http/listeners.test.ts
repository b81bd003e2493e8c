import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import type { Me, Session } from '#shared/api/schemas.ts';
import { COURSE_LESSONS, LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { RATE } from '#shared/limits.ts';
import { anonymizeAccount } from '../accounts/account-store.ts';
import { newListenerOf } from '../accounts/testing/new-listener.ts';
import { createTestServer, type TestServer } from './testing.ts';

const PLENTY = { burst: 100_000, refillMs: 1 };

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ rates: { newGuest: PLENTY } });
});
afterEach(() => server.close());

const create = (body: unknown, more: { token?: string; address?: string } = {}) => server.call('createListener', { body, ...more });
const rowOf = (name: string) =>
  server.database.db.selectFrom('accounts').selectAll().where('name', '=', name).executeTakeFirst();

describe('F034: becoming a listener', () => {
  it('makes a listener who has answered everything, and is signed in', async () => {
    const answer = await create(newListenerOf('Hazel'));
    expect(answer.status).toBe(200);
    const { me, token } = answer.json as Session;
    expect(me).toMatchObject({
      name: 'Hazel', type: 'listener', ageGroup: 'adult', consent: 'given', clearedForTeens: false,
      standing: { listenerConsent: 'given' },
    });
    expect((await server.call('me', { token })).json).toEqual(me);
  });

  it('F037: the same person as a member leaves no trace that ties the two', async () => {
    const guest = await server.guest();
    await create(newListenerOf('Hazel'), { token: guest.token });
    const row = await rowOf('Hazel');
    expect(JSON.stringify(row)).not.toContain(guest.me.account);
    expect(JSON.stringify(row)).not.toContain(guest.me.device);
    expect(await rowOf(guest.me.name)).toMatchObject({ type: 'guest' });
  });

  it('keeps what was agreed to, and when; and forgets it with the account', async () => {
    await create(newListenerOf('Hazel'));
    const row = await rowOf('Hazel');
    expect(row).toMatchObject({ listener_version: LISTENER_AGREEMENT.version, listener_agreed_at_ms: server.fake.clock.nowMs() });
    expect(JSON.parse(row?.course ?? '')).toEqual(newListenerOf('').course);
    await anonymizeAccount(server.database.db, row!.id, 1);
    const gone = await server.database.db.selectFrom('accounts').selectAll().where('id', '=', row!.id).executeTakeFirstOrThrow();
    expect([gone.listener_version, gone.listener_agreed_at_ms, gone.course]).toEqual([null, null, null]);
  });

  it('F084: a listener of 15 to 17 is a teen', async () => {
    const answer = await create({ ...newListenerOf('Hazel'), ageGroup: 'teen', parentalConsent: true });
    expect((answer.json as Session).me).toMatchObject({ ageGroup: 'teen', clearedForTeens: false });
  });

  const body = newListenerOf('Hazel');
  const withoutOne: NewListener['course'] = {
    ...body.course,
    lessons: Object.fromEntries(COURSE_LESSONS.slice(1).map((id) => [id, '2026-11-21'])),
  };
  it.each<[string, unknown, number, string]>([
    ['a lesson left out', { ...body, course: withoutOne }, 422, 'course-incomplete P67-course-first'],
    ['one practice chat', { ...body, course: { ...body.course, practice: ['after-the-exam'] } }, 422, 'course-incomplete P67-course-first'],
    ['an older listener agreement', { ...body, versions: { ...body.versions, listener: '2020-01-01' } }, 409, 'outdated-agreement'],
    ['an older privacy policy', { ...body, versions: { ...body.versions, privacy: '2020-01-01' } }, 409, 'outdated-agreement'],
    ['P68 (D13) nobody says they are 15', { ...body, atLeast15: false }, 403, 'denied P68-old-enough'],
    ['F080 no certification', { ...body, certified: false }, 400, 'bad-request'],
    ['F081 a teen without a parent', { ...body, ageGroup: 'teen' }, 400, 'bad-request'],
    ['a day that is none', { ...body, course: { ...body.course, lessons: { ...body.course.lessons, hearing: 'soon' } } }, 400, 'bad-request'],
    ['a type of one\'s own choosing', { ...body, type: 'admin' }, 400, 'bad-request'],
    ['a name that is kept free', { ...body, name: 'moderator' }, 422, 'name-reserved'],
    ['a short password', { ...body, password: 'short' }, 422, 'password-too-short'],
  ])('refuses %s', async (_, wrong, status, code) => {
    const { problem } = await create(wrong);
    expect([problem.status, [problem.code, problem.rule].join(' ').trim()]).toEqual([status, code]);
    expect(await server.database.db.selectFrom('accounts').select('id').execute()).toEqual([]);
  });

  it('F012: a name that somebody has is taken, in any case', async () => {
    await create(body);
    expect((await create({ ...body, name: 'hAZEL' })).problem.code).toBe('name-taken');
  });

  it('C9: an address may try so often, and others go on', async () => {
    for (let n = 0; n < RATE.newListener.burst; n += 1) await create({ ...body, name: 'x' }, { address: '10.0.0.1' });
    const refused = await create(body, { address: '10.0.0.1' });
    expect(refused.problem).toMatchObject({ code: 'too-fast', retryAfterMs: RATE.newListener.refillMs });
    expect((await create(body, { address: '10.0.0.2' })).status).toBe(200);
  });
});

describe('F088, F089: agreeing again', () => {
  const agree = (token: string, version: string = LISTENER_AGREEMENT.version) =>
    server.call('agreeAsListener', { token, body: { version, atLeast15: true } });

  it('a listener whose agreement is of another version agrees to the new one', async () => {
    const { token } = (await create(newListenerOf('Hazel'))).json as Session;
    await server.database.db.updateTable('accounts').set({ listener_version: '2020-01-01' }).execute();
    expect(((await server.call('me', { token })).json as Me).standing.listenerConsent).toBe('outdated');
    const answer = await agree(token);
    expect((answer.json as Me).standing.listenerConsent).toBe('given');
    expect(await rowOf('Hazel')).toMatchObject({ listener_version: LISTENER_AGREEMENT.version });
  });

  it('an older version is not accepted', async () => {
    const { token } = (await create(newListenerOf('Hazel'))).json as Session;
    expect((await agree(token, '2020-01-01')).problem.code).toBe('outdated-agreement');
  });

  it('P68: who does not say that they are 15 has not agreed', async () => {
    const { token } = (await create(newListenerOf('Hazel'))).json as Session;
    const answer = await server.call('agreeAsListener', { token, body: { version: LISTENER_AGREEMENT.version, atLeast15: false } });
    expect(answer.problem).toMatchObject({ code: 'denied', rule: 'P68-old-enough' });
  });

  it('P7: it is for listeners', async () => {
    const guest = await server.guest();
    expect((await agree(guest.token)).problem).toMatchObject({ code: 'denied', rule: 'P7-listeners-take' });
  });
});
