import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { SIGN_IN } from '#shared/limits.ts';
import { createTestServer, type TestServer } from './testing.ts';

const PASSWORD = 'tall pines beside a slow river';
const OTHER_PASSWORD = 'four unhurried copper forks';
const MINUTE_MS = 60_000;

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const member = async (name: string): Promise<Session> => {
  const { token } = await server.guest();
  return (await server.call('becomeMember', { token, body: { name, password: PASSWORD } })).json as Session;
};
const codeOf = async ({ token }: Session): Promise<string> =>
  ((await server.call('makeRecoveryCode', { token, body: { password: PASSWORD } })).json as { code: string }).code;
const recover = (name: string, code: string, address = '192.0.2.1', password = OTHER_PASSWORD) =>
  server.call('recover', { body: { name, code, password, deviceName: 'phone' }, address });

describe('E6: recovery over HTTP', () => {
  it('by name and code alone, under a new password', async () => {
    const made = await member('Rowan');
    const code = await codeOf(made);
    expect((await server.call('readRecovery', { token: made.token })).json).toEqual({ madeAtMs: server.fake.clock.nowMs() });
    const back = await recover('Rowan', code);
    expect(back.status).toBe(200);
    expect((back.json as Session).me).toMatchObject({ account: made.me.account, name: 'Rowan', type: 'member' });
    expect((await server.call('me', { token: made.token })).problem.code).toBe('signed-out');
    expect((await server.call('readRecovery', { token: (back.json as Session).token })).json).toEqual({ madeAtMs: null });
  });

  it('E2: a known and an unknown name are the same bytes and headers', async () => {
    await codeOf(await member('Rowan'));
    const stable = ({ headers }: Awaited<ReturnType<typeof recover>>) => ({ ...headers, date: null });
    const [known, unknown] = [await recover('Rowan', '0000'), await recover('Nobody1', '0000')];
    expect(known.problem).toMatchObject({ status: 401, code: 'wrong-name-or-code' });
    expect(unknown.bytes).toBe(known.bytes);
    expect(stable(unknown)).toEqual(stable(known));
  });

  it('C9: guesses at codes and at passwords are counted together, and the code waits, too', async () => {
    const code = await codeOf(await member('Rowan'));
    for (let n = 0; n < SIGN_IN.maxFailuresOfAddress - 1; n += 1) await recover('Rowan', 'guess');
    const guess = { name: 'Rowan', password: 'something else entirely', deviceName: 'phone' };
    expect((await server.call('signIn', { body: guess, address: '192.0.2.1' })).status).toBe(401);
    expect((await recover('Rowan', code)).problem).toMatchObject({ code: 'too-fast' });
    expect((await recover('Rowan', code, '198.51.100.7')).status).toBe(200);
  });

  it('a weak password costs no try', async () => {
    const code = await codeOf(await member('Rowan'));
    for (let n = 0; n < SIGN_IN.maxFailuresOfAddress; n += 1) {
      server.fake.advance(MINUTE_MS);
      expect((await recover('Rowan', code, undefined, 'kettle')).problem.code).toBe('password-too-short');
    }
    server.fake.advance(MINUTE_MS);
    expect((await recover('Rowan', code)).status).toBe(200);
  });
});

