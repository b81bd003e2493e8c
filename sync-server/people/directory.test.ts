import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIRECTORY, PROFILE } from '#shared/limits.ts';
import type { ListenersPage } from '#shared/people/profile.ts';
import { createTestServer, type TestServer } from '../http/testing.ts';
import { PLENTY, peopleOn } from './testing/people-on.ts';

let server: TestServer;
const { member, listener, find, names } = peopleOn(() => server);

beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY, lookUp: PLENTY } });
});
afterEach(() => server.close());

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
