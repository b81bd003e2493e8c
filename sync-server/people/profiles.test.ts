import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { API } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { DIRECTORY, PROFILE } from '#shared/limits.ts';
import type { ListenersPage, OwnProfile, ProfileView } from '#shared/people/profile.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { createTestServer, type Answer, type TestServer } from '../http/testing.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 100_000, refillMs: 1 };
let server: TestServer;

beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY, lookUp: PLENTY } });
});
afterEach(() => server.close());

/** A member who has agreed to everything; the rest is set as an operator would. */
async function member(name: string, set: Record<string, unknown> = {}, ageGroup: 'adult' | 'teen' = 'adult'): Promise<Session> {
  const guest = await server.guest();
  const became = await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } });
  if (became.status !== 200) throw new Error(became.bytes);
  const made = became.json as Session;
  const consent = { ageGroup, parentalConsent: true, certified: true, versions: currentVersions() };
  await server.call('giveConsent', { token: made.token, body: consent });
  if (Object.keys(set).length > 0) await server.database.db.updateTable('accounts').set(set).where('id', '=', made.me.account).execute();
  return made;
}
const listener = async (name: string, profile: object = {}, set: Record<string, unknown> = {}, ageGroup: 'adult' | 'teen' = 'adult'): Promise<Session> => {
  const made = await member(name, { type: 'listener', ...set }, ageGroup);
  await server.call('changeProfile', { token: made.token, body: { topics: ['grief'], ...profile } });
  return made;
};
const read = (name: string, token?: string): Promise<Answer> => server.call('readProfile', { params: { name: encodeURIComponent(name) }, ...(token === undefined ? {} : { token }) });
const find = async (query: Record<string, string> = {}, token?: string): Promise<Answer> => {
  const url = `${API.findListeners.path}?${new URLSearchParams(query)}`;
  const answer = await server.app.inject({ method: 'GET', url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  return { status: answer.statusCode, bytes: answer.body, headers: answer.headers, json: answer.json<unknown>(), problem: answer.json() };
};
const names = async (query: Record<string, string> = {}, token?: string): Promise<string[]> =>
  ((await find(query, token)).json as ListenersPage).listeners.map(({ name }) => name).toSorted();

describe('F023, F024, F029: a profile, by its exact name', () => {
  it('is what its person wrote, for anybody, in any case of the name, with or without the sign', async () => {
    const ann = await member('Ann');
    const change = { bio: '  Tea, and long walks.  ', topics: ['sleep', 'grief'], languages: ['es', 'en'] };
    const own = (await server.call('changeProfile', { token: ann.token, body: change })).json as OwnProfile;
    expect(own).toMatchObject({ bio: 'Tea, and long walks.', topics: ['grief', 'sleep'], languages: ['en', 'es'] });
    for (const name of ['Ann', 'ann', '@ANN']) {
      expect((await read(name)).json).toEqual({
        name: 'Ann', type: 'member', bio: 'Tea, and long walks.', topics: ['grief', 'sleep'], languages: ['en', 'es'], sinceMonth: '2026-11', titles: [], listener: null, mayStart: null,
      } satisfies ProfileView);
    }
  });

  it('an empty one is shown empty; a change of one thing leaves the others', async () => {
    const ann = await member('Ann');
    expect((await read('Ann')).json).toMatchObject({ bio: '', topics: [] });
    await server.call('changeProfile', { token: ann.token, body: { bio: 'One' } });
    await server.call('changeProfile', { token: ann.token, body: { topics: ['anger'] } });
    expect((await read('Ann')).json).toMatchObject({ bio: 'One', topics: ['anger'] });
  });

  it('D5: nobody, a guest, somebody banned, hidden or forgotten: the same bytes, through the API and as a page', async () => {
    const guest = await server.guest();
    await member('Banned', { banned: 1 });
    const hidden = await listener('Hidden');
    await server.call('takeBreak', { token: hidden.token, body: { away: 'hidden', untilMs: null, note: '' } });
    await member('Gone', { forgotten_at_ms: 1 });
    const all = ['Nobody', guest.me.name, 'Banned', 'Hidden', 'Gone', 'x', '%00', 'a'.repeat(99)];
    const answers = await Promise.all(all.map((name) => read(name)));
    expect(new Set(answers.map(({ status, bytes }) => `${status} ${bytes}`)).size).toBe(1);
    const pages = await Promise.all(all.slice(0, 6).map((name) => server.app.inject({ method: 'GET', url: `/@${encodeURIComponent(name)}` })));
    expect(new Set(pages.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(pages[0]?.statusCode).toBe(404);
  });

  it('nobody sees the age group of a member, nor whether a member is here', async () => {
    await member('Teen', {}, 'teen');
    await member('Old', {});
    const [teen, old] = await Promise.all([read('Teen'), read('Old')]);
    expect(teen.bytes.replace('Teen', 'Old')).toBe(old.bytes);
  });

  it.each(['Call me: 555 0104 477', 'anna@example.org', 'insta: calm.pear77', 'https://example.org'])('F077: refuses %j in a bio, and in the note of a break', async (text) => {
    const ann = await listener('Ann');
    expect((await server.call('changeProfile', { token: ann.token, body: { bio: text } })).problem.code).toBe('contact-details');
    expect((await server.call('takeBreak', { token: ann.token, body: { away: 'stated', untilMs: null, note: text } })).problem.code).toBe('contact-details');
    expect((await read('Ann')).json).toMatchObject({ bio: '' });
  });

  it('bounds: one letter, topic or language too many is refused', async () => {
    const { token } = await member('Ann');
    const all = { bio: 'x'.repeat(PROFILE.maxBioLength), topics: ['anxiety', 'grief', 'family', 'sleep', 'anger', 'eating', 'trauma', 'stress'], languages: ['en', 'ar', 'bn', 'cs', 'da', 'de'] };
    expect((await server.call('changeProfile', { token, body: all })).status).toBe(200);
    const over = [{ bio: `${all.bio}x` }, { topics: [...all.topics, 'identity'] }, { languages: [...all.languages, 'el'] }, { topics: ['grief', 'grief'] }, { bio: 'a\u0007b' }, { bio: '\ud800' }, {}];
    for (const body of over) expect((await server.call('changeProfile', { token, body })).problem.code).toBe('bad-request');
  });

  it('P31, P32: a guest has none, and statuses are listeners\' own', async () => {
    const guest = await server.guest();
    expect((await server.call('changeProfile', { token: guest.token, body: { bio: 'x' } })).problem).toMatchObject({ code: 'denied', rule: 'P31-no-guest-profiles' });
    const ann = await member('Ann');
    expect((await server.call('setStatus', { token: ann.token, body: { status: 'busy' } })).problem).toMatchObject({ rule: 'P32-listeners-own' });
    expect((await server.call('takeBreak', { token: ann.token, body: { away: 'hidden', untilMs: null, note: '' } })).problem).toMatchObject({ rule: 'P32-listeners-own' });
    await server.call('changeProfile', { token: ann.token, body: { over35: true, noChats: true } });
    expect((await server.call('readOwnProfile', { token: ann.token })).json).toMatchObject({ over35: false, noChats: false });
  });

  it('F086, F084: "35 or over" is said of adults alone, not of a listener of fifteen', async () => {
    const tia = await listener('Tia', { over35: true }, {}, 'teen');
    expect((await server.call('readOwnProfile', { token: tia.token })).json).toMatchObject({ over35: false });
    expect((await read('Tia')).json).toMatchObject({ listener: { over35: false } });
    const ben = await listener('Ben', { over35: true });
    expect((await server.call('readOwnProfile', { token: ben.token })).json).toMatchObject({ over35: true });
    expect(await names({ over35: 'yes' })).toEqual(['Ben']);
  });
});

describe('F078: whoever is signed out', () => {
  it('reads what everybody may, also by a token that is nobody\'s any more, and pays for it like a stranger', async () => {
    await listener('Annika');
    const over = 'A'.repeat(43);
    expect((await read('Annika', over)).json).toMatchObject({ name: 'Annika' });
    expect(await names({}, over)).toEqual(['Annika']);
    expect((await server.call('readTeam', { token: over })).status).toBe(200);
    expect((await server.call('me', { token: over })).problem.code).toBe('signed-out');
  });

  it('C9: tokens that are none cost the address its look-ups, and then its commands', async () => {
    const small = await createTestServer({ rates: { lookUp: { burst: 3, refillMs: 1_000_000 }, command: { burst: 2, refillMs: 1_000_000 } } });
    const ask = async () => (await small.call('readTeam', { token: 'A'.repeat(43) })).status;
    const asked = [await ask(), await ask(), await ask(), await ask(), await ask(), await ask()];
    expect(asked).toEqual([200, 200, 200, 429, 429, 429]);
    // Told before the token is looked up at all.
    expect((await small.call('me', { token: 'A'.repeat(43) })).problem.code).toBe('too-fast');
    await small.close();
  });
});

describe('F030, F033: whether a listener may write first', () => {
  it('is asked for listeners about members alone, and P34 does not tell which of its reasons', async () => {
    const eve = await listener('Eve');
    const ann = await member('Ann');
    await member('Teen', {}, 'teen');
    const may = async (name: string, token?: string) => ((await read(name, token)).json as ProfileView).mayStart;
    expect([await may('Ann'), await may('Eve', ann.token), await may('Eve', eve.token)]).toEqual([null, null, null]);
    expect(await may('Ann', eve.token)).toMatchObject({ allowed: false, rule: 'P33-experienced-start' });
    expect(await may('Teen', eve.token)).toEqual(await may('Ann', eve.token));
  });
});

describe('F040: the directory', () => {
  it('lists listeners alone, by topic, language, age group, over-35 and the beginning of a name', async () => {
    await member('Anna');
    await listener('Annika', { topics: ['grief', 'sleep'], languages: ['es'], over35: true });
    await listener('Ben', { topics: ['sleep'], languages: ['en'] });
    await listener('Tia', { topics: ['sleep'], languages: ['es', 'en'] }, {}, 'teen');
    await listener('Cleo', {}, { cleared_for_teens: 1 });
    expect(await names()).toEqual(['Annika', 'Ben', 'Cleo', 'Tia']);
    expect(await names({ topic: 'sleep' })).toEqual(['Annika', 'Ben', 'Tia']);
    expect(await names({ language: 'es', topic: 'grief' })).toEqual(['Annika']);
    expect(await names({ hears: 'teen' })).toEqual(['Cleo', 'Tia']);
    expect(await names({ hears: 'adult' })).toEqual(['Annika', 'Ben', 'Cleo']);
    expect(await names({ over35: 'yes' })).toEqual(['Annika']);
    expect(await names({ text: '@AN' })).toEqual(['Annika']);
    expect(await names({ text: 'nnika' })).toEqual([]);
    expect(await names({ text: 'b', topic: 'grief' })).toEqual([]);
  });

  it('P30, F084: who has said their age sees whom they may talk to, and nobody else', async () => {
    await listener('Ann');
    await listener('Tia', {}, {}, 'teen');
    const [adult, teen] = [await member('Adult'), await member('Young', {}, 'teen')];
    expect([await names({}, adult.token), await names({}, teen.token)]).toEqual([['Ann'], ['Tia']]);
    expect((await find({ hears: 'adult' }, teen.token)).json).toMatchObject({ code: 'denied', rule: 'P30-own-age-group' });
    expect((await find({ hears: 'teen' }, adult.token)).json).toMatchObject({ code: 'denied', rule: 'P30-own-age-group' });
  });

  it('pages without losing or repeating anybody, by place and by name; each page has its bound', async () => {
    const all = Array.from({ length: DIRECTORY.pageSize + 5 }, (_, n) => `Pear${String(n).padStart(2, '0')}`);
    for (const name of all) await listener(name);
    for (const query of [{}, { topic: 'grief' }, { text: 'pe' }] as Record<string, string>[]) {
      const first = (await find(query)).json as ListenersPage;
      const second = (await find({ ...query, after: first.next ?? '' })).json as ListenersPage;
      expect([first.listeners.length, second.listeners.length, second.next]).toEqual([DIRECTORY.pageSize, 5, null]);
      expect([...first.listeners, ...second.listeners].map(({ name }) => name).toSorted()).toEqual(all);
    }
  });

  it.each([['after', 'x'], ['after', 'p:1:2'], ['status', 'here'], ['topic', 'other'], ['account', '1'], ['text', 'x'.repeat(200)]])('refuses %s=%s', async (key, value) => {
    expect((await find({ [key]: value })).status).toBe(400);
  });

  it('leaves out who is banned, hidden, of no age yet, or no listener any more', async () => {
    const ann = await listener('Ann');
    expect(await names()).toEqual(['Ann']);
    await server.call('takeBreak', { token: ann.token, body: { away: 'hidden', untilMs: null, note: '' } });
    expect(await names()).toEqual([]);
    await server.call('takeBreak', { token: ann.token, body: { away: 'no', untilMs: null, note: '' } });
    expect(await names()).toEqual(['Ann']);
  });

  it('F160: offline is offline, whether chosen or away; nobody is connected here', async () => {
    const ann = await listener('Ann');
    const card = async () => ((await find()).json as ListenersPage).listeners[0]?.presence;
    const before = await card();
    await server.call('setStatus', { token: ann.token, body: { status: 'online' } });
    expect(await card()).toEqual(before);
    expect([await names({ status: 'online' }), await names({ status: 'offline' })]).toEqual([[], ['Ann']]);
  });

  it('F165: a break that is said stays in the list, with its day and note', async () => {
    const ann = await listener('Ann');
    const untilMs = server.fake.clock.nowMs() + 86_400_000;
    await server.call('takeBreak', { token: ann.token, body: { away: 'stated', untilMs, note: 'Exams' } });
    expect(((await find()).json as ListenersPage).listeners[0]?.presence).toEqual({ status: 'offline', personalRequests: false, noChats: false, onBreak: { untilMs, note: 'Exams' } });
    for (const wrong of [1, untilMs + 2 * PROFILE.maxBreakMs]) {
      expect((await server.call('takeBreak', { token: ann.token, body: { away: 'stated', untilMs: wrong, note: '' } })).problem.code).toBe('bad-request');
    }
  });
});

describe('rates (C9)', () => {
  it('who looks up too fast is asked to wait, by address and by account', async () => {
    await server.close();
    server = await createTestServer({ rates: { lookUp: { burst: 3, refillMs: 1_000 } } });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await read('Ann')).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
    expect((await server.app.inject({ method: 'GET', url: '/@Ann' })).statusCode).toBe(429);
    const { token } = await server.guest();
    for (let n = 0; n < 3; n += 1) expect((await read('Ann', token)).status).toBe(404);
    expect((await read('Ann', token)).status).toBe(429);
  });
});

describe('F023: the public page', () => {
  const page = (name: string, language = 'en') => server.app.inject({ method: 'GET', url: `/@${name}`, headers: { 'accept-language': language } });

  it('says it plainly, in the reader\'s language, with nothing that could run', async () => {
    const ann = await listener('Ann', { languages: ['es'] });
    await server.call('changeProfile', { token: ann.token, body: { bio: '<script>alert(1)</script> & "tea"\n\u202Eabc' } });
    const { body, headers, statusCode } = await page('ann');
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<title>@Ann · Test</title>');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;tea&quot;');
    expect(body).not.toMatch(/<script|noindex|onerror/);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect((await page('Ann', 'fr-CH, es;q=0.8, en;q=0.5')).body).toMatch(/lang="es"[^]*Oyente/);
    expect((await page('Nobody')).body).toContain('noindex');
  });
});
