import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type Endpoint, type EndpointName } from '#shared/api/contract.ts';
import { PROBLEMS } from '#shared/api/problem.ts';
import type { Session } from '#shared/api/schemas.ts';
import { PICTURE, RELAY_LIMITS } from '#shared/limits.ts';
import type { PictureId } from '#shared/people/pictures.ts';
import { smallWebp } from '#shared/testing/picture-files.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { readyFor } from '../house/testing/bodies.ts';
import { putPicture } from '../people/picture-store.ts';
import { createTestServer, toAnswer, type TestServer } from './testing.ts';
import { BODIES, PASSWORD } from './testing/bodies.ts';

const ENDPOINTS = Object.entries(API) as [EndpointName, Endpoint][];
const WITH_SESSION = ENDPOINTS.filter(([, endpoint]) => endpoint.auth === 'session').map(([name]) => name);
const WITH_BODY = ENDPOINTS.filter(([, endpoint]) => endpoint.body !== null).map(([name]) => name);
/** Endpoints that answer listeners alone. */
const AS_LISTENER: ReadonlySet<EndpointName> = new Set(['changeProfile', 'setPicture', 'setStatus', 'takeBreak', 'agreeAsListener']);
/** ... and members alone. */
const AS_MEMBER: ReadonlySet<EndpointName> = new Set(['changePassword', 'makeRecoveryCode', 'recover', 'changeName', 'eraseMe']);
const PLENTY = { burst: 100_000, refillMs: 1 };

let server: TestServer;
let token: string;

beforeAll(async () => {
  const rates = { command: PLENTY, newListener: PLENTY, newGuest: PLENTY };
  server = await createTestServer({ rates });
  token = (await server.guest()).token;
  const somebody = await server.guest();
  await server.call('becomeMember', { token: somebody.token, body: { name: 'Somebody', password: PASSWORD } });
});
afterAll(() => server.close());

const AGREED = { age_group: 'adult', consent_versions: JSON.stringify(currentVersions()) } as const;

const PICTURE_ID = '0'.repeat(20) as PictureId;

/** A body as the endpoint wants it, sent with a fresh session, so that no call spoils the next one's. */
const fresh = async (name: EndpointName) => {
  const session = await server.guest();
  const { account } = session.me;
  await readyFor(server.database.db, server.fake.random, name, account);
  if (name === 'readPicture') await putPicture(server.database.db, account, { id: PICTURE_ID, type: 'image/webp', bytes: smallWebp(PICTURE.maxSidePx) }, 0);
  // Where it is time.
  if (name === 'renewSession') await server.database.db.updateTable('sessions').set({ renew_by_ms: 9e12 }).where('account', '=', account).execute();
  if (AS_LISTENER.has(name)) await server.database.db.updateTable('accounts').set({ type: 'listener', ...AGREED }).where('id', '=', account).execute();
  if (AS_MEMBER.has(name)) return asMember(name, session.token);
  const body = BODIES[name];
  const options = { token: session.token, params: { device: session.me.device, name: 'Somebody', picture: PICTURE_ID } };
  return server.call(name, body === null ? options : { ...options, body });
};

const asMember = async (name: EndpointName, guest: string) => {
  const made = (await server.call('becomeMember', { token: guest, body: { password: PASSWORD } })).json as Session;
  if (name !== 'recover') return server.call(name, { token: made.token, body: BODIES[name] });
  const { code } = (await server.call('makeRecoveryCode', { token: made.token, body: { password: PASSWORD } })).json as { code: string };
  return server.call(name, { body: { ...BODIES[name], name: made.me.name, code } });
};