describe('E3: what asks for the password again', () => {
  it.each([
    ['changePassword', { current: 'wrong wrong wrong', next: OTHER_PASSWORD }],
    ['makeRecoveryCode', { password: 'wrong wrong wrong' }],
    ['exportMine', { password: 'wrong wrong wrong' }],
    ['exportMine', { password: null }],
    ['eraseMe', { password: 'wrong wrong wrong' }],
    ['changeName', { name: 'Willow', password: 'wrong wrong wrong' }],
    ['signOutOthers', { password: 'wrong wrong wrong' }],
    ['signOutOthers', { password: null }],
  ] as const)('%s does nothing without it', async (name, body) => {
    const { token } = await member('Rowan');
    expect((await server.call(name, { token, body })).problem).toMatchObject({ status: 403, code: 'wrong-password' });
    expect((await server.call('me', { token })).status).toBe(200);
  });

  it('C9: counts wrong ones with those at signing in; right ones cost nothing', async () => {
    const { token } = await member('Rowan');
    for (let n = 0; n < 3 * SIGN_IN.maxPerAddressAndMinute; n += 1) {
      server.fake.advance(1_000);
      expect((await server.call('makeRecoveryCode', { token, body: { password: PASSWORD } })).status).toBe(200);
    }
    for (let n = 0; n < SIGN_IN.maxFailuresOfAddress; n += 1) {
      expect((await server.call('eraseMe', { token, body: { password: 'wrong' } })).status).toBe(403);
    }
    expect((await server.call('eraseMe', { token, body: { password: PASSWORD } })).problem.code).toBe('too-fast');
    const body = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    expect((await server.call('signIn', { body })).problem.code).toBe('too-fast');
  });

  it('a guest has no password to be asked for: a copy is given, the rest is denied with its rule', async () => {
    const { token } = await server.guest();
    expect((await server.call('exportMine', { token, body: { password: null } })).status).toBe(200);
    expect((await server.call('eraseMe', { token, body: { password: '' } })).problem).toMatchObject({ code: 'denied', rule: 'P61-needs-password' });
    expect((await server.call('changeName', { token, body: { name: 'Willow', password: null } })).problem).toMatchObject({ rule: 'P60-guests-keep-names' });
  });
});

describe('names and devices over HTTP', () => {
  it('F027: a name is changed, and a look-alike of another is taken', async () => {
    const [rowan] = [await member('Rowan'), await member('Lisa')];
    expect((await server.call('changeName', { token: rowan.token, body: { name: 'LIsa', password: PASSWORD } })).problem.code).toBe('name-taken');
    expect((await server.call('changeName', { token: rowan.token, body: { name: '1isa', password: PASSWORD } })).problem.code).toBe('name-characters');
    expect((await server.call('changeName', { token: rowan.token, body: { name: 'Willow', password: PASSWORD } })).json).toMatchObject({ name: 'Willow' });
  });

  it('every other device is signed out at once', async () => {
    const made = await member('Rowan');
    const body = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    const other = (await server.call('signIn', { body })).json as Session;
    expect((await server.call('signOutOthers', { token: made.token, body: { password: PASSWORD } })).json).toEqual({ ended: 1 });
    expect((await server.call('me', { token: other.token })).problem.code).toBe('signed-out');
  });

  it('or one of them, by the password; and another account\'s is not found, whatever is said', async () => {
    const [made, stranger] = [await member('Rowan'), await member('Hazel')];
    const body = { name: 'Rowan', password: PASSWORD, deviceName: 'phone' };
    const other = (await server.call('signIn', { body })).json as Session;
    const end = (device: string, password: string | null) => server.call('revokeDevice', { token: made.token, params: { device }, body: { password } });
    for (const password of [null, '', 'wrong wrong wrong']) expect((await end(other.me.device, password)).problem.code).toBe('wrong-password');
    expect((await end(stranger.me.device, PASSWORD)).problem.code).toBe('not-found');
    for (const { token } of [other, stranger]) expect((await server.call('me', { token })).status).toBe(200);
    expect((await end(other.me.device, PASSWORD)).status).toBe(200);
    expect((await server.call('me', { token: other.token })).problem.code).toBe('signed-out');
  });

  it('E3: whoever has a session and no password locks nobody out, and can but leave', async () => {
    const owner = await member('Rowan');
    const thief = (await server.call('signIn', { body: { name: 'Rowan', password: PASSWORD, deviceName: 'phone' } })).json as Session;
    for (const [name, body] of [
      ['signOutOthers', { password: 'a guess' }], ['changeName', { name: 'Willow', password: 'a guess' }], ['eraseMe', { password: 'a guess' }],
      ['changePassword', { current: 'a guess', next: OTHER_PASSWORD }], ['makeRecoveryCode', { password: 'a guess' }],
    ] as const) {
      server.fake.advance(MINUTE_MS);
      expect((await server.call(name, { token: thief.token, body })).problem.code).toBe('wrong-password');
    }
    expect((await server.call('signOut', { token: thief.token })).status).toBe(200);
    expect((await server.call('me', { token: owner.token })).json).toMatchObject({ name: 'Rowan' });
    expect((await server.call('signIn', { body: { name: 'Rowan', password: PASSWORD, deviceName: 'phone' }, address: '198.51.100.7' })).status).toBe(200);
  });
});
