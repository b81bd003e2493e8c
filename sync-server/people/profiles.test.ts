import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROFILE } from '#shared/limits.ts';
import type { OwnProfile, ProfileView } from '#shared/people/profile.ts';
import { giveRole } from '../house/role-store.ts';
import { createTestServer, type TestServer } from '../http/testing.ts';
import { PLENTY, peopleOn } from './testing/people-on.ts';

let server: TestServer;
const { member, listener, read, names } = peopleOn(() => server);

beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY, lookUp: PLENTY } });
});
afterEach(() => server.close());

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

  it('F197, F210: says what they do here, as Our Team does, the highest role first, in the reader\'s language and escaped', async () => {
    const [ann, bob] = [await member('Ann'), await member('Bob')];
    expect((await page('Ann')).body).not.toContain('On our team');
    const { db } = server.database;
    const give = (role: string, { me }: typeof ann) => db.transaction().execute((trx) => giveRole(trx, { by: null, reason: 'for the test', nowMs: 1 }, role, me.account));
    for (const role of ['supporter', 'mentor']) await give(role, ann);
    await db.updateTable('roles').set({ names: JSON.stringify({ en: '<b>Greeter</b> & "tea"', es: 'Bienvenida' }) }).where('id', '=', 'supporter').execute();
    expect((await page('Ann')).body).toContain('<dt>On our team</dt><dd dir="auto">Mentor, &lt;b&gt;Greeter&lt;/b&gt; &amp; &quot;tea&quot;</dd>');
    expect((await page('Ann', 'es')).body).toMatch(/<dt>En nuestro equipo<\/dt><dd dir="auto">[^<]+, Bienvenida<\/dd>/);
    expect((await page('Bob')).body).not.toContain('On our team');
    // F207: a teen's title is for who is here, with their yes; no page that search engines keep has it.
    await give('mentor', bob);
    await db.updateTable('accounts').set({ age_group: 'teen' }).where('id', '=', bob.me.account).execute();
    expect((await page('Bob')).body).toContain('<dd dir="auto">Mentor</dd>');
    await db.updateTable('role_holders').set({ teen_title: 1 }).where('account', '=', bob.me.account).execute();
    expect((await page('Bob')).body).toContain('<dd dir="auto">Mentor</dd>');
    expect((await read('Bob')).bytes).toContain('Teen star');
    // Who is not on Our Team, and what was laid down, is not here either.
    await db.updateTable('accounts').set({ banned: 1 }).where('id', '=', bob.me.account).execute();
    expect((await page('Bob')).body).toBe((await page('Nobody')).body);
    await db.deleteFrom('role_holders').where('account', '=', ann.me.account).execute();
    expect((await page('Ann')).body).not.toContain('On our team');
  });
});
