import { afterEach, describe, expect, it } from 'vitest';
import { RATE, SIGN_IN } from '#shared/limits.ts';
import { isAllowedOrigin } from './origin.ts';
import { createTestServer, toAnswer, type TestServer, type TestServerOptions } from './testing.ts';

const servers: TestServer[] = [];

const start = async (options?: TestServerOptions): Promise<TestServer> => {
  const server = await createTestServer(options);
  servers.push(server);
  return server;
};

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe('rates (C9), exact to one', () => {
  const body = { deviceName: 'laptop' };

  it('identities from one address: a burst, then one each refill, and others are not touched', async () => {
    const server = await start();
    for (let n = 0; n < RATE.newGuest.burst; n += 1) {
      expect((await server.call('createGuest', { body, address: '10.0.0.1' })).status).toBe(200);
    }
    const refused = await server.call('createGuest', { body, address: '10.0.0.1' });
    expect(refused.problem).toMatchObject({ code: 'too-fast', retryAfterMs: RATE.newGuest.refillMs });
    expect(refused.headers['retry-after']).toBe(String(RATE.newGuest.refillMs / 1_000));
    expect((await server.call('createGuest', { body, address: '10.0.0.2' })).status).toBe(200);
    server.fake.advance(RATE.newGuest.refillMs - 1);
    expect((await server.call('createGuest', { body, address: '10.0.0.1' })).status).toBe(429);
    server.fake.advance(1);
    expect((await server.call('createGuest', { body, address: '10.0.0.1' })).status).toBe(200);
  });

  it('A6: a wall clock that is set back or forward moves no limit', async () => {
    const server = await start();
    for (let n = 0; n < RATE.newGuest.burst; n += 1) await server.call('createGuest', { body });
    server.fake.setWallClock(server.fake.clock.nowMs() + 400 * 86_400_000);
    expect((await server.call('createGuest', { body })).status).toBe(429);
    server.fake.setWallClock(0);
    server.fake.advance(RATE.newGuest.refillMs);
    expect((await server.call('createGuest', { body })).status).toBe(200);
  });

  const attempt = (server: TestServer, name: string, address: string) =>
    server.call('signIn', { body: { name, password: 'x', deviceName: 'phone' }, address });

  it('wrong passwords of one address at one name, whether it exists or not (E2); the wait is told', async () => {
    const server = await start();
    for (let n = 0; n < SIGN_IN.maxFailuresOfAddress; n += 1) {
      expect((await attempt(server, n % 2 === 0 ? 'Rowan' : '@ROWAN', '10.0.0.1')).status).toBe(401);
    }
    const refused = await attempt(server, 'Rowan', '10.0.0.1');
    expect(refused.problem).toMatchObject({ code: 'too-fast', retryAfterMs: SIGN_IN.failureWindowMs });
    expect((await attempt(server, 'Rowan', '10.0.0.2')).status).toBe(401);
  });

  it('tries from one address are counted over all names, IPv6 by its /64', async () => {
    const server = await start();
    for (let n = 0; n < SIGN_IN.maxPerAddressAndMinute; n += 1) {
      expect((await attempt(server, `Rowan${n}`, `2001:db8::${n + 1}`)).status).toBe(401);
    }
    expect((await attempt(server, 'Rowan99', '2001:db8::99')).problem.code).toBe('too-fast');
    expect((await attempt(server, 'Rowan99', '2001:db8:0:1::1')).status).toBe(401);
  });

  it('whoever goes on trying before their time is soon not even looked up', async () => {
    const server = await start();
    for (let n = 0; n < SIGN_IN.maxPerAddressAndMinute; n += 1) await attempt(server, `Rowan${n}`, '10.0.0.1');
    for (let n = 0; n < RATE.command.burst; n += 1) await attempt(server, 'Rowan', '10.0.0.1');
    expect((await attempt(server, 'Rowan', '10.0.0.1')).problem.retryAfterMs).toBe(RATE.command.refillMs);
  });

  it('a fault of the relay is not held against whoever tried', async () => {
    const server = await start({ handlers: { signIn: () => Promise.reject(new Error('a broken disk')) } });
    for (let n = 0; n < 2 * SIGN_IN.maxFailuresOfAddress; n += 1) {
      expect((await attempt(server, 'Rowan', '10.0.0.1')).status).toBe(500);
    }
  });

  it('an account\'s commands have one budget, wherever they come from', async () => {
    const server = await start();
    const { token } = await server.guest();
    const command = (address: string) => server.call('setStatus', { token, address, body: { status: 'busy' } });
    for (let n = 0; n < RATE.command.burst; n += 1) expect((await command(`10.0.0.${n}`)).problem.code).toBe('denied');
    expect((await command('10.0.1.1')).problem.code).toBe('too-fast');
  });

  it('C9: what an account reads has a budget of its own, so that a screen full of questions leaves room for what its person does', async () => {
    const server = await start();
    const { token } = await server.guest();
    for (let n = 0; n < RATE.read.burst; n += 1) {
      expect((await server.call('me', { token, address: `10.0.0.${n}` })).status).toBe(200);
    }
    expect((await server.call('me', { token, address: '10.0.1.1' })).problem.code).toBe('too-fast');
    expect((await server.call('setStatus', { token, address: '10.0.1.2', body: { status: 'busy' } })).problem.code).toBe('denied');
  });

  it('an address that guesses tokens is slowed down', async () => {
    const server = await start();
    const guess = () => server.call('me', { token: 'A'.repeat(43), address: '10.0.0.1' });
    for (let n = 0; n < RATE.command.burst; n += 1) expect((await guess()).status).toBe(401);
    expect((await guess()).problem.code).toBe('too-fast');
  });
});

