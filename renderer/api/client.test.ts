import { expect, test } from 'vitest';
import { newId, type DeviceId } from '#shared/ids.ts';
import { seeded, settle, VirtualTime } from '../engine/test-support/virtual-time.ts';
import { createApi, syncUrl } from './client.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function bench(answer: () => Promise<Response>, token: string | null = 'secret') {
  const asked: Asked[] = [];
  const time = new VirtualTime();
  const timers = time.timers();
  const fetch = ((url: string, init: RequestInit) => {
    asked.push({ url, init });
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      answer().then(resolve, reject);
    });
  }) as unknown as typeof globalThis.fetch;
  const api = createApi({ relayUrl: 'https://relay.test/', fetch, timers, token: () => token });
  return { api, asked, time, timers };
}

const json = (status: number, body: unknown) => () => Promise.resolve(new Response(JSON.stringify(body), { status }));
const device = newId<DeviceId>(seeded(1).random);

test('a call follows the contract: method, path, body, token in its header and never in the URL (E3)', async () => {
  const { api, asked } = bench(json(200, {}));
  expect(await api.call('revokeDevice', { device }, { password: 'p' })).toEqual({ ok: true, value: {} });
  const [{ url, init }] = asked as [Asked];
  expect(url).toBe(`https://relay.test/api/sessions/${device}/ended`);
  expect(init).toMatchObject({ method: 'POST', body: '{"password":"p"}', credentials: 'omit', redirect: 'error' });
  expect(init.headers).toEqual({ accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer secret' });
  expect(url).not.toContain('secret');
});

test('an open call carries no token', async () => {
  const { api, asked } = bench(json(200, { token: 't', me: {} }));
  await api.call('signIn', {}, { name: 'n', password: 'p', deviceName: 'd' });
  expect(asked[0]?.init.headers).toEqual({ accept: 'application/json', 'content-type': 'application/json' });
  expect(asked[0]?.init.body).toBe('{"name":"n","password":"p","deviceName":"d"}');
});

test('a problem comes back by its code, with the rule and when to try again', async () => {
  const problem = { type: 'about:blank', title: 'No', status: 403, code: 'denied', rule: 'P3-consent', retryAfterMs: 5 };
  const { api } = bench(json(403, problem));
  const answer = await api.call('createRequest', {}, { topic: null, language: 'en' });
  expect(answer).toEqual({ ok: false, error: { code: 'denied', rule: 'P3-consent', retryAfterMs: 5 } });
});

test('a refusal by a rule that only a newer relay has is a refusal, and not the same as no relay', async () => {
  const problem = { type: 'about:blank', title: 'No', status: 403, code: 'denied', rule: 'P999-not-yet' };
  const answer = await bench(json(403, problem)).api.call('me', {}, null);
  expect(answer).toEqual({ ok: false, error: { code: 'denied', rule: null, retryAfterMs: null } });
});

test.each([
  [409, 'not-known'],
  [422, 'not-known'],
  [429, 'too-fast'],
  [500, 'internal'],
  [503, 'internal'],
] as const)('a refusal by a code that only a newer relay has, with status %i, is one all the same: %s', async (status, code) => {
  const problem = { type: 'about:blank', title: 'No', status, code: 'not-yet-written', retryAfterMs: 5 };
  const answer = await bench(json(status, problem)).api.call('me', {}, null);
  expect(answer).toEqual({ ok: false, error: { code, rule: null, retryAfterMs: 5 } });
});

test.each([
  ['a page of some portal', () => Promise.resolve(new Response('<html>', { status: 200 }))],
  ['JSON in no form of ours', json(200, { hello: 'there' })],
  ['an error in no form of ours', json(502, { message: 'bad gateway' })],
  ['no network', () => Promise.reject(new TypeError('failed'))],
])('F12 %s is the same as no relay', async (_what, answer) => {
  expect(await bench(answer).api.call('me', {}, null)).toEqual({ ok: false, error: { code: 'offline' } });
});

test('F12 no answer in time is offline, and leaves no timer behind', async () => {
  const { api, time, timers } = bench(() => new Promise(() => undefined));
  const answer = api.call('me', {}, null);
  await time.pass(60_000);
  expect(await answer).toEqual({ ok: false, error: { code: 'offline' } });
  await settle();
  expect(timers.running()).toBe(0);
});

test('E3 a call that went out under a token which was renewed meanwhile is made again under the new one, once', async () => {
  const signedOut = { type: 'about:blank', title: 'No', status: 401, code: 'signed-out' };
  let token = 'old';
  const headers: unknown[] = [];
  const fetch = (async (_url: string, init: RequestInit) => {
    headers.push(new Headers(init.headers).get('authorization'));
    token = 'new';
    return new Response(JSON.stringify(signedOut), { status: 401 });
  }) as unknown as typeof globalThis.fetch;
  const api = createApi({ relayUrl: 'https://relay.test/', fetch, timers: new VirtualTime().timers(), token: () => token });
  expect(await api.call('me', {}, null)).toMatchObject({ ok: false, error: { code: 'signed-out' } });
  expect(headers).toEqual(['Bearer old', 'Bearer new']);
});

test('the socket is beside the API, encrypted where the API is', () => {
  expect(syncUrl('https://relay.test', '/sync')).toBe('wss://relay.test/sync');
  expect(syncUrl('http://127.0.0.1:80/x', '/sync')).toBe('ws://127.0.0.1/sync');
});