describe.each(ENDPOINTS)('%s', (name, endpoint) => {
  it('answers as the contract says, and keeps the answer out of caches', async () => {
    const answer = await fresh(name);
    expect(answer.status).toBe(200);
    const isJson = endpoint.sends === undefined;
    expect(isJson ? endpoint.reply.safeParse(answer.json).error : undefined).toBeUndefined();
    expect(answer.headers['cache-control']).toBe(isJson ? 'no-store' : 'private, max-age=31536000, immutable');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('refuses other methods on its path with 405 and says which there are', async () => {
    const url = endpoint.path.replaceAll(/:\w+/g, '0'.repeat(20));
    const answer = toAnswer(await server.app.inject({ method: 'PUT', url }));
    expect(answer.problem).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(answer.headers['allow']).toContain(endpoint.method);
  });

  it('refuses writes from a stranger\'s page', async () => {
    if (endpoint.method === 'GET') return;
    for (const origin of ['https://stranger.example', 'null', 'http://localhost.stranger.example']) {
      const answer = await server.call(name, { token, body: BODIES[name] ?? {}, headers: { origin } });
      expect(answer.problem.code).toBe('foreign-origin');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe.each(WITH_SESSION)('%s without a session', (name) => {
  it.each([
    ['no token', {}],
    ['an unknown token', { token: 'A'.repeat(43) }],
    ['a token of another form', { token: 'x' }],
    ['another scheme', { headers: { authorization: 'Basic dXNlcjpwYXNz' } }],
    ['an endless header', { headers: { authorization: `Bearer ${'A'.repeat(5_000)}` } }],
  ])('%s is signed out', async (_, options) => {
    const answer = await server.call(name, { ...options, body: BODIES[name] ?? undefined });
    expect(answer.problem).toEqual({
      type: 'about:blank#signed-out',
      title: 'signed out',
      status: 401,
      code: 'signed-out',
    });
  });

  it('a token in the URL is no token', async () => {
    const url = `${API[name].path.replaceAll(/:\w+/g, '0'.repeat(20))}?token=${token}&access_token=${token}`;
    const answer = toAnswer(await server.app.inject({ method: API[name].method, url }));
    expect(answer.problem.code).toBe('signed-out');
  });

  it('is told so before its body is read', async () => {
    const answer = await server.call(name, { body: 'x'.repeat(RELAY_LIMITS.maxBodyBytes * 2) });
    expect(answer.problem.code).toBe('signed-out');
  });
});

describe.each(WITH_BODY)('%s with a wrong body', (name) => {
  const valid = BODIES[name] ?? {};
  const wrong: [string, unknown][] = [
    ['no body', undefined],
    ['null', null],
    ['a list', []],
    ['a text', '"text"'],
    ['a number', 7],
    ['an empty object', {}],
    ['an unknown field', { ...valid, asRole: 'admin' }],
    ['broken JSON', '{"name":'],
    ['__proto__', `{"__proto__": {"admin": true}, ${JSON.stringify(valid).slice(1)}`],
    ['constructor.prototype', `{"constructor": {"prototype": {}}, ${JSON.stringify(valid).slice(1)}`],
    ...Object.keys(valid).flatMap((key): [string, unknown][] => [
      [`${key} as another kind`, { ...valid, [key]: typeof valid[key] === 'number' ? 'seven' : 7 }],
      [`${key} as an object`, { ...valid, [key]: { $ne: null } }],
      [`${key} as a list`, { ...valid, [key]: [valid[key]] }],
    ]),
  ];

  it.each(wrong)('%s is a bad request', async (_, body) => {
    const answer = await server.call(name, { token, body });
    expect(answer.problem).toMatchObject({ status: 400, code: 'bad-request' });
    expect(answer.bytes).not.toContain('admin');
  });

  it('too many bytes are refused as such', async () => {
    const answer = await server.call(name, { token, body: { ...valid, more: 'x'.repeat(RELAY_LIMITS.maxBodyBytes) } });
    expect(answer.problem).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    '%s is refused as such',
    async (type) => {
      const body = JSON.stringify(valid);
      const answer = await server.call(name, { token, body, headers: { 'content-type': type } });
      expect(answer.problem).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    },
  );
});

describe('ids in paths', () => {
  it.each(['x', '0'.repeat(19), '0'.repeat(21), 'I'.repeat(20), '%00', '..%2f..%2fetc'])(
    'D5: %s answers in the same bytes as one that is not there',
    async (id) => {
      const revoke = (device: string) => server.call('revokeDevice', { token, params: { device }, body: { password: null } });
      const [missing, answer] = [await revoke('0'.repeat(20)), await revoke(id)];
      expect(answer.problem.code).toBe('not-found');
      expect(answer.bytes).toBe(missing.bytes);
    },
  );
});

describe('E2: signing in tells nobody which names exist', () => {
  it('a wrong password and a wrong name are the same bytes and headers', async () => {
    const session = await server.guest();
    await server.call('becomeMember', { token: session.token, body: { name: 'Hazel', password: PASSWORD } });
    const attempt = (name: string) =>
      server.call('signIn', { body: { name, password: 'something else entirely', deviceName: 'phone' } });
    const [known, unknown] = [await attempt('Hazel'), await attempt('Nobody')];
    expect(known.status).toBe(401);
    expect(unknown.bytes).toBe(known.bytes);
    const stable = ({ headers }: typeof known) => ({ ...headers, date: null });
    expect(stable(unknown)).toEqual(stable(known));
  });
});

describe('/openapi.json', () => {
  it('describes every endpoint, its body, its problems and who may call it', async () => {
    const { paths } = (await server.app.inject('/openapi.json')).json<{
      paths: Record<string, Record<string, { operationId: string; security?: unknown; requestBody?: unknown; responses: object }>>;
    }>();
    for (const [name, endpoint] of ENDPOINTS) {
      const operation = paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
      expect(operation?.operationId).toBe(name);
      expect(operation?.security !== undefined).toBe(endpoint.auth !== 'none');
      expect(operation?.requestBody !== undefined).toBe(endpoint.body !== null);
      const statuses = Object.keys(operation?.responses ?? {});
      for (const code of endpoint.problems) expect(statuses).toContain(String(PROBLEMS[code]));
    }
  });
});