describe('E5: whose pages may talk to the relay', () => {
  it.each([
    ['app://samovar', 'talk.example.org', true],
    ['http://127.0.0.1:8787', '127.0.0.1:8787', true],
    ['http://localhost:8787', 'localhost:8787', true],
    ['http://[::1]:8787', '[::1]:8787', true],
    ['https://talk.example.org', 'talk.example.org', true],
    ['http://127.0.0.1:9999', '127.0.0.1:8787', false],
    ['http://rebound.example:8787', 'rebound.example:8787', false],
    ['https://talk.example.org.stranger.example', 'talk.example.org', false],
    ['https://stranger.example', 'talk.example.org', false],
    ['app://stranger', '127.0.0.1:8787', false],
    ['null', '127.0.0.1:8787', false],
    ['null', undefined, false],
    ['', '127.0.0.1:8787', false],
    ['http://127.0.0.1:8787/', '127.0.0.1:8787', false],
    ['http://127.0.0.1:8787@stranger.example', '127.0.0.1:8787', false],
  ])('%s to %s: %s', (origin, host, allowed) => {
    expect(isAllowedOrigin(origin, host, ['https://talk.example.org'])).toBe(allowed);
  });

  it('the desktop\'s pages are answered across origins, preflight included', async () => {
    const server = await start();
    const headers = { origin: 'app://samovar', 'access-control-request-method': 'POST' };
    const preflight = await server.app.inject({ method: 'OPTIONS', url: '/api/guests', headers });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('app://samovar');
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
    const answer = await server.call('createGuest', { body: { deviceName: 'laptop' }, headers });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('app://samovar');
    const refused = await server.app.inject({ method: 'OPTIONS', url: '/api/guests', headers: { origin: 'null' } });
    expect(toAnswer(refused).problem.code).toBe('foreign-origin');
  });
});

describe('health and stopping (A5)', () => {
  it('says ready, and otherwise why not', async () => {
    const server = await start();
    const ready = await server.app.inject('/healthz');
    expect([ready.statusCode, ready.json<{ status: string }>().status]).toEqual([200, 'ready']);
    server.health = 'storage';
    const ill = await server.app.inject('/healthz');
    expect([ill.statusCode, ill.json()]).toEqual([503, expect.objectContaining({ status: 'storage', storage: 'read-only, disk-full' })]);
  });

  it('takes no more commands while it goes down', async () => {
    const server = await start();
    server.health = 'stopping';
    expect((await server.call('relayInfo')).problem).toMatchObject({ status: 503, code: 'stopping' });
  });
});

describe('what goes wrong inside', () => {
  it('is told without details, and logged without words', async () => {
    const fault = Object.assign(new Error('secret words of somebody'), { token: 'secret' });
    const server = await start({ handlers: { relayInfo: () => Promise.reject(fault) } });
    const answer = await server.call('relayInfo');
    expect(answer.problem).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.bytes + server.logLines.join('')).not.toContain('secret');
    expect(server.logLines.join('')).toContain('request-failed');
  });

  it('A4: a full disk is the store\'s fault and passes', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    const server = await start({ handlers: { relayInfo: () => Promise.reject(full) } });
    expect((await server.call('relayInfo')).problem).toMatchObject({ status: 503, code: 'storage' });
  });

  it('D4: what the contract does not name does not leave', async () => {
    const more = { name: 'x', version: '1', protocol: 1, nowMs: 1, secret: 'canary' };
    const server = await start({ handlers: { relayInfo: async () => ({ ok: true, value: more }) } });
    expect((await server.call('relayInfo')).bytes).not.toContain('canary');
    const less = await start({ handlers: { relayInfo: async () => ({ ok: true, value: {} as never }) } });
    expect((await less.call('relayInfo')).problem.code).toBe('internal');
  });
});

describe('H5: the log', () => {
  it('holds no password, token, name, id, address or body of a session\'s life', async () => {
    const server = await start();
    const address = '203.0.113.77';
    const session = await server.guest();
    const { token, me } = session;
    const password = 'canary pines beside a slow river';
    await server.call('becomeMember', { token, body: { name: 'Canaryname', password }, address });
    await server.call('signIn', { body: { name: 'Canaryname', password, deviceName: 'canary phone' }, address });
    await server.call('revokeDevice', { token, params: { device: me.device }, body: { password }, address });
    await server.call('me', { token: `${token}`, address });
    await server.app.inject(`/api/me?token=${token}`);
    await server.app.inject(`/nowhere/${token}`);
    const text = server.logLines.join('').toLowerCase();
    expect(server.logLines.length).toBeGreaterThan(5);
    for (const secret of [token, password, 'canary', me.name, me.account, me.device, address, '203.0.113']) {
      expect(text).not.toContain(secret.toLowerCase());
    }
    for (const line of server.logLines) expect(JSON.parse(line)).toHaveProperty('event');
  });
});
